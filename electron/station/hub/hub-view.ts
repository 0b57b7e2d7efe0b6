import type { HallAddress, HubView } from '../../../shared/contract/hub.ts';
import type { Fair } from '../../../shared/fair.ts';
import type { HubRun } from '../../../shared/hub-messages.ts';
import { pinsFor } from '../sync/pins.ts';
import type { HubSettings } from './hub-settings.ts';

/** The hub of this station as its page sees it. */

export interface HubSeen extends Pick<HubView, 'canRun'> {
  readonly run: HubRun;
  readonly settings: HubSettings;
  readonly addresses: readonly HallAddress[];
  readonly chosen: HallAddress | undefined;
}

/** Stations trust no enrolment code about a key where the fair names some (P98). */
export function pinnedIn(fair: Fair, pin: string | undefined): HubView['pinned'] {
  const named = pinsFor(fair, '');
  if (pin !== undefined && named.includes(pin)) return 'yes';
  return named.length > 0 ? 'must' : 'no';
}

/** What the page may know: not the token. */
export function hubView(
  fair: Fair,
  { run, settings, addresses, chosen, canRun }: HubSeen,
): HubView {
  const { on: isOn, port, pin, code, upstream } = settings;
  const isUp = run.at === 'up';
  const server = isUp && chosen ? `https://${chosen.address}:${run.opened.port}` : null;
  const isNow = code !== undefined && code.server === server && code.pin === pin;
  return {
    fair: fair.id,
    canRun,
    on: isOn,
    run: isUp ? { at: 'up', health: run.health } : run,
    addresses: [...addresses],
    chosen: chosen?.address ?? null,
    server,
    port: port ?? null,
    pin: pin ?? null,
    pinned: pinnedIn(fair, pin),
    code: isNow ? code.text : null,
    before: code && server !== null && !isNow ? code.server : null,
    upstream: upstream ?? null,
    fairServer: fair.server ?? null,
  };
}
