import type { ReaderState } from '../../shared/contract.ts';
import type { Scan } from './scan.ts';

/** All readers of a station, whatever they are. */
export interface ReaderSet {
  states(): ReaderState[];
  close(): Promise<void>;
}

export interface ReaderListener {
  /** Never throws into the reader. */
  onScan(scan: Scan): void;
  onStates(states: ReaderState[]): void;
}

export type ConnectReaders = (listener: ReaderListener) => Promise<ReaderSet>;
