import type { Timers } from '../../shared/timers.ts';

/** Timers of the machine. They never keep the process alive. */
export const realTimers: Timers = {
  after(ms, then) {
    const timer = setTimeout(then, ms).unref();
    return () => clearTimeout(timer);
  },
};
