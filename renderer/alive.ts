import type { Client } from './client.ts';

const EVERY_MS = 2_000;

/**
 * Tells the station that this page has painted. A page whose script runs but whose screen is blank
 * must not say so: the door opens it anew when it hears nothing. And that the network is back, which
 * a window hears of and Node does not.
 */
export function keepAlive(client: Client, root: HTMLElement): void {
  setInterval(() => {
    requestAnimationFrame(() => {
      if (hasPainted(root)) client.call('station.alive', {}).catch(() => undefined);
    });
  }, EVERY_MS);
  window.addEventListener('online', () => {
    client.call('station.online', {}).catch(() => undefined);
  });
}

function hasPainted(root: HTMLElement): boolean {
  return Array.from(root.children).some((child) => {
    const { width, height } = child.getBoundingClientRect();
    return width > 0 && height > 0 && child.textContent.trim() !== '';
  });
}
