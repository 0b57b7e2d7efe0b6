import type { Client } from './client.ts';

const EVERY_MS = 2_000;

interface Battery extends EventTarget {
  readonly level: number;
  readonly charging: boolean;
}
declare global {
  interface Navigator {
    /** Only Chromium has this. */
    getBattery?(): Promise<Battery>;
  }
}

/**
 * Tells the station that this page has painted. A page whose script runs but whose screen is blank must not
 * say so: the door reloads a page that is silent. It also reports whom it still shows, so that the station
 * waits for nobody who has gone; and that the network is back, which a window notices and Node does not.
 */
export function keepAlive(client: Client, root: HTMLElement, held: () => string | null): void {
  setInterval(() => {
    requestAnimationFrame(() => {
      if (hasPainted(root)) client.call('station.alive', { held: held() }).catch(() => undefined);
    });
  }, EVERY_MS);
  window.addEventListener('online', () => {
    client.call('station.online', {}).catch(() => undefined);
  });
}

/** A full battery on a charger counts as none, like a machine without one. */
export function reportBattery(client: Client): void {
  void navigator.getBattery?.().then((battery) => {
    const report = (): void => {
      const { level, charging } = battery;
      const full = charging && level === 1;
      const known = full ? null : { percent: Math.round(level * 100), charging };
      client.call('station.battery', { battery: known }).catch(() => undefined);
    };
    battery.addEventListener('levelchange', report);
    battery.addEventListener('chargingchange', report);
    report();
  });
}

function hasPainted(root: HTMLElement): boolean {
  return Array.from(root.children).some((child) => {
    const { width, height } = child.getBoundingClientRect();
    return width > 0 && height > 0 && child.textContent.trim() !== '';
  });
}
