import type { Database } from 'better-sqlite3';
import { type ChainFault, genesis, type Head, verifyChain } from '../../../shared/chain.ts';
import { type ClockState, clockAtStart } from '../../../shared/clock.ts';
import { refOf } from '../../../shared/facts.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { WireFact } from '../../../shared/sync/wire.ts';
import { sha256 } from '../keys/sha256.ts';
import type { Author, Place } from './chain-writer.ts';
import type { FactRows } from './fact-rows.ts';
import { factFromElsewhere, type KeptFact } from './kept-facts.ts';
import type { Incarnation, OwnIncarnations } from './incarnations.ts';
import type { LedgerRepair } from './ledger-repair.ts';

/** Where this station writes: its head, and the incarnation that this start writes under (F12). */

export interface OwnChainOptions extends Author {
  readonly db: Database;
  readonly rows: FactRows;
  readonly incarnations: OwnIncarnations;
  readonly repair: LedgerRepair;
  readonly keep: (fact: KeptFact) => void;
  readonly isTombstone: (tombstone: string) => boolean;
  readonly onWritten?: () => void;
}

export function ownChain(options: OwnChainOptions) {
  const { db, fair, slot, now, randomBytes, rows, incarnations, repair, keep } = options;
  let incarnation = '';
  let root: Head = { seq: 0, hash: '' };
  let head: Head = root;
  let clock: ClockState = clockAtStart;
  /** False until the first write: the incarnation is one of an earlier start. */
  let begun = false;

  function added(from: Head): string {
    const name = Buffer.from(randomBytes(4)).toString('hex');
    incarnations.add({ name, from }, now());
    return name;
  }

  function begin(from: Head, name = added(from)): void {
    incarnation = name;
    root = from;
    head = from;
    begun = true;
  }

  const known = incarnations.newest();
  if (known) ({ name: incarnation, from: root, head, clock } = known);
  else begin({ seq: 0, hash: genesis(fair, slot) });

  /** What this start writes stands apart from what any copy of this ledger writes. */
  function ofThisStart(): string {
    if (begun) return incarnation;
    if (head.seq === root.seq) incarnations.remove(incarnation);
    return added(head);
  }

  /** Writes facts again after a head of our chain. Returns how many. */
  function moveTo(from: Head, taken: () => readonly KeptFact[]): number {
    const { name, end } = db
      .transaction(() => {
        const facts = taken();
        const name = from === head ? ofThisStart() : added(from);
        return { name, end: repair.retell(facts, name, from) };
      })
      .immediate();
    if (name !== incarnation) begin(from, name);
    head = end;
    options.onWritten?.();
    return end.seq - from.seq;
  }

  function regainOne(name: string, row: WireFact): boolean {
    const fact = factFromElsewhere(row, fair, options.isTombstone);
    if (fact?.envelope.station !== slot || fact.envelope.incarnation !== name) return false;
    const { seq, prev, stamp } = fact.envelope;
    const own = rows.kept(refOf(fact.envelope));
    if (own?.hash === fact.hash) return true;
    if (own) moveTo({ seq: seq - 1, hash: prev }, () => repair.cutOff(name, seq - 1));
    const atHead = name === incarnation;
    if (atHead && (seq !== head.seq + 1 || prev !== head.hash)) return false;
    db.transaction(() => keep(fact)).immediate();
    incarnations.changed();
    if (atHead) [head, clock] = [{ seq, hash: fact.hash }, { last: stamp }];
    return true;
  }

  return {
    /** Call it within the transaction that writes. */
    ofThisStart,
    place: (): Place => ({ head, clock }),
    /** Memory changes only after the commit. */
    wrote(at: Place, name: string): void {
      if (!begun) begin(head, name);
      ({ head, clock } = at);
    },

    /** Goes on from where a repaired chain ends. */
    goOnFrom(end: Head): void {
      if (head.seq === root.seq) incarnations.remove(incarnation);
      ({ head, clock } = incarnations.placeAt(end));
      begin(head);
    },

    /**
     * Writes again, at the end of the chain, what stands beyond a gap in it. Call it once the server
     * has said that it ends before the gap: what comes after could never reach it. Returns how many.
     */
    retell(): number {
      const stranded = repair.stranded(incarnation);
      return stranded.length > 0 ? moveTo(head, () => stranded) : 0;
    },

    /**
     * Takes back facts of this station that a server kept, in order, each after one that is here.
     * Where one of them differs from ours, another machine or a former state of this one wrote it:
     * ours move to a new incarnation (P66). Returns how many were missing here.
     */
    regain(name: string, found: readonly WireFact[]): number {
      const before = rows.count();
      for (const row of found) if (!regainOne(name, row)) break;
      return rows.count() - before;
    },

    /** The hash of our own fact there, or of the one that the incarnation continues. */
    hashAt(name: string, seq: number): string | undefined {
      const from = incarnations.all().find((own) => own.name === name)?.from;
      return from?.seq === seq ? from.hash : rows.kept(`${slot}.${name}.${seq}`)?.hash;
    },

    /** Verifies our chain from its head back to its beginning, or only the last `count` facts. */
    verify(last = Number.POSITIVE_INFINITY): Result<Head, ChainFault> {
      let own: Incarnation | undefined = { name: incarnation, from: root };
      let end = head;
      let left = last;
      while (own && left > 0) {
        const seq = Math.max(own.from.seq, end.seq - left);
        const hash = rows.kept(`${slot}.${own.name}.${seq}`)?.hash ?? '';
        const links = rows.branch(slot, own.name, seq).take(end.seq - seq);
        const checked = verifyChain(seq === own.from.seq ? own.from : { seq, hash }, links, sha256);
        if (!checked.ok) return checked;
        if (checked.value.hash !== end.hash) return fail({ kind: 'gap', seq: end.seq });
        left -= end.seq - seq;
        end = own.from;
        own = incarnations.endingAt(end);
      }
      return ok(head);
    },

    get head(): Head {
      return head;
    },
    /** The newest stamp given here; 0 before the first. */
    get stampMs(): number {
      return clock.last.ms;
    },
    get incarnation(): string {
      return incarnation;
    },
  };
}
