import type { Timers } from '../../shared/timers.ts';
import type { Storage } from '../storage/homes.ts';
import { archiveFair } from './keeping.ts';

/** What is kept of people goes by itself, once a fair's storage period is over. */

/** For what a station in a drawer still sends. */
export const ARCHIVE_AFTER_DAYS = 7;

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;

/**
 * Archives what has been closed for so many days by this server's own clock, and goes on with what was ended in the
 * middle.
 */
export async function archiveDue(
  storage: Storage,
  nowMs: number,
  afterDays: number,
  mayArchive: (fair: string) => boolean = () => true,
): Promise<string[]> {
  const due = await storage.db
    .selectFrom('fair')
    .select('fair_id')
    .where('closed_ms', '<=', nowMs - afterDays * DAY_MS)
    .where('emptied_ms', 'is', null)
    .execute();
  const begun = await storage.db
    .selectFrom('fair')
    .select('fair_id')
    .where('archived_ms', 'is not', null)
    .where('emptied_ms', 'is', null)
    .execute();
  const done: string[] = [];
  const ready = due.filter(({ fair_id }) => mayArchive(fair_id));
  for (const id of new Set([...begun, ...ready].map(({ fair_id }) => fair_id))) {
    if ((await archiveFair(storage, id, nowMs)).ok) done.push(id);
  }
  return done;
}

interface Keeping {
  readonly now: () => number;
  readonly timers: Timers;
  readonly afterDays: number;
  /** At a hub: nothing waits here that the server above may still take. */
  readonly mayArchive?: (fair: string) => boolean;
  readonly onArchived: (fair: string) => void;
  readonly onTrouble: (error: unknown) => void;
}

/** Now, and every hour. Returns what ends it. */
export function archivingByItself(
  storage: Storage,
  { now, timers, afterDays, mayArchive, onArchived, onTrouble }: Keeping,
): () => void {
  let cancel: () => void = () => undefined;
  let isOver = false;
  const look = async (): Promise<void> => {
    try {
      const done = await archiveDue(storage, now(), afterDays, mayArchive);
      for (const fair of done) onArchived(fair);
    } catch (error) {
      onTrouble(error);
    }
    if (!isOver) cancel = timers.after(HOUR_MS, () => void look());
  };
  void look();
  return () => {
    isOver = true;
    cancel();
  };
}
