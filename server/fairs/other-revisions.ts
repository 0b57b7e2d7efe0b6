import type { Fair, SignedFair } from '../../shared/fair.ts';
import type { OtherRevision } from '../../shared/report/coverage.ts';
import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';
import { openFair, sha256 } from './keys.ts';

/** Revisions that the organiser's key signed but that do not follow the one in force: kept, and shown (P43). */

/** Enough to show; a signed revision may be megabytes. */
const MOST = 5;

export async function keepOther(
  storage: Storage,
  db: Db,
  { id, revision }: Fair,
  { text, signature }: SignedFair,
): Promise<void> {
  const hash = sha256(text);
  const kept = await db
    .selectFrom('other_revision')
    .select('hash')
    .where('fair_id', '=', id)
    .execute();
  if (kept.length >= MOST || kept.some((other) => other.hash === hash)) return;
  await db
    .insertInto('other_revision')
    .values({ fair_id: id, hash, revision, text, signature })
    .execute();
  await storage.notify(db, { fair: id, from: 0, places: [], everyone: true });
}

export async function dropSettled(db: Db, { id, settles = [] }: Fair): Promise<void> {
  if (settles.length === 0) return;
  await db
    .deleteFrom('other_revision')
    .where('fair_id', '=', id)
    .where('hash', 'in', [...settles])
    .execute();
}

export async function otherRevisions(db: Db, fair: string): Promise<OtherRevision[]> {
  const rows = await db
    .selectFrom('other_revision')
    .select(['hash', 'revision'])
    .where('fair_id', '=', fair)
    .orderBy('revision')
    .orderBy('hash')
    .execute();
  return rows;
}

/** The one that an organiser's station has to settle next. */
export async function otherRevision(db: Db, fair: string): Promise<SignedFair | undefined> {
  const row = await db
    .selectFrom('other_revision')
    .select(['text', 'signature'])
    .where('fair_id', '=', fair)
    .orderBy('revision')
    .orderBy('hash')
    .executeTakeFirst();
  return row && openFair(row.text, row.signature).ok ? row : undefined;
}
