import { type Fact, type FactRef, type PersonalFact, refOf } from '../../../shared/facts.ts';
import { isShort, shortOf } from '../../../shared/pass.ts';
import type { WireFact } from '../../../shared/sync/wire.ts';
import { whoseIn } from '../../../shared/tally/one-person.ts';
import { compareFacts, standing } from '../../../shared/tally/standing.ts';
import { type FactRows, personal } from './fact-rows.ts';
import type { SamePerson } from './same-person.ts';

interface Shown {
  readonly fact: Fact;
  /** Neither taken back nor excluded. */
  readonly stands: boolean;
}

/** What the ledger knows, whether it was written here or elsewhere. */
export function ledgerReader(rows: FactRows, same: SamePerson, slot: number) {
  /** Facts, each followed by what was said about it. */
  const withSaid = (facts: readonly Fact[]): Fact[] =>
    facts.flatMap((fact) => [fact, ...rows.about(refOf(fact.chained))]);

  const stands = (fact: Fact): boolean => standing(withSaid([fact]).map(personal)).length > 0;
  const shown = (fact: Fact): Shown => ({ fact, stands: stands(fact) });

  /** Everybody who may be this person, the facts of theirs that stand, and whose each is. */
  function together(pseudonym: string) {
    const maybe = [...same.all(pseudonym)];
    const all = maybe.flatMap(rows.ofPerson);
    const refs = new Set(
      standing(withSaid(all).map(personal)).map(({ chained }) => refOf(chained)),
    );
    const facts = all.filter(({ chained }) => refs.has(refOf(chained)));
    return { maybe, facts, whose: whoseIn(facts.map(personal)) };
  }

  return {
    /** What became of clocks, with what was said about it. */
    clocks: (): PersonalFact[] => withSaid(rows.ofKind('clock')).map(personal),
    /** How much of each station's chain is here, and where it ends. */
    seenOfAll: rows.branches,
    factsOfPerson: rows.ofPerson,
    /** Everything that was ever bound to a pre-printed pass, with what was said about it. */
    bindingsOf: (blank: string): Fact[] => withSaid(rows.ofBlank(blank)),

    /** The other pseudonyms of a person, here or elsewhere: passes bound to them, typed short codes. */
    aliasesOf(pseudonym: string): string[] {
      const { maybe, whose } = together(pseudonym);
      const own = maybe.filter((other) => whose(other) === pseudonym);
      const whole = [...new Set([pseudonym, ...own])].filter((name) => !isShort(name));
      // Typed at another station that we have not heard of yet; unless it may be somebody else's code.
      const codes = whole
        .map(shortOf)
        .filter((code) =>
          maybe.every(
            (other) => whole.includes(other) || shortOf(other) !== code || other === code,
          ),
        );
      return [...new Set([...own, ...codes])].filter((name) => name !== pseudonym);
    },

    /** What stands for a person, oldest first, no matter which pass or code they showed. */
    standingOf(pseudonym: string): Fact[] {
      const { facts, whose } = together(pseudonym);
      const one = whose(pseudonym);
      return inOrder(facts.filter(({ person }) => person && whose(person.pseudonym) === one));
    },

    stands,
    /** What this station wrote at a booth or desk, newest first. */
    atPlace: (place: string, limit: number): Shown[] => rows.atPlace(place, slot, limit).map(shown),
    /** What stands at a booth or desk, oldest first, no matter who wrote it. */
    standingAt: (place: string): Fact[] => inOrder(rows.everAt(place).filter(stands)),
    /** Counts that were entered from paper, oldest first. */
    onPaper: (): Shown[] => inOrder(rows.onPaper()).map(shown),
    /** The one pseudonym under which a person's facts count. */
    whoseOf: (pseudonym: string): string => together(pseudonym).whose(pseudonym),
    /** Own facts as they travel. */
    wireAfter(name: string, seq: number, limit: number): WireFact[] {
      const facts: WireFact[] = [];
      for (const { text, hash, opening, tombstone } of rows.branch(slot, name, seq)) {
        if (facts.length === limit) break;
        facts.push({ text, hash, ...(opening && { opening }), ...(tombstone && { tombstone }) });
      }
      return facts;
    },

    one: (ref: FactRef): Fact | undefined => rows.one(ref),
    count: rows.count,
  };
}

const inOrder = (facts: readonly Fact[]): Fact[] =>
  facts.toSorted((a, b) => compareFacts(a.chained, b.chained));
