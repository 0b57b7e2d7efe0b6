import type { StationEvent } from '../../../shared/contract/calls.ts';
import type { Timers } from '../clock/timers.ts';

/**
 * The page is replaced after each person. A scan at that moment waits for the new page, but only
 * this long: later it would act on somebody else.
 */
const PATIENCE_MS = 3_000;

/** A page cuts its line while the station is too busy to answer, as with a large table, and comes back at once. */
export const BACK_WITHIN_MS = 15_000;

/**
 * The page in front of the station: its event listeners, and whether it can show the result of a
 * scan.
 */
export function stationPage(timers: Timers) {
  const listeners = new Set<(event: StationEvent) => void>();
  let ready = false;
  let waiting: (() => void)[] = [];
  let cancelGone = (): void => undefined;
  return {
    emit: (event: StationEvent): void => {
      for (const listener of listeners) listener(event);
    },
    /** Returns a function that removes the listener; `onGone` runs when it was the last, and none follows. */
    listen(listener: (event: StationEvent) => void, onGone: () => void): () => void {
      cancelGone();
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        ready = false;
        cancelGone();
        cancelGone = timers.after(BACK_WITHIN_MS, onGone);
      };
    },
    arrived(): void {
      ready = true;
      for (const go of waiting.splice(0)) go();
    },
    left(): void {
      ready = false;
    },
    /** Whether the page was ready in time. */
    wait(): Promise<boolean> {
      if (ready) return Promise.resolve(true);
      return new Promise((resolve) => {
        const cancel = timers.after(PATIENCE_MS, () => {
          waiting = waiting.filter((other) => other !== go);
          resolve(false);
        });
        const go = (): void => {
          cancel();
          resolve(true);
        };
        waiting.push(go);
      });
    },
  };
}

export type StationPage = ReturnType<typeof stationPage>;
