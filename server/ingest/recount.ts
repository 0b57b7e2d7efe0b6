import { TALLY_RULES } from '../../shared/tally/tally.ts';
import { everyFair } from '../fairs.ts';
import type { Storage } from '../storage/homes.ts';
import { rebuild } from './tally.ts';

/** Figures that an earlier version counted by other rules are counted anew, once. */
export async function recount(storage: Storage): Promise<void> {
  for (const { id, utcOffsetMinutes } of await everyFair(storage)) {
    await storage.exclusively(id, async (db) => {
      const row = await db
        .selectFrom('fair')
        .select('rules')
        .where('fair_id', '=', id)
        .executeTakeFirst();
      if (row?.rules === TALLY_RULES) return;
      await rebuild(db, id, utcOffsetMinutes);
      await db.updateTable('fair').set({ rules: TALLY_RULES }).where('fair_id', '=', id).execute();
    });
  }
}
