import { sql } from 'kysely';
import { authorised, authorityOf, type FairRights } from '../../shared/authority.ts';
import { type ChainedFact, type FactRef, factKindSchema, refOf } from '../../shared/facts.ts';
import type { Fair } from '../../shared/fair.ts';
import type { Unauthorised } from '../../shared/report/coverage.ts';
import { targetOf } from '../../shared/tally/standing.ts';
import { portions } from '../storage/bulk.ts';
import type { Db } from '../storage/tables.ts';
import { factsNamed } from './facts.ts';

/**
 * Facts that their stations may not write. They stay on their branches and count nowhere; this is only the
 * list of them, to show the organiser and to look through when a revision allows more.
 */

export async function keepEvidence(
  db: Db,
  fair: string,
  facts: readonly { readonly chained: ChainedFact }[],
): Promise<void> {
  for (const some of portions(facts)) {
    await db
      .insertInto('evidence')
      .values(
        some.map(({ chained: { station, incarnation, seq, kind } }) => ({
          fair_id: fair,
          station,
          incarnation,
          seq,
          kind,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

export async function evidenceOf(db: Db, fair: string): Promise<Unauthorised[]> {
  const rows = await db
    .selectFrom('evidence')
    .select(['station', 'kind'])
    .select(({ fn }) => fn.countAll().as('facts'))
    .where('fair_id', '=', fair)
    .groupBy(['station', 'kind'])
    .orderBy('station')
    .orderBy('kind')
    .execute();
  return rows.map(({ station, kind, facts }) => ({
    slot: station,
    fact: factKindSchema.parse(kind),
    facts: Number(facts),
  }));
}

/** Those that have authority by this revision. */
export async function allowedNow(db: Db, fair: FairRights & Pick<Fair, 'id'>): Promise<FactRef[]> {
  const rows = await db
    .selectFrom('evidence')
    .select(['station', 'incarnation', 'seq'])
    .where('fair_id', '=', fair.id)
    .execute();
  const allowed: FactRef[] = [];
  for (const some of portions(rows.map(refOf))) {
    const facts = await factsNamed(db, fair.id, some);
    const targets = facts.flatMap(({ chained }) => targetOf(chained) ?? []);
    const known = [...facts, ...(await factsNamed(db, fair.id, targets))];
    const may = new Set(authorised(known, authorityOf(fair)).map(({ chained }) => refOf(chained)));
    allowed.push(...some.filter((ref) => may.has(ref)));
  }
  return allowed;
}

export async function dropEvidence(db: Db, fair: string, refs: readonly FactRef[]): Promise<void> {
  for (const some of portions(refs)) {
    const named = sql<string>`station || '.' || incarnation || '.' || seq`;
    await db.deleteFrom('evidence').where('fair_id', '=', fair).where(named, 'in', some).execute();
  }
}
