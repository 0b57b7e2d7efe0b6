import { TALLY_RULES } from '../../shared/tally/tally.ts';
import type { Db } from '../storage/tables.ts';

/**
 * Which servers counted a fair's writes. While several are updated one after another, an earlier version still
 * counts by its own rules beside a newer one, after that one has counted everything anew. So the newest epoch
 * keeps the lowest rules of those who counted since; whoever is older than these columns counts a write and
 * leaves `counted` behind. The newer server then counts again.
 */

interface Counted {
  readonly writes: number;
  readonly counted: number;
  readonly lowest_rules: number | null;
}

export type Epoch = Counted & { readonly number: number; readonly epoch: string };

export function newestEpoch(db: Db, fair: string): Promise<Epoch | undefined> {
  return db
    .selectFrom('epoch')
    .select(['number', 'epoch', 'writes', 'counted', 'lowest_rules'])
    .where('fair_id', '=', fair)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function isBehind(last: Counted | undefined, rules = TALLY_RULES): boolean {
  if (!last) return false;
  return last.writes !== last.counted || (last.lowest_rules ?? rules) < rules;
}

/** What an epoch takes over from the one before it. */
export const afterEpoch = (last: Counted | undefined) => ({
  counted: last ? last.counted - last.writes : 0,
  lowest_rules: last?.lowest_rules ?? null,
});

/** See also `exchange/receipts.ts`. */
export async function countWrite(db: Db, fair: string, rules = TALLY_RULES): Promise<void> {
  await ofNewest(db, fair)
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
    .execute();
}

/** Everything was counted by this version's rules just now. */
export async function allCounted(db: Db, fair: string): Promise<void> {
  await ofNewest(db, fair)
    .set((eb) => ({ counted: eb.ref('writes'), lowest_rules: null }))
    .execute();
}

const ofNewest = (db: Db, fair: string) =>
  db
    .updateTable('epoch')
    .where('fair_id', '=', fair)
    .where('number', '=', (eb) =>
      eb
        .selectFrom('epoch as last')
        .select(({ fn }) => fn.max('last.number').as('number'))
        .where('last.fair_id', '=', fair),
    );
