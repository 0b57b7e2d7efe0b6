import {
  authorised,
  type AuthorisedFact,
  authorityOf,
  type FairRights,
} from '../../shared/authority.ts';
import type { PersonalFact } from '../../shared/facts.ts';
import type { Fair } from '../../shared/fair.ts';
import type { Db } from '../storage/tables.ts';
import { counting, factsIn, ofNobody, shortDigits, withWhatWasSaid } from './facts.ts';
import { factsAround } from './same-person.ts';

const PEOPLE_AT_ONCE = 1_000;
const FACTS_AT_ONCE = 1_000;

/** All facts that have authority, in the same portions. */
export async function* everything(
  db: Db,
  fair: FairRights & Pick<Fair, 'id'>,
): AsyncGenerator<AuthorisedFact[]> {
  for await (const facts of allPortions(db, fair.id)) yield authorised(facts, authorityOf(fair));
}

/**
 * All facts under a signed head, in portions, so that ten million are never in memory together. Facts that
 * are counted together are in one portion.
 */
export async function* allPortions(db: Db, fair: string): AsyncGenerator<PersonalFact[]> {
  yield* everyone(db, fair);
  yield withWhatWasSaid(db, fair, await ofNobody(db, fair, 'booth'));
  let arrival = 0;
  for (;;) {
    const rows = await counting(db, fair)
      .select('arrival')
      .where('pseudonym', 'is', null)
      .where('unproven_from', 'is', null)
      .where('target', 'is', null)
      .where('kind', 'not in', ['booth', 'clock'])
      .where('arrival', '>', arrival)
      .orderBy('arrival')
      .limit(FACTS_AT_ONCE)
      .execute();
    const last = rows.at(-1)?.arrival;
    if (last === undefined || last === null) return;
    arrival = last;
    yield withWhatWasSaid(db, fair, rows.flatMap(factsIn));
  }
}

/** Puts all facts that may be of the same person into one portion. */
async function* everyone(db: Db, fair: string): AsyncGenerator<PersonalFact[]> {
  const done = new Set<string>();
  let after = '';
  for (;;) {
    const people = await db
      .selectFrom('fact')
      .select(['short'])
      .select(({ fn }) => fn.min('pseudonym').as('pseudonym'))
      .where('fair_id', '=', fair)
      .where('short', '>', after)
      .groupBy('short')
      .orderBy('short')
      .limit(PEOPLE_AT_ONCE)
      .execute();
    const last = people.at(-1)?.short;
    if (last === undefined || last === null) return;
    after = last;
    // A person with several names was already in the portion of the first name.
    const fresh = people.flatMap(({ short, pseudonym }) =>
      short === null || pseudonym === null || done.has(short) ? [] : [pseudonym],
    );
    const facts = await factsAround(db, fair, fresh);
    for (const { pseudonym } of facts) {
      if (pseudonym !== undefined && shortDigits(pseudonym) > after) {
        done.add(shortDigits(pseudonym));
      }
    }
    yield await withWhatWasSaid(db, fair, facts);
  }
}
