import type { Timers } from '../../shared/timers.ts';

/** The machine's own timers. They never keep the process alive. */
export const realTimers: Timers = {
  after(ms, then) {
    const timer = setTimeout(then, ms).unref();
    return () => clearTimeout(timer);
  },
};
