import { sql } from 'kysely';
import { authorised, authorityOf, type FairRights } from '../../shared/authority.ts';
import {
  type ChainedFact,
  type FactRef,
  factKindSchema,
  readFact,
  refOf,
} from '../../shared/facts.ts';
import type { Fair } from '../../shared/fair.ts';
import type { Unauthorised } from '../../shared/report/coverage.ts';
import { targetOf } from '../../shared/tally/standing.ts';
import { portions } from '../storage/bulk.ts';
import type { Db } from '../storage/tables.ts';
import { byBranch, factsNamed, lookedUpBy, shortDigits } from './facts.ts';

/**
 * Facts that their stations may not write. They stay on their branches and count nowhere; this is only the
 * list of them, to show the organiser and to look through when a revision allows more. Nothing else looks them
 * up: a flood of them about a person, or a fact, must not make each further fact cost more.
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
    for (const [station, incarnation, seqs] of byBranch(
      some.map(({ chained }) => refOf(chained)),
    )) {
      await db
        .updateTable('fact')
        .set({ short: null, blank_short: null, target: null })
        .where('fair_id', '=', fair)
        .where('station', '=', station)
        .where('incarnation', '=', incarnation)
        .where('seq', 'in', seqs)
        .execute();
    }
  }
}

/** For an erasure: evidence that names these people. */
export function evidenceAbout(db: Db, fair: string, names: readonly string[]) {
  return db
    .selectFrom('evidence')
    .innerJoin('fact', (join) =>
      join
        .onRef('fact.fair_id', '=', 'evidence.fair_id')
        .onRef('fact.station', '=', 'evidence.station')
        .onRef('fact.incarnation', '=', 'evidence.incarnation')
        .onRef('fact.seq', '=', 'evidence.seq'),
    )
    .select(['fact.station', 'fact.incarnation', 'fact.seq', 'pseudonym', 'blank', 'short'])
    .where('evidence.fair_id', '=', fair)
    .where('pseudonym', 'in', [...names])
    .execute();
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

/** What a revision allows is looked up again like any other fact. */
export async function dropEvidence(db: Db, fair: string, refs: readonly FactRef[]): Promise<void> {
  for (const [station, incarnation, seqs] of byBranch(refs)) {
    const rows = await db
      .selectFrom('fact')
      .select(['seq', 'text', 'pseudonym', 'blank'])
      .where('fair_id', '=', fair)
      .where('station', '=', station)
      .where('incarnation', '=', incarnation)
      .where('seq', 'in', seqs)
      .execute();
    for (const { seq, text, pseudonym, blank } of rows) {
      const read = readFact(text);
      if (!read) continue;
      const { blank_short, target } = lookedUpBy(read, { blank });
      await db
        .updateTable('fact')
        .set({ short: pseudonym === null ? null : shortDigits(pseudonym), blank_short, target })
        .where('fair_id', '=', fair)
        .where('station', '=', station)
        .where('incarnation', '=', incarnation)
        .where('seq', '=', seq)
        .execute();
    }
  }
  for (const some of portions(refs)) {
    const named = sql<string>`station || '.' || incarnation || '.' || seq`;
    await db.deleteFrom('evidence').where('fair_id', '=', fair).where(named, 'in', some).execute();
  }
}
