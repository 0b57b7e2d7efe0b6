import type { Timers } from '../clock/timers.ts';
import type { Store } from './store.ts';

/** Often enough that a broken disk costs minutes, and rare enough that no attendee notices. */
const EVERY_MS = 10 * 60_000;
/** The first facts of a ledger without any backup: after the scan, and before the next trouble. */
const FIRST_AFTER_MS = 1_000;

/**
 * Backs up with the first facts, then at a steady interval while there is something new, and once
 * more at the end.
 */
export function backupRhythm(store: Store, timers: Timers, onFailure: (error: Error) => void) {
  let backedUp = -1;
  let cancel = timers.after(EVERY_MS, beat);
  let begun = false;

  async function backUpIfNew(): Promise<void> {
    try {
      const { seq } = store.ledger.head;
      if (seq === backedUp) return;
      const made = await store.backup();
      if (made.ok) backedUp = seq;
      else onFailure(new Error('the copy is damaged'));
    } catch (error) {
      onFailure(error instanceof Error ? error : new Error(String(error)));
    }
  }

  function beat(): void {
    void backUpIfNew().then(() => {
      cancel = timers.after(EVERY_MS, beat);
    });
  }

  async function backUpFirst(): Promise<void> {
    const any = await store.newestBackup().catch(() => undefined);
    if (!any) await backUpIfNew();
  }

  return {
    /** Facts were written. */
    written(): void {
      if (begun) return;
      begun = true;
      timers.after(FIRST_AFTER_MS, () => void backUpFirst());
    },
    async close(): Promise<void> {
      cancel();
      if (store.ledger.head.seq > 0) await backUpIfNew();
    },
  };
}
