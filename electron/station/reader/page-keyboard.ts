import { readerBook } from './reader-book.ts';
import type { ConnectReaders, ReaderListener } from './reader-set.ts';

/**
 * The keyboard scanners of the page as one of the station's readers: nothing says which of them typed, nor
 * whether any is plugged in, so there is one from the first scan on.
 */
export interface PageKeyboard {
  readonly connect: ConnectReaders;
  /** One has typed where this station did not hear it: the staff card that opened it. */
  typed(): void;
  read(text: string): void;
}

/** Scanners are bound to places by it, so it stays what it is. */
const ID = 'keyboard';
const NAME = '键盘口扫码枪';

export function pageKeyboard(now: () => number): PageKeyboard {
  let listener: ReaderListener | undefined;
  const book = readerBook(
    {
      onScan: (scan, reader) => listener?.onScan(scan, reader),
      onStates: (states) => listener?.onStates(states),
      onUnavailable: () => undefined,
    },
    now,
  );
  const entered = () => {
    const events = book.enter({ id: ID, kind: 'wedge', name: NAME, where: 'keyboard' });
    events.onState('ready');
    return events;
  };
  let events: ReturnType<typeof entered> | undefined;

  return {
    connect(listening) {
      listener = listening;
      return Promise.resolve({
        states: book.states,
        health: book.health,
        close: () => Promise.resolve(),
      });
    },
    typed: () => void (events ??= entered()),
    read: (text) => (events ??= entered()).onScan({ kind: 'code', text }),
  };
}
