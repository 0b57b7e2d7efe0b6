import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import {
  type ChainFault,
  chainedText,
  commitment,
  genesis,
  type Head,
  verifyChain,
} from '../../../shared/chain.ts';
import { type ClockState, clockAtStart, tick } from '../../../shared/clock.ts';
import {
  type ChainedFact,
  chainedFactSchema,
  FACT_VERSION,
  type Fact,
  type FactRef,
  type Happening,
  refOf,
} from '../../../shared/facts.ts';
import type { Result } from '../../../shared/result.ts';
import type { WireFact } from '../../../shared/sync/wire.ts';
import { isShort, shortOf } from '../../../shared/pass.ts';
import type { Figure } from '../../../shared/tally/figures.ts';
import { whoseIn } from '../../../shared/tally/one-person.ts';
import { compareFacts, standing } from '../../../shared/tally/standing.ts';
import { sha256 } from '../keys/sha256.ts';
import { type FactRow, factRows, personal, personOf } from './fact-rows.ts';
import { samePerson } from './same-person.ts';
import { tallies } from './tallies.ts';
import { jsonOf } from '../../../shared/json.ts';

export interface LedgerOptions {
  readonly fair: string;
  readonly slot: number;
  readonly utcOffsetMinutes: number;
  /** The revision of the fair in force. */
  readonly revision: () => number;
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  /** The device's clock went back so far that stamps could not go on; written down already. */
  readonly onClockJump: (byMs: number) => void;
  /** Facts are on the disk. */
  readonly onWritten?: () => void;
}

export interface Entry {
  readonly happening: Happening;
  /** The person it is about, by pseudonym. */
  readonly person?: string;
}

interface Place {
  readonly head: Head;
  readonly clock: ClockState;
}

interface Written {
  readonly fact: Fact;
  readonly at: Place;
  readonly jumpMs: number;
}

const incarnationRow = z.object({
  incarnation: z.string(),
  from_seq: z.int(),
  from_hash: z.instanceof(Uint8Array),
});

/** This station's chain of facts, and the others' that it has heard of. */
export function openLedger(db: Database, options: LedgerOptions) {
  const { fair, slot, now, randomBytes } = options;
  const rows = factRows(db);
  const same = samePerson(db);
  const projection = tallies(db, rows, same, options.utcOffsetMinutes);
  const newestIncarnation = db.prepare(
    'SELECT incarnation, from_seq, from_hash FROM incarnation ORDER BY number DESC LIMIT 1',
  );
  const allIncarnations = db.prepare(
    'SELECT incarnation, from_seq, from_hash FROM incarnation ORDER BY number',
  );
  const addIncarnation = db.prepare(
    'INSERT INTO incarnation (incarnation, from_seq, from_hash, began_ms) VALUES (?, ?, ?, ?)',
  );
  const newest = db.prepare(
    `SELECT seq, hash, text FROM fact
     WHERE station = ? AND incarnation = ? ORDER BY seq DESC LIMIT 1`,
  );
  const textAt = db
    .prepare('SELECT text FROM fact WHERE station = ? AND seq = ? AND hash = ?')
    .pluck();

  let incarnation = '';
  let root: Head = { seq: 0, hash: '' };
  let head: Head = root;
  let clock: ClockState = clockAtStart;

  function begin(from: Head, name = Buffer.from(randomBytes(4)).toString('hex')): void {
    addIncarnation.run(name, from.seq, Buffer.from(from.hash, 'hex'), now());
    incarnation = name;
    root = from;
    head = from;
  }

  function load(): void {
    const row = newestIncarnation.get();
    if (row === undefined) {
      begin({ seq: 0, hash: genesis(fair, slot) });
      return;
    }
    const known = incarnationRow.parse(row);
    incarnation = known.incarnation;
    root = { seq: known.from_seq, hash: Buffer.from(known.from_hash).toString('hex') };
    head = root;
    const last = newest.get(slot, incarnation);
    if (last === undefined) {
      // Nothing written under it yet: its clock goes on from the fact that it begins after.
      const before = z
        .string()
        .optional()
        .parse(textAt.get(slot, root.seq, known.from_hash));
      if (before !== undefined) {
        clock = { last: chainedFactSchema.parse(JSON.parse(before)).stamp };
      }
      return;
    }
    const { seq, hash, text } = z
      .object({ seq: z.int(), hash: z.instanceof(Uint8Array), text: z.string() })
      .parse(last);
    head = { seq, hash: Buffer.from(hash).toString('hex') };
    clock = { last: chainedFactSchema.parse(JSON.parse(text)).stamp };
  }
  load();

  /** Inside a transaction. Answers the moved head and clock; memory changes only after the commit. */
  function write(at: Place, { happening, person }: Entry): Written {
    const ticked = tick(at.clock, now());
    const notesJump = happening.kind === 'clock' && happening.what.change === 'jump';
    if (ticked.jump && !notesJump) {
      const jump = { kind: 'clock', what: { change: 'jump', ...ticked.jump } } as const;
      const noted = write({ head: at.head, clock: ticked.state }, { happening: jump });
      const written = write(noted.at, person === undefined ? { happening } : { happening, person });
      return { ...written, jumpMs: ticked.jump.toMs - ticked.jump.fromMs };
    }
    const opening =
      person === undefined
        ? undefined
        : { pseudonym: person, salt: Buffer.from(randomBytes(16)).toString('hex') };
    const chained: ChainedFact = {
      v: FACT_VERSION,
      fair,
      station: slot,
      incarnation,
      seq: at.head.seq + 1,
      stamp: ticked.stamp,
      revision: options.revision(),
      prev: at.head.hash,
      ...(opening && { person: commitment(opening.salt, opening.pseudonym, sha256) }),
      ...happening,
    };
    const text = chainedText(chainedFactSchema.parse(chained));
    const hash = sha256(text);
    const fact: Fact = { chained, hash, ...(opening && { person: opening }) };
    rows.insert(fact, text);
    projection.project(fact);
    return { fact, at: { head: { seq: chained.seq, hash }, clock: ticked.state }, jumpMs: 0 };
  }

  const appendAll = db.transaction((entries: readonly Entry[], beside: () => void) => {
    beside();
    let at: Place = { head, clock };
    let jumpMs = 0;
    const facts: Fact[] = [];
    for (const entry of entries) {
      const written = write(at, entry);
      at = written.at;
      jumpMs += written.jumpMs;
      facts.push(written.fact);
    }
    return { facts, at, jumpMs };
  });

  /** Neither taken back nor excluded. */
  const stands = (fact: Fact): boolean =>
    standing([fact, ...rows.about(refOf(fact.chained))].map(personal)).length > 0;

  function together(pseudonym: string) {
    const maybe = [...same.all(pseudonym)];
    const facts = maybe.flatMap(rows.ofPerson);
    const said = facts.flatMap(({ chained }) => rows.about(refOf(chained)));
    const counting = new Set(
      standing([...facts, ...said].map(personal)).map(({ chained }) => refOf(chained)),
    );
    const standingFacts = facts.filter(({ chained }) => counting.has(refOf(chained)));
    return { maybe, facts: standingFacts, whose: whoseIn(standingFacts.map(personal)) };
  }

  return {
    /**
     * Writes what happened, after what belongs beside it, in one durable transaction. When this
     * returns, it is on disk; when it throws, nothing of it is.
     */
    append(entries: readonly Entry[], beside: () => void = () => undefined): readonly Fact[] {
      const { facts, at, jumpMs } = appendAll.immediate(entries, beside);
      ({ head, clock } = at);
      if (jumpMs !== 0) options.onClockJump(jumpMs);
      options.onWritten?.();
      return facts;
    },

    /**
     * Takes back facts of this very incarnation that a backup did not have yet, from a damaged
     * file, for as long as they continue the chain. Answers how many.
     */
    regain(found: Iterable<FactRow>): number {
      let regained = 0;
      for (const row of found) {
        const checked = verifyChain(head, [row], sha256);
        if (!checked.ok) break;
        const chained = chainedFactSchema.parse(JSON.parse(row.text));
        const person = personOf(row);
        const fact: Fact = { chained, hash: row.hash, ...(person && { person }) };
        db.transaction(() => {
          rows.insert(fact, row.text);
          projection.project(fact);
        }).immediate();
        head = checked.value;
        clock = { last: chained.stamp };
        regained += 1;
      }
      return regained;
    },

    /**
     * Facts that were written elsewhere, or here and lost: by their own hash, not by a chain, since of
     * others only some are told. Answers those that were news.
     */
    learn: db.transaction((facts: readonly WireFact[]): Fact[] =>
      facts.flatMap((row) => {
        const fact = told(row);
        if (!fact || rows.one(refOf(fact.chained))) return [];
        rows.insert(fact, row.text);
        projection.project(fact);
        return [fact];
      }),
    ),

    /** After a restore: what is written from now on can't be taken for what was lost. */
    beginIncarnation(): void {
      begin(head);
    },

    /** Takes back an incarnation that a backup did not know yet, if it began where we stand. */
    regainIncarnation(name: string, from: Head): boolean {
      if (from.seq !== head.seq || from.hash !== head.hash) return false;
      begin(from, name);
      return true;
    },

    /** Walks this incarnation's facts to the head, from its beginning or only the last so many. */
    verify(last = Number.POSITIVE_INFINITY): Result<Head, ChainFault> {
      const fromSeq = Math.max(root.seq, head.seq - last);
      const from = fromSeq === root.seq ? root : headAt(fromSeq);
      return verifyChain(from, rows.branch(slot, incarnation, fromSeq), sha256);
    },

    /** Every stretch of this station's chain, the oldest first. */
    incarnations(): { name: string; from: Head; head: Head }[] {
      return z
        .array(incarnationRow)
        .parse(allIncarnations.all())
        .map(({ incarnation: name, from_seq, from_hash }) => {
          const from = { seq: from_seq, hash: Buffer.from(from_hash).toString('hex') };
          return { name, from, head: name === incarnation ? head : lastOf(name, from) };
        });
    },
    /** As they travel. */
    wireAfter(name: string, seq: number, limit: number): WireFact[] {
      const facts: WireFact[] = [];
      for (const { text, hash, opening, tombstone } of rows.branch(slot, name, seq)) {
        if (facts.length === limit) break;
        facts.push({ text, hash, ...(opening && { opening }), ...(tombstone && { tombstone }) });
      }
      return facts;
    },

    rebuildTallies: db.transaction(() => projection.rebuild()),
    tally: (scope: string, figure: Figure, slice = ''): number =>
      projection.read(scope, figure, slice),
    tallies: projection.all,
    /** All that counts together, a portion at a time. */
    everything: projection.everything,
    rules: projection.rules,
    /** What became of clocks, with what was said of it. */
    clocks: () =>
      rows
        .ofKind('clock')
        .flatMap((fact) => [fact, ...rows.about(refOf(fact.chained))])
        .map(personal),
    /** How much of each station's chain is here, and where it ends. */
    seenOfAll: rows.branches,

    factsOfPerson: rows.ofPerson,
    /** What was ever bound to a pre-printed pass, with what was said of it since. */
    bindingsOf: (blank: string): Fact[] =>
      rows.ofBlank(blank).flatMap((fact) => [fact, ...rows.about(refOf(fact.chained))]),
    /** Under what else their facts stand, here or elsewhere: passes bound to them, and typed short codes. */
    aliasesOf(pseudonym: string): string[] {
      const { maybe, whose } = together(pseudonym);
      const own = maybe.filter((other) => whose(other) === pseudonym);
      const whole = [...new Set([pseudonym, ...own])].filter((name) => !isShort(name));
      // Typed elsewhere, and not heard of here yet; unless the code could be somebody else's.
      const codes = whole
        .map(shortOf)
        .filter((code) =>
          maybe.every(
            (other) => whole.includes(other) || shortOf(other) !== code || other === code,
          ),
        );
      return [...new Set([...own, ...codes])].filter((name) => name !== pseudonym);
    },
    /** What stands for a person, whatever pass or code they showed. */
    standingOf(pseudonym: string): Fact[] {
      const { facts, whose } = together(pseudonym);
      const one = whose(pseudonym);
      return facts.filter(({ person }) => person && whose(person.pseudonym) === one);
    },
    /** What this station wrote of a booth or desk, the newest first, and whether it still stands. */
    atPlace: (place: string, limit: number): { fact: Fact; stands: boolean }[] =>
      rows.atPlace(place, slot, limit).map((fact) => ({ fact, stands: stands(fact) })),
    stands,
    /** All that is known of a booth, whoever wrote it, and stands. */
    standingAt: (place: string): Fact[] => rows.everAt(place).filter(stands),
    /** Counts that were entered from paper, the newest last. */
    onPaper: (): { fact: Fact; stands: boolean }[] =>
      rows
        .onPaper()
        .map((fact) => ({ fact, stands: stands(fact) }))
        .toSorted((a, b) => compareFacts(a.fact.chained, b.fact.chained)),
    /** Who of these is one person under several pseudonyms. */
    whoseOf: (pseudonym: string): string => together(pseudonym).whose(pseudonym),
    one: (ref: FactRef): Fact | undefined => rows.one(ref),
    count: rows.count,
    get head(): Head {
      return head;
    },
    /** The newest stamp that was given here; 0 before the first. */
    get stampMs(): number {
      return clock.last.ms;
    },
    get incarnation(): string {
      return incarnation;
    },
  };

  /** Nothing where it is no fact of this fair, or is what only this very incarnation may write. */
  function told(row: WireFact): Fact | undefined {
    if (sha256(row.text) !== row.hash) return undefined;
    const chained = chainedFactSchema.safeParse(jsonOf(row.text)).data;
    if (chained?.fair !== fair) return undefined;
    if (chained.station === slot && chained.incarnation === incarnation) return undefined;
    const { opening } = row;
    if (opening && chained.person !== commitment(opening.salt, opening.pseudonym, sha256))
      return undefined;
    const person = personOf(row);
    return { chained, hash: row.hash, ...(person && { person }) };
  }

  /** An earlier incarnation ends where the next one begins. */
  function lastOf(name: string, from: Head): Head {
    const row = newest.get(slot, name);
    if (row === undefined) return from;
    const { seq, hash } = z.object({ seq: z.int(), hash: z.instanceof(Uint8Array) }).parse(row);
    return { seq, hash: Buffer.from(hash).toString('hex') };
  }

  function headAt(seq: number): Head {
    return { seq, hash: rows.one(`${slot}.${incarnation}.${seq}`)?.hash ?? '' };
  }
}
export type Ledger = ReturnType<typeof openLedger>;
