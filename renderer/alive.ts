import type { Client } from './client.ts';

const EVERY_MS = 2_000;

/**
 * Tells the station that this page has painted. A page whose script runs but whose screen is blank
 * must not say so: the door opens it anew when it hears nothing.
 */
export function keepAlive(client: Client, root: HTMLElement): void {
  setInterval(() => {
    requestAnimationFrame(() => {
      if (hasPainted(root)) client.call('station.alive', {}).catch(() => undefined);
    });
  }, EVERY_MS);
}

function hasPainted(root: HTMLElement): boolean {
  return Array.from(root.children).some((child) => {
    const { width, height } = child.getBoundingClientRect();
    return width > 0 && height > 0 && child.textContent.trim() !== '';
  });
}
