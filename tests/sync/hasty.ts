import type { Timers } from '../../electron/station/clock/timers.ts';
import { HEAR_MS, PATIENCE_MS } from '../../electron/station/sync/uploader.ts';

/** Pauses end at once; time limits for an answer never expire. */
export const hasty: Timers = {
  after(ms, then) {
    if (ms === PATIENCE_MS || ms === HEAR_MS) return () => undefined;
    const timer = setImmediate(then);
    return () => clearImmediate(timer);
  },
};
