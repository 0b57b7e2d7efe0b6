import { sql } from 'kysely';
import { TALLY_RULES } from '../../shared/tally/tally.ts';
import type { Db } from '../storage/tables.ts';

/**
 * Which servers counted a fair's writes. While several are updated one after another, an earlier version still
 * counts by its own rules beside a newer one, after that one has counted everything anew. So an epoch keeps the
 * lowest rules of those who counted in it; whoever is older than these columns counts a write and leaves `counted`
 * behind. Such a server may begin an epoch of its own, too, so all epochs of the fair are judged together. A revision
 * that it adopts leaves the fair's `judged_revision` behind. The newer server then counts again.
 */

export interface Epoch {
  readonly number: number;
  readonly epoch: string;
  readonly writes: number;
  /** Of all epochs: writes that were counted by who does not say by which rules. */
  readonly uncounted: number;
  readonly lowest_rules: number | null;
  /** Revisions that were adopted since the last judged one. */
  readonly unjudged: number | null;
}

export function newestEpoch(db: Db, fair: string): Promise<Epoch | undefined> {
  return db
    .selectFrom('epoch')
    .select(['number', 'epoch', 'writes'])
    .select((eb) => [
      eb.fn
        .coalesce(
          eb
            .selectFrom('epoch as one')
            .select(sql<number>`cast(sum(one.writes - one.counted) as integer)`.as('sum'))
            .where('one.fair_id', '=', fair),
          eb.lit(0),
        )
        .as('uncounted'),
      eb
        .selectFrom('epoch as one')
        .select(({ fn }) => fn.min('one.lowest_rules').as('lowest'))
        .where('one.fair_id', '=', fair)
        .as('lowest_rules'),
      eb
        .selectFrom('fair')
        .select((of) => of('fair.revision', '-', of.ref('fair.judged_revision')).as('since'))
        .where('fair.fair_id', '=', fair)
        .as('unjudged'),
    ])
    .where('fair_id', '=', fair)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function isBehind(last: Epoch | undefined, rules = TALLY_RULES): boolean {
  if (!last) return false;
  return last.uncounted !== 0 || (last.lowest_rules ?? rules) < rules || (last.unjudged ?? 0) !== 0;
}

/** Of all fairs, those of which older servers counted something. */
export async function countedByOlder(db: Db, rules = TALLY_RULES): Promise<string[]> {
  const rows = await db
    .selectFrom('epoch')
    .select('fair_id')
    .groupBy('fair_id')
    .having((eb) =>
      eb.or([
        eb(sql<number>`sum(writes - counted)`, '<>', 0),
        eb(eb.fn.min('lowest_rules'), '<', rules),
      ]),
    )
    .execute();
  return rows.map(({ fair_id }) => fair_id);
}

/** See also `exchange/receipts.ts`. */
export async function countWrite(db: Db, fair: string, rules = TALLY_RULES): Promise<void> {
  await db
    .updateTable('epoch')
    .set((eb) => ({
      writes: eb('writes', '+', 1),
      counted: eb('counted', '+', 1),
      lowest_rules: eb
        .case()
        .when('lowest_rules', '<', rules)
        .then(eb.ref('lowest_rules'))
        .else(eb.val(rules))
        .end(),
    }))
    .where('fair_id', '=', fair)
    .where('number', '=', (eb) =>
      eb
        .selectFrom('epoch as last')
        .select(({ fn }) => fn.max('last.number').as('number'))
        .where('last.fair_id', '=', fair),
    )
    .execute();
}

/** Everything was counted by this version's rules just now. */
export async function allCounted(db: Db, fair: string): Promise<void> {
  await db
    .updateTable('epoch')
    .set((eb) => ({ counted: eb.ref('writes'), lowest_rules: null }))
    .where('fair_id', '=', fair)
    .execute();
}
