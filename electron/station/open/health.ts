import type { Role } from '../../../shared/fair.ts';
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
  readonly readers: Pick<ReaderSet, 'states'>;
  readonly printer: Pick<StationPrinting, 'state'>;
  readonly notices: Pick<Notices, 'unread'>;
}

/**
 * The station's condition as the server shows it to an organiser, trimmed to what the server
 * accepts.
 */
export function stationHealth({ version, now, role, readers, printer, notices }: HealthOptions) {
  let battery: Battery | undefined;
  return {
    setBattery(next: Battery | undefined): void {
      battery = next;
    },
    condition: (): Condition => ({
      atMs: Math.max(0, now()),
      version: version.slice(0, LONGEST_VERSION),
      role: role(),
      readers: readers
        .states()
        .slice(0, MOST_READERS)
        .map(({ kind, name, state }) => ({ kind, name: name.slice(0, LONGEST_NAME), state })),
      printer: printer.state(),
      ...(battery && { battery }),
      notices: [...new Set(notices.unread().map(({ kind }) => kind))],
    }),
  };
}

export type StationHealth = ReturnType<typeof stationHealth>;
