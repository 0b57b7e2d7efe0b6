import type { Fair, Role } from '../../../shared/fair.ts';
import {
  type Battery,
  type Condition,
  LONGEST_NAME,
  LONGEST_VERSION,
  MOST_READERS,
} from '../../../shared/condition.ts';
import type { StationPrinting } from '../print/printing.ts';
import type { ReaderSet } from '../reader/reader-set.ts';
import type { Notices } from '../store/notices.ts';

export interface HealthOptions {
  readonly version: string;
  readonly now: () => number;
  readonly role: () => Role;
  /** The newest revision of the fair that the station holds. */
  readonly newest: () => { readonly fair: Pick<Fair, 'revision'>; readonly hash: string };
  readonly readers: Pick<ReaderSet, 'states'>;
  readonly printer: Pick<StationPrinting, 'state'>;
  readonly notices: Pick<Notices, 'unread'>;
}

/**
 * The station's condition as the server shows it to an organiser, trimmed to what the server
 * accepts.
 */
export function stationHealth(options: HealthOptions) {
  const { version, now, role, newest, readers, printer, notices } = options;
  let battery: Battery | undefined;
  return {
    setBattery(next: Battery | undefined): void {
      battery = next;
    },
    condition: (): Condition => ({
      atMs: Math.max(0, now()),
      version: version.slice(0, LONGEST_VERSION),
      role: role(),
      fair: { revision: newest().fair.revision, hash: newest().hash },
      readers: readers
        .states()
        .slice(0, MOST_READERS)
        .map(({ kind, name, state }) => ({
          kind: kind === 'camera' ? 'code' : kind,
          name: name.slice(0, LONGEST_NAME),
          state,
        })),
      printer: printer.state(),
      ...(battery && { battery }),
      notices: [...new Set(notices.unread().map(({ kind }) => kind))],
    }),
  };
}

export type StationHealth = ReturnType<typeof stationHealth>;
