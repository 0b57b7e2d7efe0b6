/** Timers for tests: time passes only when a test says so. */

import type { Timers } from '../timers.ts';

export interface SteppedTimers extends Timers {
  /** The time passed so far. */
  passed(): number;
  /** Moves the time. Due timers run in order, together with the promises they settle. */
  pass(ms: number): Promise<void>;
}

export function steppedTimers(): SteppedTimers {
  let now = 0;
  let made = 0;
  const due = new Map<number, { readonly at: number; readonly run: () => void }>();

  function next(until: number): number | undefined {
    let first: { id: number; at: number } | undefined;
    for (const [id, { at }] of due) {
      if (at <= until && (first === undefined || at < first.at)) first = { id, at };
    }
    return first?.id;
  }

  return {
    after(ms, then) {
      const id = made++;
      due.set(id, { at: now + ms, run: then });
      return () => due.delete(id);
    },
    passed: () => now,
    async pass(ms) {
      const until = now + ms;
      await settled();
      for (let id = next(until); id !== undefined; id = next(until)) {
        const timer = due.get(id);
        due.delete(id);
        if (timer === undefined) continue;
        now = timer.at;
        timer.run();
        await settled();
      }
      now = until;
    },
  };
}

/** One turn of the event loop: all promises that can settle have settled. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
