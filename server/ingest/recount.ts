import { TALLY_RULES } from '../../shared/tally/tally.ts';
import { everyFair } from '../fairs/fairs.ts';
import type { Storage } from '../storage/homes.ts';
import { judgeAgain, rebuild } from './tally.ts';
import { readAgain } from './unread.ts';

/**
 * Counts figures again, once, if an earlier version counted them by other rules or could not count all facts,
 * or before a revision that allows more.
 */
export async function recount(storage: Storage): Promise<void> {
  for (const fair of await everyFair(storage)) {
    await storage.exclusively(fair.id, async (db) => {
      const row = await db
        .selectFrom('fair')
        .select('rules')
        .where('fair_id', '=', fair.id)
        .executeTakeFirst();
      const knowsMore = await readAgain(db, fair.id);
      if (row?.rules === TALLY_RULES && !knowsMore) return judgeAgain(db, fair);
      await rebuild(db, fair);
      await db
        .updateTable('fair')
        .set({ rules: TALLY_RULES })
        .where('fair_id', '=', fair.id)
        .execute();
    });
  }
}
