import type { Fair } from '../../shared/fair.ts';
import type { Coverage } from '../../shared/report/coverage.ts';
import type { KeptCondition } from '../ingest/condition.ts';
import type { Db } from '../storage/tables.ts';

/** What stations say that they gave, compared with what has come. A hub can withhold; it cannot hide it. */
export async function withheldOf(
  db: Db,
  fair: Fair,
  conditions: readonly KeptCondition[],
  branches: readonly { readonly station: number; readonly acked_seq: number }[],
): Promise<NonNullable<Coverage['withheld']>> {
  const orders = await db
    .selectFrom('erasure')
    .select('by_station as slot')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('fair_id', '=', fair.id)
    .groupBy('by_station')
    .execute();
  const boxes = await db
    .selectFrom('box')
    .select('station as slot')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('fair_id', '=', fair.id)
    .groupBy('station')
    .execute();
  const countOf = (rows: typeof orders, slot: number): number =>
    Number(rows.find((row) => row.slot === slot)?.count ?? 0);
  return conditions.flatMap(({ slot, said: { given } }) => {
    if (!given) return [];
    const own = branches.filter(({ station }) => station === slot);
    const seen = {
      facts: Math.max(0, ...own.map(({ acked_seq }) => acked_seq)),
      orders: countOf(orders, slot),
      boxes: fair.boxesToServer ? countOf(boxes, slot) : given.boxes,
    };
    return (['facts', 'orders', 'boxes'] as const)
      .map((what) => ({ slot, what, seen: seen[what], of: given[what] }))
      .filter((each) => each.seen < each.of);
  });
}
