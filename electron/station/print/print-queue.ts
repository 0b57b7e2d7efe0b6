import { fail, type Result } from '../../../shared/result.ts';
import type { PrintFault } from '../../../shared/devices.ts';
import type { Timers } from '../clock/timers.ts';

/**
 * One printer's work: one after another, since two tickets mixed on one strip of paper are useless,
 * and none for longer than its time, since a driver that never answers must not end all printing.
 */

export interface PrintQueueOptions {
  readonly timers: Timers;
  readonly limitMs: number;
  /** Work that can't be stopped still blocks a thread: refuse more until it ends. */
  readonly waitsForLate: boolean;
}

type Answer<T> = Result<T, { readonly kind: PrintFault }>;
const silent = fail({ kind: 'printer-offline' });

export function printQueue({ timers, limitMs, waitsForLate }: PrintQueueOptions) {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let late = false;

  async function within<T>(
    work: (signal: AbortSignal) => Promise<Answer<T>>,
    ms: number,
  ): Promise<Answer<T>> {
    if (late && waitsForLate) return silent;
    const stop = new AbortController();
    const done = work(stop.signal);
    return new Promise((resolve, reject) => {
      const cancel = timers.after(ms, () => {
        late = true;
        stop.abort();
        resolve(silent);
      });
      done.then(resolve, reject).finally(() => {
        cancel();
        late = false;
      });
    });
  }

  return {
    isBusy: (): boolean => waiting > 0,
    add<T>(work: (signal: AbortSignal) => Promise<Answer<T>>, ms = limitMs): Promise<Answer<T>> {
      waiting += 1;
      const mine = last.then(() => within(work, ms)).finally(() => (waiting -= 1));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
