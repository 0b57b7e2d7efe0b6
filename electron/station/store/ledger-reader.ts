import { authorised, type Authority, type AuthorisedFact } from '../../../shared/authority.ts';
import { type Fact, type FactRef, isUnproven, refOf } from '../../../shared/facts.ts';
import { isShort, shortOf } from '../../../shared/pass.ts';
import { whoseIn } from '../../../shared/tally/one-person.ts';
import { compareFacts, standing } from '../../../shared/tally/standing.ts';
import type { FactRows } from './fact-rows.ts';
import { personal } from './kept-facts.ts';
import type { SamePerson } from './same-person.ts';

interface Shown {
  readonly fact: Fact;
  /** Neither retracted nor excluded, and proven. */
  readonly stands: boolean;
}

/** Reads the ledger's facts, whether written here or elsewhere. */
export function ledgerReader(
  rows: FactRows,
  same: SamePerson,
  slot: number,
  authority: () => Authority,
) {
  /** Each fact is followed by the facts about it, such as its retraction. */
  const withFactsAbout = (facts: readonly Fact[]): Fact[] =>
    facts.flatMap((fact) => [fact, ...rows.about(refOf(fact.chained))]);

  /** These facts, with those about them, as far as their stations may write them. */
  const counted = (facts: readonly Fact[]): AuthorisedFact[] =>
    authorised(withFactsAbout(facts).map(personal), authority());

  const stands = (fact: Fact): boolean =>
    !isUnproven(personal(fact)) && standing(counted([fact])).length > 0;
  const shown = (fact: Fact): Shown => ({ fact, stands: stands(fact) });

  /**
   * All pseudonyms that may be this person, their facts that count, and a lookup from each to its
   * person.
   */
  function samePersonFacts(pseudonym: string) {
    const maybe = [...same.all(pseudonym)];
    const all = maybe.flatMap(rows.ofPerson);
    const written = counted(all);
    const refs = new Set(standing(written).map(({ chained }) => refOf(chained)));
    const facts = all.filter(({ chained }) => refs.has(refOf(chained)));
    return { maybe, facts, whose: whoseIn(facts.map(personal), written) };
  }

  return {
    /** Changes of clocks, with the facts about them. */
    clocks: (): AuthorisedFact[] => counted(rows.ofKind('clock')),
    /** How much of each station's chain is here, and where it ends. */
    seenOfAll: rows.branches,
    factsOfPerson: rows.ofPerson,
    /** The bindings of a pre-printed pass that count. */
    standingBindings: (blank: string) => standing(counted(rows.ofBlank(blank))),

    /**
     * The other pseudonyms of a person, here or elsewhere: passes bound to them, typed short codes.
     */
    aliasesOf(pseudonym: string): string[] {
      const { maybe, whose } = samePersonFacts(pseudonym);
      const own = maybe.filter((other) => whose(other) === pseudonym);
      const whole = [...new Set([pseudonym, ...own])].filter((name) => !isShort(name));
      // Someone may have typed the code at a station whose facts we lack; skip it if it may be
      // another person's.
      const codes = whole.map(shortOf).filter((code) => same.meantBy(code, whole).length === 0);
      return [...new Set([...own, ...codes])].filter((name) => name !== pseudonym);
    },

    /** The facts that count for a person, oldest first, whichever pass or code they showed. */
    standingOf(pseudonym: string): Fact[] {
      const { facts, whose } = samePersonFacts(pseudonym);
      const one = whose(pseudonym);
      return inOrder(facts.filter(({ person }) => person && whose(person.pseudonym) === one));
    },

    stands,
    /** What these stations wrote at a booth or desk, newest first. */
    atPlace: (place: string, limit: number, slots: readonly number[] = [slot]): Shown[] =>
      newestOf(slots.map((each) => rows.atPlace(place, each, limit)))
        .slice(0, limit)
        .map(shown),
    /** What counts at a booth or desk, oldest first, from all stations. */
    standingAt: (place: string): Fact[] => inOrder(rows.everAt(place).filter(stands)),
    /** Counts that were entered from paper, oldest first. */
    onPaper: (): Shown[] => inOrder(rows.onPaper()).map(shown),
    /** What these stations said of booths that opened or closed, as far as it stands; oldest first. */
    presences: (slots: readonly number[] = [slot]): Fact[] =>
      inOrder(rows.ofKind('booth').filter(({ chained }) => slots.includes(chained.station))).filter(
        stands,
      ),
    /** The one pseudonym under which a person's facts count. */
    whoseOf: (pseudonym: string): string => samePersonFacts(pseudonym).whose(pseudonym),
    one: (ref: FactRef): Fact | undefined => rows.one(ref),
    count: rows.count,
  };
}

/** Of one station as it wrote them, whatever its clock did; of several by their time. */
function newestOf([first = [], ...more]: readonly (readonly Fact[])[]): readonly Fact[] {
  return more.length === 0 ? first : inOrder([...first, ...more.flat()]).toReversed();
}

const inOrder = (facts: readonly Fact[]): Fact[] =>
  facts.toSorted((a, b) => compareFacts(a.chained, b.chained));
