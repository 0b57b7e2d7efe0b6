import { type ExpressionBuilder, sql } from 'kysely';
import type { Db, Tables } from '../storage/tables.ts';
import { factsIn } from './facts.ts';
import type { Placed } from './place.ts';
import type { Standing } from './standing.ts';
import { gather, move, movementsOf } from './tally.ts';

/** A day under a single head must not need more memory than one under many. */
const PROVEN_AT_ONCE = 1_000;

/** Counts stored facts that waited for a signed head. */
export async function prove(
  db: Db,
  { delivery: { fair, slot, incarnation }, before, after, arrivalOffset }: Placed,
  standing: Standing,
): Promise<void> {
  const upTo = Math.min(before.acked.seq, after.proven);
  for (let from = before.proven; from < upTo; from += PROVEN_AT_ONCE) {
    const waiting = (eb: ExpressionBuilder<Tables, 'fact'>) =>
      eb.and([
        eb('station', '=', slot),
        eb('incarnation', '=', incarnation),
        eb('seq', '>', from),
        eb('seq', '<=', Math.min(upTo, from + PROVEN_AT_ONCE)),
      ]);
    const rows = await db
      .selectFrom('fact')
      .select(['text', 'pseudonym', 'blank'])
      .where('fair_id', '=', fair.id)
      .where(waiting)
      .execute();
    const gathered = await gather(db, fair, rows.flatMap(factsIn), standing);
    const countFromNow = db
      .updateTable('fact')
      .set({ arrival: sql`seq + ${arrivalOffset}` })
      .where('fair_id', '=', fair.id)
      .where(waiting);
    const [moved] = await Promise.all([movementsOf(gathered), countFromNow.execute()]);
    await move(db, fair, moved);
  }
}
