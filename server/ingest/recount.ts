import type { Fair } from '../../shared/fair.ts';
import { TALLY_RULES } from '../../shared/tally/tally.ts';
import { everyFair } from '../fairs/fairs.ts';
import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';
import { allCounted, type Epoch, isBehind, newestEpoch } from './counted-by.ts';
import { judgeAgain, rebuild } from './tally.ts';
import { readAgain } from './unread.ts';

/**
 * Counts figures again, once, if an earlier version counted them by other rules or could not count all facts,
 * or before a revision that allows more.
 */
export async function recount(storage: Storage): Promise<void> {
  for (const fair of await everyFair(storage)) await recountFair(storage, fair);
}

function recountFair(storage: Storage, fair: Fair): Promise<void> {
  return storage.exclusively(fair.id, async (db) => {
    const row = await db
      .selectFrom('fair')
      .select('rules')
      .where('fair_id', '=', fair.id)
      .executeTakeFirst();
    // A newer server runs beside this one. It counts again what this one counts.
    if ((row?.rules ?? 0) > TALLY_RULES) return;
    const knowsMore = await readAgain(db, fair.id);
    const isCounted = row?.rules === TALLY_RULES && !isBehind(await newestEpoch(db, fair.id));
    if (isCounted && !knowsMore) return judgeAgain(db, fair);
    await rebuild(db, fair);
    await db
      .updateTable('fair')
      .set({ rules: TALLY_RULES })
      .where('fair_id', '=', fair.id)
      .execute();
    await allCounted(db, fair.id);
  });
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
  await recountFair(storage, fair);
}
