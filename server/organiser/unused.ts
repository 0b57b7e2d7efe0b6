import type { Fair } from '../../shared/fair.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Storage } from '../storage/homes.ts';
import { noteIn } from '../accounts/audit.ts';
import type { Organiser } from './organiser.ts';

/**
 * An organiser confirms by name that no machine uses this slot today, so that figures do not wait for it. A
 * station that has ever sent something cannot be put aside.
 */
export function setUnused(
  storage: Storage,
  fair: Fair,
  { slot, unused }: { readonly slot: number; readonly unused: boolean },
  { name: account }: Pick<Organiser, 'name'>,
  nowMs: number,
): Promise<Result<Record<string, never>, { readonly kind: 'heard' }>> {
  return storage.exclusively(fair.id, async (db) => {
    const contact = await db
      .selectFrom('branch')
      .select('station')
      .where('fair_id', '=', fair.id)
      .where('station', '=', slot)
      .executeTakeFirst();
    if (contact) return fail({ kind: 'heard' });
    await db
      .deleteFrom('unused')
      .where('fair_id', '=', fair.id)
      .where('station', '=', slot)
      .execute();
    if (unused) await db.insertInto('unused').values({ fair_id: fair.id, station: slot }).execute();
    const did = unused ? 'station-unused' : 'station-expected';
    await noteIn(db, fair.id, { did, by: account, slot }, nowMs);
    await storage.notify(db, { fair: fair.id, from: 0, places: [], everyone: true });
    return ok({});
  });
}
