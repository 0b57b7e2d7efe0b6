import type { Timers } from '../../../shared/timers.ts';

export type { Timers };

/** The machine's own timers. They never keep a process alive: what serves the page does. */
export const realTimers: Timers = {
  after(ms, then) {
    const timer = setTimeout(then, ms);
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};

/** The clock and the timers: the machine's own, or stepped ones in a test. */
export interface Clock {
  readonly now: () => number;
  readonly timers: Timers;
}

export const realClock: Clock = { now: Date.now, timers: realTimers };
