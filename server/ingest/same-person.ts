import { sql } from 'kysely';
import { blankOf, type FactRef, type PersonalFact, refOf } from '../../shared/facts.ts';
import { isShort, shortOf } from '../../shared/pass.ts';
import type { Db } from '../storage/tables.ts';
import { counting, factsIn, type FactRow, named, namesIn, shortDigits } from './facts.ts';

/** Which facts are counted together, since they may be about one person (see `whoseIn`). */

/**
 * All facts that count of these people, with a pass that was bound to them and the short code of either; and of
 * everybody whose pseudonym begins alike. For a look at everything, which reads each of them once.
 */
export async function factsAround(
  db: Db,
  fair: string,
  pseudonyms: Iterable<string>,
): Promise<PersonalFact[]> {
  const seen = new Set<string>();
  const found = new Map<FactRef, PersonalFact>();
  let next = [...new Set(Array.from(pseudonyms, shortDigits))];
  while (next.length > 0) {
    const others = new Set<string>();
    for (const short of next) seen.add(short);
    const own = named(db, fair, 'short', next);
    const bound = named(db, fair, 'blank_short', next);
    const { rows } = await sql<FactRow>`${own} UNION ALL ${bound}`.execute(db);
    for (const fact of rows.flatMap(factsIn)) {
      found.set(refOf(fact.chained), fact);
      for (const name of namesIn([fact])) others.add(shortDigits(name));
    }
    next = [...others].filter((short) => !seen.has(short));
  }
  return [...found.values()];
}

/**
 * The same for a few new facts, which must not cost more for each stranger whose pseudonym begins alike. These
 * matter only where somebody typed the short code: it is nobody's in particular as soon as there are two.
 */
export async function factsBeside(
  db: Db,
  fair: string,
  pseudonyms: Iterable<string>,
): Promise<PersonalFact[]> {
  const asked = new Set(pseudonyms);
  const codes = new Set<string>();
  const seen = new Set<string>();
  const found = new Map<FactRef, PersonalFact>();
  const keep = (facts: readonly PersonalFact[]): void => {
    for (const fact of facts) found.set(refOf(fact.chained), fact);
  };
  let next = [...asked];
  while (next.length > 0) {
    for (const name of next) seen.add(name);
    const fresh = new Set(next.map(shortOf).filter((code) => !codes.has(code)));
    for (const code of fresh) codes.add(code);
    const { own, typed } = await ofNames(db, fair, new Set(next), fresh);
    keep(own);
    const others = new Set(namesIn(own));
    for (const [code, written] of codesInUse(fresh, typed, asked)) {
      const owners = await ownersOf(db, fair, code, asked);
      if (owners.size > 1) {
        // Of a pass that is bound to somebody here the fold would else take the code for that person's.
        keep([...owners.values()]);
        continue;
      }
      keep(written);
      for (const name of [code, ...owners.keys()]) others.add(name);
    }
    next = [...others].filter((name) => !seen.has(name));
  }
  return [...found.values()];
}

/** What is written of these people and of their passes, and under these short codes. */
async function ofNames(
  db: Db,
  fair: string,
  names: ReadonlySet<string>,
  codes: ReadonlySet<string>,
) {
  const exact = named(db, fair, 'pseudonym', [...new Set([...names, ...codes])]);
  const bound = named(db, fair, 'blank_short', [...new Set(Array.from(names, shortDigits))]);
  const { rows } = await sql<FactRow>`${exact} UNION ALL ${bound}`.execute(db);
  const facts = rows.flatMap(factsIn);
  return {
    own: facts.filter((fact) => isOf(fact, names)),
    typed: facts.filter(({ pseudonym = '' }) => codes.has(pseudonym)),
  };
}

/** Somebody typed them, or asks for them now. */
function codesInUse(
  codes: ReadonlySet<string>,
  typed: readonly PersonalFact[],
  asked: ReadonlySet<string>,
): [string, readonly PersonalFact[]][] {
  const byCode = Map.groupBy(typed, ({ pseudonym = '' }) => pseudonym);
  return [...codes].flatMap((code) => {
    const written = byCode.get(code);
    return written || asked.has(code) ? [[code, written ?? []]] : [];
  });
}

const isOf = (fact: PersonalFact, names: ReadonlySet<string>): boolean =>
  names.has(fact.pseudonym ?? '') || names.has(blankOf(fact) ?? '');

/** The names that a short code may stand for, beside those that are asked for, each with a fact that has it. */
async function ownersOf(
  db: Db,
  fair: string,
  code: string,
  asked: ReadonlySet<string>,
): Promise<ReadonlyMap<string, PersonalFact>> {
  const short = shortDigits(code);
  const alike = [...asked].filter((name) => shortDigits(name) === short);
  const counted = counting(db, fair)
    .where('short', '=', short)
    // What only a newer version can count makes no code ambiguous yet: a count of everything skips it, too.
    .where((eb) => eb.or([eb('unread', 'is', null), eb('unread', '=', 1)]));
  const people = await counted
    .clearSelect()
    .select('pseudonym')
    .distinct()
    .where('pseudonym', 'not in', [...alike, code])
    .limit(2)
    .execute();
  const owners = new Map<string, PersonalFact>();
  for (const { pseudonym } of people) {
    if (pseudonym === null) continue;
    const rows = await counted.where('pseudonym', '=', pseudonym).limit(1).execute();
    for (const fact of rows.flatMap(factsIn)) owners.set(pseudonym, fact);
  }
  const { rows } = await named(db, fair, 'blank_short', [short]).execute(db);
  for (const fact of rows.flatMap(factsIn)) {
    const pass = blankOf(fact);
    if (pass !== undefined && !asked.has(pass) && !isShort(pass)) owners.set(pass, fact);
  }
  return owners;
}
