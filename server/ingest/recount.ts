import { sql } from 'kysely';
import type { Fair } from '../../shared/fair.ts';
import { TALLY_RULES } from '../../shared/tally/rules-number.ts';
import { fairById, newestOf } from '../fairs/fairs.ts';
import { columnsOf } from '../fairs/listed.ts';
import { portions } from '../storage/bulk.ts';
import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';
import { allCounted, countedByOlder, type Epoch, isBehind, newestEpoch } from './counted-by.ts';
import { buryAgain } from './erase.ts';
import { rebuild } from './tally.ts';
import { readAgain } from './unread.ts';

/**
 * Counts figures again, once, where an earlier version counted them by other rules or could not count all facts, and
 * where a damaged database was put together again (`rules` 0). Only of such fairs anything is read, one after the
 * other; of several servers the first one does it.
 */
export async function recount(
  storage: Storage,
  which: (stale: Uncounted) => boolean = () => true,
): Promise<void> {
  for (const stale of await behindIn(storage.db)) {
    if (!which(stale)) continue;
    const fair = (await fairById(storage, stale.id))?.fair;
    const buried = fair && (await storage.exclusively(fair.id, (db) => recountFair(db, fair)));
    if (buried) await storage.forget();
  }
}

/** All facts of a large fair take a while, and an earlier server may go on for some time. */
const AT_MOST_EVERY_MS = 60_000;
const lastTime = new WeakMap<Db, Map<string, number>>();

/** A server of an earlier version took facts, too, since this one counted everything. */
export async function catchUp(
  storage: Storage,
  fair: Fair,
  last: Epoch | undefined,
  nowMs: number,
): Promise<void> {
  if (!isBehind(last)) return;
  const times = lastTime.get(storage.db) ?? new Map<string, number>();
  lastTime.set(storage.db, times);
  const since = nowMs - (times.get(fair.id) ?? -Infinity);
  // A clock that was set back must not keep the figures wrong.
  if (since >= 0 && since < AT_MOST_EVERY_MS) return;
  times.set(fair.id, nowMs);
  const buried = await storage.exclusively(fair.id, (db) => recountFair(db, fair));
  if (buried) await storage.forget();
}

interface Uncounted {
  readonly id: string;
  readonly lastDay: string;
}

/** Across fairs, by indices that hold nothing else, and by epochs, which are narrow. */
async function behindIn(db: Db): Promise<Uncounted[]> {
  const byRules = await db
    .selectFrom('fair')
    .select(['fair_id', 'last_day'])
    .where('rules', '<', TALLY_RULES)
    // People can no longer be distinguished: its figures stay as they were.
    .where('archived_ms', 'is', null)
    .execute();
  const unread = await db
    .selectFrom('fact')
    .innerJoin('fair', 'fair.fair_id', 'fact.fair_id')
    .select(['fair.fair_id', 'last_day'])
    .distinct()
    .where('unread', 'is not', null)
    .where('archived_ms', 'is', null)
    .execute();
  const unjudged = await db
    .selectFrom('fair')
    .select(['fair_id', 'last_day'])
    // Must equal the condition of the index, word for word.
    .where(sql<boolean>`judged_revision <> revision`)
    .where('archived_ms', 'is', null)
    .execute();
  const byOlder: typeof unjudged = [];
  for (const some of portions(await countedByOlder(db))) {
    const rows = await db
      .selectFrom('fair')
      .select(['fair_id', 'last_day'])
      .where('fair_id', 'in', some)
      .where('archived_ms', 'is', null)
      .execute();
    byOlder.push(...rows);
  }
  const all = new Map(
    [...byRules, ...unread, ...unjudged, ...byOlder].map((row) => [row.fair_id, row.last_day]),
  );
  return [...all]
    .map(([id, lastDay]) => ({ id, lastDay }))
    .toSorted((a, b) => (a.lastDay < b.lastDay ? 1 : -1));
}

/** Returns whether somebody was buried again. */
export async function recountFair(db: Db, given: Fair): Promise<boolean> {
  const row = await db
    .selectFrom('fair')
    .select(['rules', 'archived_ms', 'revision', 'judged_revision'])
    .where('fair_id', '=', given.id)
    .executeTakeFirst();
  // Archived while this waited: people can no longer be distinguished.
  if (!row || row.archived_ms !== null) return false;
  const fair = await newestOf(db, given);
  const { rules, revision, judged_revision } = row;
  // A newer server runs beside this one. It counts again what this one counts.
  if (rules > TALLY_RULES) return false;
  const isOther =
    rules < TALLY_RULES || revision !== judged_revision || isBehind(await newestEpoch(db, fair.id));
  const buried = isOther && (await buryAgain(db, fair));
  const knowsMore = await readAgain(db, fair.id);
  if (!isOther && !knowsMore) return false;
  await rebuild(db, fair);
  await db
    .updateTable('fair')
    .set({ rules: TALLY_RULES, judged_revision: revision, ...columnsOf(fair) })
    .where('fair_id', '=', fair.id)
    .execute();
  await allCounted(db, fair.id);
  return buried;
}
