import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Timers } from '../../shared/timers.ts';

/**
 * Deleted bytes are overwritten in SQLite's file itself, but its log still holds the pages as they were. While a backup
 * reads, the log cannot be emptied: so this tries again until it is empty.
 */

const AGAIN_MS = 500;
/** For a backup that is nearly done. */
const AT_CLOSING_MS = 5_000;

const doneSchema = z.tuple([z.object({ busy: z.int() })]);

/** `alone` runs its work while nobody is within a transaction: there it would fail. */
export function logEmptier(
  alone: <T>(work: (writer: Database) => T) => Promise<T>,
  { timers, onTrouble }: { readonly timers: Timers; readonly onTrouble: (error: unknown) => void },
) {
  let stopTrying: (() => void) | undefined;

  const attempt = (patienceMs: number): Promise<boolean> =>
    alone((writer) => {
      const before = z.int().parse(writer.pragma('busy_timeout', { simple: true }));
      writer.pragma(`busy_timeout = ${patienceMs}`);
      const [{ busy }] = doneSchema.parse(writer.pragma('wal_checkpoint(TRUNCATE)'));
      writer.pragma(`busy_timeout = ${before}`);
      return busy === 0;
    });

  async function empty(): Promise<void> {
    stopTrying?.();
    stopTrying = undefined;
    // The next attempt stands before this one is over, so that closing finds it whatever happens.
    stopTrying = timers.after(AGAIN_MS, () => void empty().catch(onTrouble));
    if (!(await attempt(0))) return;
    stopTrying();
    stopTrying = undefined;
  }

  return {
    empty,
    async close(): Promise<void> {
      if (!stopTrying) return;
      stopTrying();
      await attempt(AT_CLOSING_MS);
    },
  };
}
