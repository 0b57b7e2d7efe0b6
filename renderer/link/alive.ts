import type { Client } from './client.ts';

const EVERY_MS = 2_000;

interface Battery extends EventTarget {
  readonly level: number;
  readonly charging: boolean;
}
declare global {
  interface Navigator {
    /** Chromium's own. */
    getBattery?(): Promise<Battery>;
  }
}

/**
 * Tells the station that this page has painted. A page whose script runs but whose screen is blank
 * must not say so: the door opens it again when it hears nothing. It says whom it still shows, too, so
 * that the station waits for nobody who has gone; and that the network is back, which a window hears
 * of and Node does not.
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

/** A full one that is charging may as well be none, as of a machine without. */
export function tellBattery(client: Client): void {
  void navigator.getBattery?.().then((battery) => {
    const tell = (): void => {
      const { level, charging } = battery;
      const full = charging && level === 1;
      const told = full ? null : { percent: Math.round(level * 100), charging };
      client.call('station.battery', { battery: told }).catch(() => undefined);
    };
    battery.addEventListener('levelchange', tell);
    battery.addEventListener('chargingchange', tell);
    tell();
  });
}

function hasPainted(root: HTMLElement): boolean {
  return Array.from(root.children).some((child) => {
    const { width, height } = child.getBoundingClientRect();
    return width > 0 && height > 0 && child.textContent.trim() !== '';
  });
}
