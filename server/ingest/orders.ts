import { type Erasure, erasureSchema } from '../../shared/sync/wire.ts';
import type { Db } from '../storage/tables.ts';

/**
 * Erasure orders, numbered in order of arrival. They are kept for facts that arrive late and for stations
 * that do not know yet.
 */

export interface Order {
  /** The pseudonyms of the person's facts. */
  readonly names: ReadonlySet<string>;
  /** Later facts belong to a new consent, and stay. */
  readonly stampMs: number;
  readonly tombstone: string;
}

/** False if it is already stored. */
export async function keepOrder(db: Db, fair: string, erasure: Erasure): Promise<boolean> {
  const { pseudonym, tombstone, stampMs } = erasure;
  const known = await db
    .selectFrom('erasure')
    .select('number')
    .where('fair_id', '=', fair)
    .where('tombstone', '=', tombstone)
    .executeTakeFirst();
  if (known) return false;
  await db
    .insertInto('erasure')
    .values({
      fair_id: fair,
      number: (await lastNumber(db, fair)) + 1,
      tombstone,
      pseudonym,
      stamp_ms: stampMs,
      order_json: JSON.stringify(erasure),
    })
    .execute();
  return true;
}

export async function ordersOf(db: Db, fair: string): Promise<Order[]> {
  return (await erasuresAfter(db, fair, 0)).map(({ pseudonym, also, stampMs, tombstone }) => ({
    names: new Set([pseudonym, ...also]),
    stampMs,
    tombstone,
  }));
}

export async function ordersAfter(
  db: Db,
  fair: string,
  received: number,
): Promise<{ readonly erasures: Erasure[]; readonly erasuresUpTo: number }> {
  const last = await lastNumber(db, fair);
  // A server that was restored from a backup restarts its numbers, so the station receives all of them.
  const erasures = await erasuresAfter(db, fair, received > last ? 0 : received);
  return { erasures, erasuresUpTo: last };
}

async function lastNumber(db: Db, fair: string): Promise<number> {
  const row = await db
    .selectFrom('erasure')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('fair_id', '=', fair)
    .executeTakeFirst();
  return row?.number ?? 0;
}

async function erasuresAfter(db: Db, fair: string, number: number): Promise<Erasure[]> {
  const rows = await db
    .selectFrom('erasure')
    .select('order_json')
    .where('fair_id', '=', fair)
    .where('number', '>', number)
    .orderBy('number')
    .execute();
  return rows.map(({ order_json }) => erasureSchema.parse(JSON.parse(order_json)));
}
