import { type Erasure, erasureSchema } from '../../shared/sync/wire.ts';
import type { Db } from '../storage/tables.ts';

/** Orders of erasure, numbered as they came. They are kept for facts that arrive late and stations that have not heard. */

export interface Order {
  /** The pseudonyms that the person's facts stand under. */
  readonly names: ReadonlySet<string>;
  /** Later facts are of a new consent, and stay. */
  readonly stampMs: number;
  readonly tombstone: string;
}

/** False where it is here already. */
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
  heard: number,
): Promise<{ readonly erasures: Erasure[]; readonly erasuresUpTo: number }> {
  const last = await lastNumber(db, fair);
  // A server that was restored from a backup starts its numbers again: the station hears all of them.
  const erasures = await erasuresAfter(db, fair, heard > last ? 0 : heard);
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
