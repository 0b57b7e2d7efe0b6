import type { ConnectReaders, ReaderListener } from './reader-set.ts';

/** Readers that stay connected while whom they serve changes. */
export interface LentReaders {
  readonly states: Awaited<ReturnType<ConnectReaders>>['states'];
  /** The borrower hears the readers until it closes them; then we hear them again. */
  readonly lend: ConnectReaders;
  /** We hear them again, even if somebody still has them. */
  readonly takeBack: () => void;
  /** A scan that did not come from a reader, but from the page. */
  readonly scanned: (text: string) => void;
  close(): Promise<void>;
}

export async function lentReaders(
  connect: ConnectReaders,
  own: Omit<ReaderListener, 'onUnavailable'>,
): Promise<LentReaders> {
  let unavailable: string | undefined;
  const here: ReaderListener = {
    ...own,
    onUnavailable: (reason) => void (unavailable = reason),
  };
  let listening = here;
  const readers = await connect({
    onScan: (scan, reader) => listening.onScan(scan, reader),
    onStates: (states) => listening.onStates(states),
    onUnavailable: (reason) => listening.onUnavailable(reason),
  });
  const takeBack = (): void => {
    listening = here;
  };
  return {
    states: () => readers.states(),
    lend(listener) {
      listening = listener;
      if (unavailable !== undefined) listener.onUnavailable(unavailable);
      return Promise.resolve({ ...readers, close: () => Promise.resolve(takeBack()) });
    },
    takeBack,
    scanned: (text) => listening.onScan({ kind: 'code', text }, 'page'),
    close: () => readers.close(),
  };
}
