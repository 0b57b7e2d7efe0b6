import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import {
  type Authority,
  authorised,
  type AuthorisedFact,
  judged,
} from '../../../shared/authority.ts';
import {
  blankOf,
  type Fact,
  type FactRef,
  type PersonalFact,
  refOf,
} from '../../../shared/facts.ts';
import { type Figure, isFigure } from '../../../shared/tally/figures.ts';
import { targetOf } from '../../../shared/tally/standing.ts';
import { contributionsOfAll } from '../../../shared/tally/fold.ts';
import { type Movement, Movements, movementsBetween } from '../../../shared/tally/movements.ts';
import { rulesFrom, type TallyRules } from '../../../shared/tally/tally.ts';
import type { FactRows } from './fact-rows.ts';
import { personal } from './kept-facts.ts';
import type { StationRights } from './rights.ts';
import type { SamePerson } from './same-person.ts';

const rowSchema = z.object({
  scope: z.string(),
  figure: z.string().refine(isFigure),
  slice: z.string(),
  value: z.int(),
});

/**
 * The figures as a table beside the ledger, updated in the same transaction as each fact. Only the
 * subject of the fact is counted again, so a fact costs the same however large the ledger is.
 */
export interface TalliesParts {
  readonly db: Database;
  readonly rows: FactRows;
  readonly rights: StationRights;
  readonly same: SamePerson;
  readonly utcOffsetMinutes: number;
  readonly authority: () => Authority;
}

export function tallies(parts: TalliesParts) {
  const { db, rows, rights, same, utcOffsetMinutes, authority } = parts;
  const add = db.prepare(
    `INSERT INTO tally (scope, figure, slice, value) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET value = value + excluded.value`,
  );
  const dropZero = db.prepare(
    'DELETE FROM tally WHERE scope = ? AND figure = ? AND slice = ? AND value = 0',
  );
  const clear = db.prepare('DELETE FROM tally');
  const all = db.prepare('SELECT scope, figure, slice, value FROM tally');
  const one = db
    .prepare('SELECT value FROM tally WHERE scope = ? AND figure = ? AND slice = ?')
    .pluck();

  let rules = readRules();
  function readRules(): TallyRules {
    const clocks = rows.ofKind('clock').map(({ chained }) => chained);
    return rulesFrom(clocks, utcOffsetMinutes);
  }

  function apply(moved: Movements): void {
    for (const { scope, figure, slice, value } of moved.all()) {
      add.run(scope, figure, slice, value);
      if (value < 0) dropZero.run(scope, figure, slice);
    }
  }

  const withFactsAbout = (facts: readonly Fact[]): Fact[] =>
    facts.flatMap((each) => [each, ...rows.about(refOf(each.chained))]);

  /** The facts that are counted together with this one, including itself. */
  function subjectOfFact(fact: Fact): Fact[] {
    const { chained, person } = fact;
    if (person) {
      const blank = blankOf(personal(fact));
      const names = [...same.all(person.pseudonym, ...(blank === undefined ? [] : [blank]))];
      return [fact, ...names.flatMap((name) => rows.othersOfPerson(name, chained))];
    }
    if (chained.kind !== 'booth') return [fact];
    const { booth } = chained.what;
    return rows
      .ofKind('booth')
      .filter((other) => other.chained.kind === 'booth' && other.chained.what.booth === booth);
  }

  type AboutByTarget = ReadonlyMap<FactRef | undefined, readonly Fact[]>;
  const factsAboutByTarget = (): AboutByTarget =>
    Map.groupBy(rows.aboutFacts(), ({ chained }) => targetOf(chained));
  const personalWith = (own: readonly Fact[], about: AboutByTarget): PersonalFact[] => [
    ...own.map(personal),
    ...own.flatMap(({ chained }) => about.get(refOf(chained)) ?? []).map(personal),
  ];

  /**
   * All facts about people, with the facts about those: one person at a time, so that a million
   * facts are never in memory together. People with several pseudonyms come last.
   */
  function* everyone(): Generator<PersonalFact[]> {
    const about = factsAboutByTarget();
    const entangled = same.entangled();
    let person: Fact[] = [];
    const ofSeveralNames: Fact[] = [];
    for (const fact of rows.byPerson()) {
      const pseudonym = fact.person?.pseudonym ?? '';
      if (entangled.has(pseudonym)) {
        ofSeveralNames.push(fact);
        continue;
      }
      const [first] = person;
      if (first?.person?.pseudonym !== pseudonym) {
        yield personalWith(person, about);
        person = [];
      }
      person.push(fact);
    }
    yield personalWith(person, about);
    yield personalWith(ofSeveralNames, about);
  }

  function* portions(): Generator<PersonalFact[]> {
    yield* everyone();
    yield personalWith([...rows.ofNobody()], factsAboutByTarget());
  }

  function* everything(): Generator<AuthorisedFact[]> {
    for (const facts of portions()) yield authorised(facts, authority());
  }

  return {
    /** Call with a fact just inserted, inside its transaction. */
    project(fact: Fact): void {
      const { chained } = fact;
      same.notice(fact);
      if (chained.kind === 'clock') {
        // News about a clock may move any fact of its stretch to another hour. A jump written here
        // begins an empty one; a jump that is heard late divides one that was counted.
        if (chained.what.change === 'learnt' || rows.goesOnAfter(chained)) this.rebuild();
        else rules = readRules();
        return;
      }
      const target = targetOf(chained);
      const anchor = target === undefined ? fact : rows.one(target);
      if (!anchor) return;
      const together = withFactsAbout(subjectOfFact(anchor)).map(personal);
      const { authorised: after, evidence } = judged(together, authority());
      rights.keepEvidence(evidence);
      const ref = refOf(chained);
      const before = after.filter((other) => refOf(other.chained) !== ref);
      const moved = new Movements();
      for (const each of movementsBetween(before, after, rules)) moved.add(each);
      apply(moved);
    },

    /** Counts everything again; inside a transaction, so that nobody sees half of it. */
    rebuild(): void {
      rights.dropEvidence(rights.allowedNow());
      rules = readRules();
      clear.run();
      // Write at the end: the connection accepts no write while it iterates over rows.
      const moved = new Movements();
      const found: PersonalFact[][] = [];
      for (const facts of portions()) {
        const judgement = judged(facts, authority());
        found.push(judgement.evidence);
        for (const each of contributionsOfAll(judgement.authorised, rules)) moved.add(each);
      }
      apply(moved);
      for (const facts of found) rights.keepEvidence(facts);
    },

    /** Call it when a newer revision is known: counts again only if it allows what was evidence. */
    judgeAgain(): void {
      if (rights.allowedNow().length > 0) this.rebuild();
    },
    everything,
    rules: (): TallyRules => rules,

    read: (scope: string, figure: Figure, slice = ''): number =>
      z.int().parse(one.get(scope, figure, slice) ?? 0),
    all: (): Movement[] => all.all().map((row) => rowSchema.parse(row)),
  };
}
export type Projection = ReturnType<typeof tallies>;
