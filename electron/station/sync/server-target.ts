import type { Fair } from '../../../shared/fair.ts';
import type { HubAddress } from '../../../shared/hub-address.ts';
import { type EnrolledServer, pinsFor } from './pins.ts';

/** Which server a station talks to, of all that name one (P109). */

export interface ServerTarget {
  readonly server: string;
  /** Asked at each request, since they may have changed. */
  readonly pins: () => readonly string[];
}

export interface NamedServers {
  /** The hub that runs on this machine, and its one key. */
  readonly hub: () => { readonly server: string; readonly pin: string } | undefined;
  /** The server that was named when the station was started. */
  readonly given: string | undefined;
  /** The newest address code that was scanned here. */
  readonly moved: () => HubAddress | undefined;
  /** What the enrolment code said. */
  readonly enrolled: EnrolledServer | undefined;
  readonly newest: () => Pick<Fair, 'server' | 'serverPins' | 'serverCertificate'>;
}

export function serverTarget(named: NamedServers): ServerTarget | undefined {
  const { given, enrolled, newest } = named;
  const [hub, moved] = [named.hub(), named.moved()];
  if (hub) return { server: hub.server, pins: () => [(named.hub() ?? hub).pin] };
  if (given === undefined && moved) {
    return { server: moved.server, pins: () => (named.moved() ?? moved).pins };
  }
  const server = given ?? enrolled?.server ?? newest().server;
  if (server === undefined) return undefined;
  return { server, pins: () => pinsFor(newest(), server, enrolled) };
}
