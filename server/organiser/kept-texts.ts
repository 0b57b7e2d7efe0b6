import type { Fair } from '../../shared/fair.ts';
import type { KeptTexts } from '../../shared/organiser/returns.ts';
import { ok } from '../../shared/result.ts';
import type { Storage } from '../storage/homes.ts';

/** The bureau's own templates, for this fair. */
export function keptTexts(storage: Storage, { id }: Pick<Fair, 'id'>): KeptTexts {
  return {
    async kept(name) {
      const row = await storage.db
        .selectFrom('kept_text')
        .select('text')
        .where('fair_id', '=', id)
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.text;
    },
    keep: (name, text) =>
      storage.exclusively(id, async (db) => {
        await db
          .deleteFrom('kept_text')
          .where('fair_id', '=', id)
          .where('name', '=', name)
          .execute();
        if (text !== null) {
          await db.insertInto('kept_text').values({ fair_id: id, name, text }).execute();
        }
        return ok({});
      }),
  };
}
