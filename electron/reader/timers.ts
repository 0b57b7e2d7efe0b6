/** The machine's own timers. They never keep a process alive: what serves the page does that. */

import type { Timers } from './port.ts';

export const realTimers: Timers = {
  after(ms, then) {
    const timer = setTimeout(then, ms);
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};
