import type { Database } from 'better-sqlite3';
import type { Authority } from '../../../shared/authority.ts';
import { type ChainFault, genesis, type Head, verifyChain } from '../../../shared/chain.ts';
import { type ClockState, clockAtStart } from '../../../shared/clock.ts';
import type { Fact } from '../../../shared/facts.ts';
import type { Result } from '../../../shared/result.ts';
import type { WireFact } from '../../../shared/sync/wire.ts';
import { sha256 } from '../keys/sha256.ts';
import { NotAllowed } from './database.ts';
import { type Author, chainWriter, type Entry, happens } from './chain-writer.ts';
import { factFromElsewhere, factRows, wireOf } from './fact-rows.ts';
import type { Found } from './found.ts';
import { ownIncarnations } from './incarnations.ts';
import { learning } from './learning.ts';
import { ledgerReader } from './ledger-reader.ts';
import { ledgerRepair } from './ledger-repair.ts';
import { stationRights } from './rights.ts';
import { samePerson } from './same-person.ts';
import { tallies } from './tallies.ts';
import { tombstonesIn } from './tombstones.ts';

export interface LedgerOptions extends Author {
  readonly utcOffsetMinutes: number;
  /** By the newest revision that this station knows. */
  readonly authority: () => Authority;
  /**
   * The device's clock went back so far that stamps could not continue; the jump is already
   * written.
   */
  readonly onClockJump: (byMs: number) => void;
  /** Before facts are written; throws where a write would not last. */
  readonly beforeWrite?: () => void;
  /** After facts have reached the disk. */
  readonly onWritten?: () => void;
}

/** This station's chain of facts, and the facts received from other stations. */
export function openLedger(db: Database, options: LedgerOptions) {
  const { fair, slot, now, randomBytes, utcOffsetMinutes, authority } = options;
  const rows = factRows(db);
  const same = samePerson(db);
  const rights = stationRights(db, rows, slot, authority);
  const projection = tallies({ db, rows, rights, same, utcOffsetMinutes, authority });
  const incarnations = ownIncarnations(db, slot);
  const tombstones = tombstonesIn(db);
  const repair = ledgerRepair({ db, slot, now, rows, same, projection, incarnations });

  let incarnation = '';
  let root: Head = { seq: 0, hash: '' };
  let head: Head = root;
  let clock: ClockState = clockAtStart;

  function begin(from: Head, name = Buffer.from(randomBytes(4)).toString('hex')): void {
    incarnations.add({ name, from }, now());
    incarnation = name;
    root = from;
    head = from;
  }

  function load(): void {
    const own = incarnations.newest();
    if (!own) return begin({ seq: 0, hash: genesis(fair, slot) });
    ({ name: incarnation, from: root, head, clock } = own);
  }
  load();

  function keep(fact: Fact, text: string): void {
    rows.insert(fact, text);
    projection.project(fact);
  }

  const writeAll = chainWriter(options, keep);
  /** Memory changes only after the commit. */
  const appendAll = db.transaction((entries: readonly Entry[], beside: () => void) => {
    beside();
    return writeAll({ head, clock }, incarnation, entries);
  });

  const mayOnlyBeWritten = ({ chained }: Fact): boolean =>
    chained.station === slot && chained.incarnation === incarnation;
  const learn = learning({ db, fair, rows, projection, keep, mayOnlyBeWritten });

  return {
    ...ledgerReader(rows, same, slot, authority),

    /** This station's own facts in their sync format, up to the first gap. */
    wireAfter(name: string, seq: number, limit: number): WireFact[] {
      const end =
        incarnations.reached(incarnation).find((own) => own.name === name)?.head.seq ?? seq;
      const most = name === incarnation ? limit : Math.min(limit, end - seq);
      return rows.branch(slot, name, seq).take(Math.max(0, most)).map(wireOf).toArray();
    },

    /**
     * Writes facts and the rows beside them in one durable transaction. When this returns, they are
     * on disk; when it throws, none of them is. `saving` makes a value of what it throws.
     */
    append(entries: readonly Entry[], beside: () => void = () => undefined): readonly Fact[] {
      const refused = entries.map(happens).find((happening) => !rights.mayWrite(happening));
      if (refused) throw new NotAllowed(refused.kind);
      options.beforeWrite?.();
      const { facts, at, jumpMs } = appendAll.immediate(entries, beside);
      ({ head, clock } = at);
      if (jumpMs !== 0) options.onClockJump(jumpMs);
      options.onWritten?.();
      return facts;
    },

    /**
     * Recovers facts of this very incarnation from a damaged file that the backup lacked, as long
     * as they continue the chain. Returns how many.
     */
    regain(found: Iterable<WireFact>): number {
      let regained = 0;
      for (const row of found) {
        const checked = verifyChain(head, [row], sha256);
        const fact = checked.ok && factFromElsewhere(row, fair, tombstones.knows);
        if (!fact) break;
        db.transaction(() => keep(fact, row.text)).immediate();
        head = { seq: fact.chained.seq, hash: row.hash };
        clock = { last: fact.chained.stamp };
        regained += 1;
      }
      return regained;
    },

    learn(...heard: Parameters<typeof learn>): readonly Fact[] {
      const learnt = learn(...heard);
      if (learnt.some(({ chained }) => chained.station === slot)) incarnations.changed();
      return learnt;
    },

    /**
     * Takes in all that was found of a damaged ledger, and goes on as a new incarnation from where
     * our own chain breaks off. Facts beyond that gap stand by themselves. Returns how many are new.
     */
    takeBack(found: Found): number {
      if (head.seq === root.seq) incarnations.remove(incarnation);
      const { fresh, end } = repair.takeBack(found);
      ({ head, clock } = incarnations.placeAt(end ?? head));
      begin(head);
      return fresh;
    },

    /**
     * Writes again, at the end of the chain, what stands beyond a gap in it. Call it once the server
     * has said that it ends before the gap: what comes after could never reach it. Returns how many.
     */
    retell(): number {
      const before = head.seq;
      head = repair.retell.immediate(incarnation, head);
      return head.seq - before;
    },

    /** After a restore, so that nothing written from now on can be mistaken for lost facts. */
    beginIncarnation: (): void => begin(head),

    /**
     * Verifies this incarnation's facts up to the head, from its beginning or only the last
     * `count`.
     */
    verify(last = Number.POSITIVE_INFINITY): Result<Head, ChainFault> {
      const seq = Math.max(root.seq, head.seq - last);
      const hash = rows.one(`${slot}.${incarnation}.${seq}`)?.hash ?? '';
      const from = seq === root.seq ? root : { seq, hash };
      return verifyChain(from, rows.branch(slot, incarnation, seq), sha256);
    },

    /** Every stretch of this station's chain, oldest first, each as far as it is without a gap. */
    incarnations: () =>
      incarnations
        .reached(incarnation)
        .map((own) => (own.name === incarnation ? { ...own, head } : own)),

    rebuildTallies: db.transaction(() => projection.rebuild()),
    judgeAgain: db.transaction(() => projection.judgeAgain()),
    mayWrite: rights.mayWrite,
    unauthorised: rights.unauthorised,
    tally: projection.read,
    tallies: projection.all,
    everything: projection.everything,
    rules: projection.rules,

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
export type Ledger = ReturnType<typeof openLedger>;
