import type { Timers } from '../../electron/station/clock/timers.ts';
import { HEAR_MS, PATIENCE_MS } from '../../electron/station/sync/uploader.ts';

const hastyBut = (never: (ms: number) => boolean): Timers => ({
  after(ms, then) {
    if (never(ms)) return () => undefined;
    const timer = setImmediate(then);
    return () => clearImmediate(timer);
  },
});

/** Pauses end at once; time limits for an answer never expire. */
export const hasty = hastyBut((ms) => ms === PATIENCE_MS || ms === HEAR_MS);

/** Short pauses end at once; longer ones never end. */
export const hastyIfShort = hastyBut((ms) => ms > 2_000);
