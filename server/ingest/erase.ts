import { authorised, authorityOf } from '../../shared/authority.ts';
import type { Fair } from '../../shared/fair.ts';
import type { WireFact } from '../../shared/sync/wire.ts';
import { whoseIn } from '../../shared/tally/one-person.ts';
import { standing } from '../../shared/tally/standing.ts';
import { portions } from '../storage/bulk.ts';
import type { Db } from '../storage/tables.ts';
import { dropBoxes } from './boxes.ts';
import { factOf, factsAround, namesIn, shortDigits } from './facts.ts';
import { keepOrder, type Order, ordersOf } from './orders.ts';
import { rebuild } from './tally.ts';
import type { Delivery, Sent } from './verify.ts';

/**
 * Erases people who asked for it. One tombstone replaces pseudonym and salt in everything stored here and
 * in what arrives later from a station that does not know yet. Every figure stays the same.
 */
export async function erase(
  db: Db,
  { fair, erasures }: Pick<Delivery, 'fair' | 'erasures'>,
): Promise<void> {
  for (const erasure of erasures) {
    if (!(await keepOrder(db, fair.id, erasure))) continue;
    const { pseudonym, also, stampMs, tombstone } = erasure;
    const names = new Set([pseudonym, ...also, ...(await aliases(db, fair, pseudonym))]);
    const order = { names, stampMs, tombstone };
    await dropBoxes(db, fair.id, order);
    // Until now, the person who came again was counted together with the erased one.
    if ((await replaceNames(db, fair.id, order)) === 'some-stay') await rebuild(db, fair);
  }
}

/** The other names that stored facts give to the same person. */
async function aliases(db: Db, fair: Fair, pseudonym: string): Promise<string[]> {
  const facts = await factsAround(db, fair.id, [pseudonym]);
  const whose = whoseIn(standing(authorised(facts, authorityOf(fair))));
  return namesIn(facts).filter((name) => whose(name) === pseudonym);
}

async function replaceNames(
  db: Db,
  fair: string,
  { names, stampMs, tombstone }: Order,
): Promise<'all-replaced' | 'some-stay'> {
  const rows = [];
  for (const some of portions([...new Set(Array.from(names, shortDigits))])) {
    const alike = await db
      .selectFrom('fact')
      .select(['station', 'incarnation', 'seq', 'text', 'pseudonym'])
      .where('fair_id', '=', fair)
      .where('short', 'in', some)
      .execute();
    rows.push(...alike.filter(({ pseudonym }) => names.has(pseudonym ?? '')));
  }
  const past = rows.filter((row) => factOf(row).chained.stamp.ms <= stampMs);
  for (const { station, incarnation, seq } of past) {
    await db
      .updateTable('fact')
      .set({ pseudonym: tombstone, salt: null, short: shortDigits(tombstone) })
      .where('fair_id', '=', fair)
      .where('station', '=', station)
      .where('incarnation', '=', incarnation)
      .where('seq', '=', seq)
      .execute();
  }
  return past.length < rows.length ? 'some-stay' : 'all-replaced';
}

/** For facts that arrive after the order that erased their person. */
export async function tombstonesFor(
  db: Db,
  fair: string,
  facts: readonly Sent[],
): Promise<ReadonlyMap<WireFact, string>> {
  const orders = await ordersOf(db, fair);
  const found = new Map<WireFact, string>();
  if (orders.length === 0) return found;
  const byName = Map.groupBy(
    orders.flatMap((order) => [...order.names].map((name) => ({ name, order }))),
    ({ name }) => name,
  );
  for (const { wire, chained } of facts) {
    const own = wire.opening && byName.get(wire.opening.pseudonym);
    const order = own?.find((each) => chained.stamp.ms <= each.order.stampMs)?.order;
    if (order) found.set(wire, order.tombstone);
  }
  return found;
}
