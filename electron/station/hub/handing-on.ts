import { type HubAddress, isLaterAddress, readHubAddress } from '../../../shared/hub-address.ts';
import type { MovedServer } from './address-code.ts';
import type { HubHere } from './hub-here.ts';

/**
 * An address code that is scanned at a machine whose own hub is on: an organiser's laptop that came back after
 * another one had taken its place. Its hub then hands on to the other (P129), so that all facts meet again, also
 * of stations that still find the old one.
 */

type Hub = Pick<HubHere, 'settings' | 'own' | 'setUpstream'>;

/** Codes have an order, so that no two hubs hand on to each other. */
function isAnotherHubs(address: HubAddress, hub: Hub): boolean {
  const own = hub.own();
  if (!own || address.pins.includes(own.pin)) return false;
  const { code } = hub.settings();
  const signed = code && readHubAddress(code.text);
  return !signed || isLaterAddress(address, signed);
}

export function handingOn(moved: MovedServer, hub: () => Hub | undefined): MovedServer {
  return {
    ...moved,
    async take(text) {
      const taken = await moved.take(text);
      const here = hub();
      if (taken?.ok && here && isAnotherHubs(taken.value, here)) {
        await here.setUpstream({ address: taken.value.server, pins: [...taken.value.pins] });
      }
      return taken;
    },
    handsOn: ({ server }) => hub()?.settings().upstream?.address === server,
  };
}
