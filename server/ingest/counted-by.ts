import { sql } from 'kysely';
import { TALLY_RULES } from '../../shared/tally/rules-number.ts';
import type { Db } from '../storage/tables.ts';

/**
 * Which servers counted a fair's writes. While several are updated one after another, an earlier version still
 * counts by its own rules beside a newer one, after that one has counted everything again. So an epoch keeps the
 * lowest rules of the servers that counted in it; one older than these columns counts a write and leaves `counted`
 * behind. Such a server may begin an epoch of its own, too, so all epochs of the fair are judged together. A revision
 * that it adopts leaves the fair's `judged_revision` behind. The newer server then counts again.
 */

/** Of all epochs of a fair, and of its revisions. */
export interface CountedBy {
  /** Writes that were counted by who does not say by which rules. */
  readonly uncounted: number;
  readonly lowest_rules: number | null;
  /** Revisions that were adopted since the last judged one. */
  readonly unjudged: number | null;
}

/** What an epoch is known by, and how much it counted. */
export interface Counter {
  readonly number: number;
  readonly epoch: string;
  readonly writes: number;
}

export type Epoch = Counter & CountedBy;

/** As columns of any statement about this fair. */
export const countedBy = (fair: string) => sql<CountedBy>`
  coalesce((SELECT cast(sum(writes - counted) AS integer) FROM epoch WHERE fair_id = ${fair}), 0) AS uncounted,
  (SELECT min(lowest_rules) FROM epoch WHERE fair_id = ${fair}) AS lowest_rules,
  (SELECT revision - judged_revision FROM fair WHERE fair_id = ${fair}) AS unjudged`;

export async function newestEpoch(db: Db, fair: string): Promise<Epoch | undefined> {
  const { rows } = await sql<Epoch>`
    SELECT number, epoch, writes, ${countedBy(fair)}
    FROM epoch WHERE fair_id = ${fair} ORDER BY number DESC LIMIT 1`.execute(db);
  return rows[0];
}

export function isBehind(counted: CountedBy | undefined, rules = TALLY_RULES): boolean {
  if (!counted) return false;
  return (
    counted.uncounted !== 0 ||
    (counted.lowest_rules ?? rules) < rules ||
    (counted.unjudged ?? 0) !== 0
  );
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
export function countWrite(
  db: Db,
  fair: string,
  rules = TALLY_RULES,
): Promise<Counter | undefined> {
  return db
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
    .returning(['number', 'epoch', 'writes'])
    .executeTakeFirst();
}

/** Everything was counted by this version's rules just now. */
export async function allCounted(db: Db, fair: string): Promise<void> {
  await db
    .updateTable('epoch')
    .set((eb) => ({ counted: eb.ref('writes'), lowest_rules: null }))
    .where('fair_id', '=', fair)
    .execute();
}
