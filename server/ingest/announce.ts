import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';
import type { Placed } from './place.ts';
import type { Rows } from './rows.ts';

/** PostgreSQL carries 8,000 bytes in one notification. */
const MOST_PLACES = 100;

/** Tells those who listen that facts came to count or that somebody is erased. */
export async function announce(
  storage: Pick<Storage, 'tell'>,
  db: Db,
  { delivery, before, after }: Placed,
  { places }: Rows,
): Promise<void> {
  const everyone = delivery.erasures.length > 0;
  if (after.proven === before.proven && !everyone) return;
  // The places of facts that waited for their head are not at hand.
  const named = before.acked.seq === before.proven && places.size <= MOST_PLACES;
  const news = { from: delivery.slot, everyone, places: named ? [...places] : null };
  await storage.tell(db, { fair: delivery.fair.id, ...news });
}
