import type { ReaderComplaint, ReaderState, ReaderTrouble } from '../../../shared/contract.ts';
import type { Scan } from './scan.ts';

/** All readers of a station, whatever they are. */
export interface ReaderSet {
  states(): ReaderState[];
  /** For staff: which, where, and how each has been. */
  health(): ReaderHealth[];
  close(): Promise<void>;
}

export interface ReaderHealth extends ReaderState {
  /** The path or port that it is at. */
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
  /** None can be opened at all, or the table of them can't be read; told once, for staff. */
  onUnavailable(reason: string): void;
}

export type ConnectReaders = (listener: ReaderListener) => Promise<ReaderSet>;

/** Several sorts of readers as one: a sample fair has its simulated ones beside what is plugged in. */
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
