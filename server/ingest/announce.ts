import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';
import type { Placed } from './place.ts';
import type { Rows } from './rows.ts';
import type { Delivery } from './verify.ts';

/** One PostgreSQL notification carries at most 8,000 bytes. */
const MOST_PLACES = 100;

/** Every station must ask: a person is to be erased. */
export function announceOrders(
  storage: Pick<Storage, 'notify'>,
  db: Db,
  { slot, fair }: Pick<Delivery, 'slot' | 'fair'>,
): Promise<void> {
  return storage.notify(db, { fair: fair.id, from: slot, everyone: true, places: [] });
}

/** Notifies listeners that facts now count. */
export async function announce(
  storage: Pick<Storage, 'notify'>,
  db: Db,
  { delivery, before, after }: Placed,
  { places }: Rows,
): Promise<void> {
  if (after.proven === before.proven) return;
  // The places of facts that waited for their head are not known here.
  const named = before.acked.seq === before.proven && places.size <= MOST_PLACES;
  const news = { from: delivery.slot, everyone: false, places: named ? [...places] : null };
  await storage.notify(db, { fair: delivery.fair.id, ...news });
}
