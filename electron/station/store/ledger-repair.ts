import type { Database } from 'better-sqlite3';
import type { Head } from '../../../shared/chain.ts';
import { refOf } from '../../../shared/facts.ts';
import type { FactRows } from './fact-rows.ts';
import { countable, type KeptFact, keptOf } from './kept-facts.ts';
import type { Found, FoundIncarnation } from './found.ts';
import type { OwnIncarnations } from './incarnations.ts';
import { writtenAgain } from './retelling.ts';
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
  function insert(facts: readonly KeptFact[]): void {
    for (const kept of facts) {
      rows.insert(kept);
      const fact = countable(kept);
      if (fact) same.notice(fact);
    }
  }

  function recount(): void {
    incarnations.changed();
    projection.rebuild();
  }

  /** Our own facts that the chain does not lead to. */
  function stranded(writing: string): KeptFact[] {
    const ends = new Map(incarnations.reached(writing).map(({ name, head }) => [name, head.seq]));
    return incarnations
      .all()
      .filter(({ name }) => name !== writing)
      .flatMap(({ name, from }) => [...rows.branch(slot, name, ends.get(name) ?? from.seq)])
      .map((row) => keptOf(row));
  }

  function take(facts: readonly KeptFact[]): void {
    for (const { envelope } of facts) rows.remove(envelope);
    incarnations.changed();
  }

  return {
    stranded,

    /** Takes out our facts after that one of an incarnation, and all that rested on them. */
    cutOff(name: string, seq: number): KeptFact[] {
      const facts = [...rows.branch(slot, name, seq)].map((row) => keptOf(row));
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
      const fresh = found.facts.filter(({ envelope }) => !rows.kept(refOf(envelope)));
      insert(fresh);
      recount();
      return { fresh: fresh.length, end: incarnations.reached().at(-1)?.head };
    }),

    /** Writes facts again after a head, with our own facts about them. Returns the new head. */
    retell(facts: readonly KeptFact[], incarnation: string, head: Head): Head {
      const moved = new Set(facts.map(({ envelope }) => refOf(envelope)));
      const about = facts
        .flatMap(({ envelope }) => rows.about(refOf(envelope)))
        .map(({ chained }) => refOf(chained))
        .filter((ref) => ref.startsWith(`${slot}.`) && !moved.has(ref))
        .flatMap((ref) => rows.kept(ref) ?? []);
      const written = writtenAgain([...facts, ...about], { incarnation, head });
      take(facts);
      insert(written);
      recount();
      const last = written.at(-1);
      return last ? { seq: last.envelope.seq, hash: last.hash } : head;
    },
  };
}

/** Where a stretch began, if the row that said so is lost: its first fact names the one before. */
function beginnings(facts: readonly KeptFact[], slot: number): FoundIncarnation[] {
  const own = facts.map(({ envelope }) => envelope).filter(({ station }) => station === slot);
  return [...Map.groupBy(own, ({ incarnation }) => incarnation)]
    .map(([name, ofOne]) => {
      const first = ofOne.reduce((a, b) => (b.seq < a.seq ? b : a));
      return { name, from: { seq: first.seq - 1, hash: first.prev } };
    })
    .toSorted((a, b) => a.from.seq - b.from.seq);
}

export type LedgerRepair = ReturnType<typeof ledgerRepair>;
