import type { ReaderComplaint, ReaderTrouble } from '../../../shared/contract/readers.ts';
import type { ReaderState } from '../../../shared/devices.ts';
import type { Scan } from './scan.ts';

/** All readers of a station, of any kind. */
export interface ReaderSet {
  states(): ReaderState[];
  /** For staff: which readers, where, and their recent faults. */
  health(): ReaderHealth[];
  close(): Promise<void>;
}

export interface ReaderHealth extends ReaderState {
  /** Its device path or port. */
  readonly where: string;
  readonly trouble: ReaderTrouble | undefined;
  /** Milliseconds, by this machine's clock. */
  readonly lastScan: number | undefined;
  readonly lastComplaint: { readonly at: number; readonly complaint: ReaderComplaint } | undefined;
  readonly faultsLastHour: number;
}

export interface ReaderListener {
  /** Never throws into the reader. */
  onScan(scan: Scan, reader: string): void;
  onStates(states: ReaderState[]): void;
  /** No reader can be opened, or the reader table can't be read; reported once, for staff. */
  onUnavailable(reason: string): void;
}

export type ConnectReaders = (listener: ReaderListener) => Promise<ReaderSet>;

/** Combines several sets: a sample fair has simulated readers beside the plugged-in ones. */
export function joinedReaders(...sorts: readonly ConnectReaders[]): ConnectReaders {
  return async (listener) => {
    const sets: ReaderSet[] = [];
    const states = (): ReaderState[] => sets.flatMap((set) => set.states());
    for (const connect of sorts) {
      sets.push(await connect({ ...listener, onStates: () => listener.onStates(states()) }));
    }
    return {
      states,
      health: () => sets.flatMap((set) => set.health()),
      async close() {
        for (const set of sets) await set.close();
      },
    };
  };
}
