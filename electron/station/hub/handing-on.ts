import type { MovedServer } from './address-code.ts';
import type { HubHere } from './hub-here.ts';

/**
 * An address code that is scanned at a machine whose own hub is on: an organiser's laptop that came back after
 * another one had taken its place. Its hub then hands on to the other (P129), so that all facts meet again, also
 * of stations that still find the old one.
 */

type Hub = Pick<HubHere, 'settings' | 'handOn'>;

export function handingOn(moved: MovedServer, hub: () => Hub | undefined): MovedServer {
  return {
    ...moved,
    async take(text) {
      const taken = await moved.take(text);
      if (taken?.ok) await hub()?.handOn(taken.value);
      return taken;
    },
    handsOn: ({ server }) => hub()?.settings().upstream?.address === server,
  };
}
