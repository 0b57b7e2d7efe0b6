import type { ConnectReaders, ReaderListener, ReaderSet } from '../reader/reader-set.ts';

/** Readers that are connected before the station opens, and serve it from then on. */
export interface WaitingReaders {
  readonly readers: ReaderSet;
  /** For the station that opens. */
  readonly handOver: ConnectReaders;
  /** The station did not open after all. */
  takeBack(): void;
}

export async function waitingReaders(
  connect: ConnectReaders,
  waiting: Pick<ReaderListener, 'onScan' | 'onStates'>,
): Promise<WaitingReaders> {
  let unavailable: string | undefined;
  const own: ReaderListener = {
    ...waiting,
    onUnavailable: (reason) => {
      unavailable = reason;
    },
  };
  let listening = own;
  const readers = await connect({
    onScan: (scan, reader) => listening.onScan(scan, reader),
    onStates: (states) => listening.onStates(states),
    onUnavailable: (reason) => listening.onUnavailable(reason),
  });
  return {
    readers,
    handOver: async (listener) => {
      listening = listener;
      if (unavailable !== undefined) listener.onUnavailable(unavailable);
      return readers;
    },
    takeBack(): void {
      listening = own;
    },
  };
}
