import type { Timers } from '../clock/timers.ts';

/**
 * Whether a page stands ready to show what a scan leads to. A page is replaced after each person;
 * a scan in that moment waits for the new one, but not so long that it would fire out of turn.
 */
const PATIENCE_MS = 3_000;

export function pagePresence(timers: Timers) {
  let ready = false;
  let waiting: (() => void)[] = [];
  return {
    arrived(): void {
      ready = true;
      for (const go of waiting.splice(0)) go();
    },
    left(): void {
      ready = false;
    },
    /** Whether the page was there in time. */
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
