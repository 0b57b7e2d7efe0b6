import type { Database } from 'better-sqlite3';
import type { Head } from '../../../shared/chain.ts';
import { type Fact, refOf } from '../../../shared/facts.ts';
import { factOf, type FactRows } from './fact-rows.ts';
import type { Found, FoundFact, FoundIncarnation } from './found.ts';
import type { OwnIncarnations } from './incarnations.ts';
import { retold } from './retelling.ts';
import type { SamePerson } from './same-person.ts';
import type { Projection } from './tallies.ts';

interface LedgerParts {
  readonly db: Database;
  readonly slot: number;
  readonly now: () => number;
  readonly rows: FactRows;
  readonly same: SamePerson;
  readonly projection: Projection;
  readonly incarnations: OwnIncarnations;
}

/** Makes good what damage took out of a ledger, or cut off from its chain. */
export function ledgerRepair({ db, slot, now, rows, same, projection, incarnations }: LedgerParts) {
  function insert(facts: readonly FoundFact[]): void {
    for (const { fact, text } of facts) {
      rows.insert(fact, text);
      same.notice(fact);
    }
  }

  function recount(): void {
    incarnations.changed();
    projection.rebuild();
  }

  /** Our own facts that the chain does not lead to. */
  function stranded(writing: string): Fact[] {
    const ends = new Map(incarnations.reached(writing).map(({ name, head }) => [name, head.seq]));
    return incarnations
      .all()
      .filter(({ name }) => name !== writing)
      .flatMap(({ name, from }) => [...rows.branch(slot, name, ends.get(name) ?? from.seq)])
      .map((row) => factOf(row));
  }

  function take(facts: readonly Fact[]): void {
    for (const { chained } of facts) rows.remove(chained);
    incarnations.changed();
  }

  return {
    stranded,

    /** Takes out our facts after that one of an incarnation, and all that rested on them. */
    cutOff(name: string, seq: number): Fact[] {
      const facts = [...rows.branch(slot, name, seq)].map((row) => factOf(row));
      take(facts);
      const resting = stranded('');
      take(resting);
      return [...facts, ...resting];
    },

    /** Stores all that was found. Returns how much of it is new, and where our own chain ends. */
    takeBack: db.transaction((found: Found) => {
      for (const own of [...found.incarnations, ...beginnings(found.facts, slot)]) {
        incarnations.add(own, now());
      }
      const fresh = found.facts.filter(({ fact }) => !rows.one(refOf(fact.chained)));
      insert(fresh);
      recount();
      return { fresh: fresh.length, end: incarnations.reached().at(-1)?.head };
    }),

    /** Writes facts again after a head, with our own facts about them. Returns the new head. */
    retell(facts: readonly Fact[], incarnation: string, head: Head): Head {
      const moved = new Set(facts.map(({ chained }) => refOf(chained)));
      const about = facts
        .flatMap(({ chained }) => rows.about(refOf(chained)))
        .filter(({ chained }) => chained.station === slot && !moved.has(refOf(chained)));
      const told = retold([...facts, ...about], { incarnation, head });
      take(facts);
      insert(told);
      recount();
      const last = told.at(-1)?.fact;
      return last ? { seq: last.chained.seq, hash: last.hash } : head;
    },
  };
}

/** Where a stretch began, if the row that said so is lost: its first fact names the one before. */
function beginnings(facts: readonly FoundFact[], slot: number): FoundIncarnation[] {
  const own = facts.map(({ fact }) => fact.chained).filter(({ station }) => station === slot);
  return [...Map.groupBy(own, ({ incarnation }) => incarnation)]
    .map(([name, ofOne]) => {
      const first = ofOne.reduce((a, b) => (b.seq < a.seq ? b : a));
      return { name, from: { seq: first.seq - 1, hash: first.prev } };
    })
    .toSorted((a, b) => a.from.seq - b.from.seq);
}

export type LedgerRepair = ReturnType<typeof ledgerRepair>;
