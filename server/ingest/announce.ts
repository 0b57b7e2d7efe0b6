import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';
import type { Placed } from './place.ts';
import type { Rows } from './rows.ts';

/** One PostgreSQL notification carries at most 8,000 bytes. */
const MOST_PLACES = 100;

/** Notifies listeners that facts now count or that a person is to be erased. */
export async function announce(
  storage: Pick<Storage, 'notify'>,
  db: Db,
  { delivery, before, after }: Placed,
  { places }: Rows,
): Promise<void> {
  const everyone = delivery.erasures.length > 0;
  if (after.proven === before.proven && !everyone) return;
  // The places of facts that waited for their head are not known here.
  const named = before.acked.seq === before.proven && places.size <= MOST_PLACES;
  const news = { from: delivery.slot, everyone, places: named ? [...places] : null };
  await storage.notify(db, { fair: delivery.fair.id, ...news });
}
