import type { Timers } from '../../../shared/timers.ts';

export type { Timers };

/** The machine's own timers. They never keep a process alive: what serves the page does that. */
export const realTimers: Timers = {
  after(ms, then) {
    const timer = setTimeout(then, ms);
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};

/** What the time is, and how to wait: the machine's own, or one that only a test moves. */
export interface Clock {
  readonly now: () => number;
  readonly timers: Timers;
}

export const realClock: Clock = { now: Date.now, timers: realTimers };
