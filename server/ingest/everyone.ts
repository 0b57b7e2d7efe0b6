import type { PersonalFact } from '../../shared/facts.ts';
import type { Db } from '../storage/tables.ts';
import { factsAround, shortDigits, withWhatWasSaid } from './facts.ts';

const PEOPLE_AT_ONCE = 1_000;

/**
 * All that counts of people, a portion of them at a time, so that ten million facts never stand in
 * memory together; whoever may be one person is in one portion.
 */
export async function* everyone(db: Db, fair: string): AsyncGenerator<PersonalFact[]> {
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
    // Who is one person under several names was told with the first of them.
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
