import type { Fair } from '../../shared/fair.ts';
import {
  type Erasure,
  ERASURE_DOMAIN,
  erasureSchema,
  erasureText,
  type WireFact,
} from '../../shared/sync/wire.ts';
import { whoseIn } from '../../shared/tally/one-person.ts';
import { standing } from '../../shared/tally/standing.ts';
import { isSigned } from '../keys.ts';
import { portions } from '../storage/bulk.ts';
import type { Db } from '../storage/tables.ts';
import { forgetBoxes } from './boxes.ts';
import { factOf, factsAround, shortDigits } from './facts.ts';
import { rebuild } from './tally.ts';

/**
 * People who asked to be taken out. Pseudonym and salt give way to one tombstone in all that is here,
 * and in whatever arrives later from a station that has not heard; every figure stays what it was.
 */

/** Signed by an entrance: only there does somebody hold their ID card. */
export function isOrdered(fair: Fair, { signature, ...erasure }: Erasure): boolean {
  const station = fair.stations.find(({ slot }) => slot === erasure.by);
  return (
    station?.role === 'entrance' &&
    isSigned(ERASURE_DOMAIN, erasureText(fair.id, erasure), signature, station.passKey)
  );
}

export async function obey(db: Db, fair: Fair, erasures: readonly Erasure[]): Promise<void> {
  for (const erasure of erasures) {
    const known = await db
      .selectFrom('erasure')
      .select('number')
      .where('fair_id', '=', fair.id)
      .where('tombstone', '=', erasure.tombstone)
      .executeTakeFirst();
    if (known) continue;
    const { pseudonym, tombstone, stampMs } = erasure;
    await db
      .insertInto('erasure')
      .values({
        fair_id: fair.id,
        number: (await lastNumber(db, fair)) + 1,
        tombstone,
        pseudonym,
        stamp_ms: stampMs,
        order_json: JSON.stringify(erasure),
      })
      .execute();
    const names = [
      ...new Set([pseudonym, ...erasure.also, ...(await aliases(db, fair, pseudonym))]),
    ];
    await forgetBoxes(db, fair, names, stampMs);
    // Who came again since is another person from now on, and was counted as the same until now.
    if (await bury(db, fair, names, erasure)) await rebuild(db, fair.id, fair.utcOffsetMinutes);
  }
}

async function aliases(db: Db, fair: Fair, pseudonym: string): Promise<string[]> {
  const facts = await factsAround(db, fair.id, [pseudonym]);
  const whose = whoseIn(standing(facts));
  const names = facts.flatMap(({ chained, pseudonym: name }) => [
    ...(name === undefined ? [] : [name]),
    ...(chained.kind === 'bind' ? [chained.what.blank] : []),
  ]);
  return [...new Set(names)].filter((name) => whose(name) === pseudonym);
}

/** Whether some of their facts are later than the order, and stay. */
async function bury(
  db: Db,
  fair: Fair,
  names: readonly string[],
  { tombstone, stampMs }: Erasure,
): Promise<boolean> {
  const rows = [];
  for (const some of portions([...new Set(names.map(shortDigits))])) {
    const alike = await db
      .selectFrom('fact')
      .select(['station', 'incarnation', 'seq', 'text', 'pseudonym'])
      .where('fair_id', '=', fair.id)
      .where('short', 'in', some)
      .execute();
    rows.push(...alike.filter(({ pseudonym }) => names.includes(pseudonym ?? '')));
  }
  const past = rows.filter((row) => factOf(row).chained.stamp.ms <= stampMs);
  for (const { station, incarnation, seq } of past) {
    await db
      .updateTable('fact')
      .set({ pseudonym: tombstone, salt: null, short: shortDigits(tombstone) })
      .where('fair_id', '=', fair.id)
      .where('station', '=', station)
      .where('incarnation', '=', incarnation)
      .where('seq', '=', seq)
      .execute();
  }
  return past.length < rows.length;
}

/** What arrives now of people who were taken out meanwhile. */
export async function buried(
  db: Db,
  fair: Fair,
  facts: readonly { readonly wire: WireFact; readonly stampMs: number }[],
): Promise<ReadonlyMap<WireFact, string>> {
  const orders = await ordersOf(db, fair, 0);
  const found = new Map<WireFact, string>();
  if (orders.length === 0) return found;
  const byName = Map.groupBy(
    orders.flatMap((order) => [order.pseudonym, ...order.also].map((name) => ({ name, order }))),
    ({ name }) => name,
  );
  for (const { wire, stampMs } of facts) {
    const own = wire.opening && byName.get(wire.opening.pseudonym);
    const order = own?.find((each) => stampMs <= each.order.stampMs)?.order;
    if (order) found.set(wire, order.tombstone);
  }
  return found;
}

/** Whom each order takes out. */
export async function ordersFor(
  db: Db,
  fair: Fair,
): Promise<{ readonly names: ReadonlySet<string>; readonly stampMs: number }[]> {
  const orders = await ordersOf(db, fair, 0);
  return orders.map(({ pseudonym, also, stampMs }) => ({
    names: new Set([pseudonym, ...also]),
    stampMs,
  }));
}

export async function ordersAfter(
  db: Db,
  fair: Fair,
  heard: number,
): Promise<{ readonly erasures: Erasure[]; readonly erasuresUpTo: number }> {
  const last = await lastNumber(db, fair);
  // A server that was put back from a backup numbers anew: whoever heard more of it hears all again.
  return { erasures: await ordersOf(db, fair, heard > last ? 0 : heard), erasuresUpTo: last };
}

async function lastNumber(db: Db, fair: Fair): Promise<number> {
  const row = await db
    .selectFrom('erasure')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('fair_id', '=', fair.id)
    .executeTakeFirst();
  return row?.number ?? 0;
}

async function ordersOf(db: Db, fair: Fair, after: number): Promise<Erasure[]> {
  const rows = await db
    .selectFrom('erasure')
    .select('order_json')
    .where('fair_id', '=', fair.id)
    .where('number', '>', after)
    .orderBy('number')
    .execute();
  return rows.map(({ order_json }) => erasureSchema.parse(JSON.parse(order_json)));
}
