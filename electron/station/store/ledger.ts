import type { Database } from 'better-sqlite3';
import type { Authority } from '../../../shared/authority.ts';
import type { ChainFault, Head } from '../../../shared/chain.ts';
import type { Fact, FactRef } from '../../../shared/facts.ts';
import type { Result } from '../../../shared/result.ts';
import type { WireFact } from '../../../shared/sync/wire.ts';
import { NotAllowed } from './database.ts';
import { type Author, chainWriter, type Entry, happens } from './chain-writer.ts';
import { factRows } from './fact-rows.ts';
import { countable, type KeptFact, wireOf, writtenHere } from './kept-facts.ts';
import { unreadRows } from './unread-rows.ts';
import type { Found } from './found.ts';
import { ownIncarnations } from './incarnations.ts';
import { learning } from './learning.ts';
import { ledgerReader } from './ledger-reader.ts';
import { ledgerRepair } from './ledger-repair.ts';
import { ownChain } from './own-chain.ts';
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
  const { fair, slot, now, utcOffsetMinutes, authority } = options;
  const rows = factRows(db);
  const unread = unreadRows(db);
  const same = samePerson(db);
  const rights = stationRights(db, rows, slot, authority);
  const projection = tallies({ db, rows, rights, same, utcOffsetMinutes, authority });
  const incarnations = ownIncarnations(db, slot);
  const repair = ledgerRepair({ db, slot, now, rows, same, projection, incarnations });

  function keep(kept: KeptFact): void {
    rows.insert(kept);
    const fact = countable(kept);
    if (fact) projection.project(fact);
  }

  const isTombstone = tombstonesIn(db).knows;
  const chain = ownChain({ ...options, db, rows, incarnations, repair, keep, isTombstone });

  const writeAll = chainWriter(options, (fact, text) => keep(writtenHere(fact, text)));
  const appendAll = db.transaction((entries: readonly Entry[], writeRows: () => void) => {
    writeRows();
    const name = entries.length > 0 ? chain.ofThisStart() : chain.incarnation;
    return { ...writeAll(chain.place(), name, entries), name };
  });

  return {
    ...ledgerReader(rows, same, slot, authority),

    /** This station's own facts in their sync format, up to the first gap. */
    wireAfter(name: string, seq: number, limit: number): WireFact[] {
      const end =
        incarnations.reached(chain.incarnation).find((own) => own.name === name)?.head.seq ?? seq;
      const most = name === chain.incarnation ? limit : Math.min(limit, end - seq);
      return rows.branch(slot, name, seq).take(Math.max(0, most)).map(wireOf).toArray();
    },

    /**
     * Writes facts and the rows beside them in one durable transaction. When this returns, they are
     * on disk; when it throws, none of them is. `saving` makes a value of what it throws.
     */
    append(entries: readonly Entry[], writeRows: () => void = () => undefined): readonly Fact[] {
      const refused = entries.map(happens).find((happening) => !rights.mayWrite(happening));
      if (refused) throw new NotAllowed(refused.kind);
      options.beforeWrite?.();
      const { facts, at, jumpMs, name } = appendAll.immediate(entries, writeRows);
      if (facts.length > 0) chain.wrote(at, name);
      if (jumpMs !== 0) options.onClockJump(jumpMs);
      options.onWritten?.();
      return facts;
    },

    regain: (name: string, found: readonly WireFact[]): number => chain.regain(name, found),
    hashOf: (ref: FactRef): string | undefined => rows.kept(ref)?.hash,
    hashAt: (name: string, seq: number): string | undefined => chain.hashAt(name, seq),
    /** Where what we have of an incarnation ends, also of one that another machine wrote. */
    endOf: incarnations.endOf,

    learn: learning({ db, fair, slot, rows, projection, keep }),

    /**
     * Takes in all that was found of a damaged ledger, and goes on as a new incarnation from where
     * our own chain breaks off. Facts beyond that gap stand by themselves. Returns how many are new.
     */
    takeBack(found: Found): number {
      const { fresh, end } = repair.takeBack(found);
      chain.goOnFrom(end ?? chain.head);
      return fresh;
    },

    retell: (): number => chain.retell(),
    verify: (last?: number): Result<Head, ChainFault> => chain.verify(last),

    /** Every stretch of this station's chain, oldest first, each as far as it is without a gap. */
    incarnations: () =>
      incarnations
        .reached(chain.incarnation)
        .map((own) => (own.name === chain.incarnation ? { ...own, head: chain.head } : own)),

    rebuildTallies: db.transaction(() => projection.rebuild()),
    judgeAgain: db.transaction(() => projection.judgeAgain()),
    /** After an update: counts what only a newer version could (P76). */
    readAgain: db.transaction(() => {
      if (unread.readAgain()) projection.rebuild();
    }),
    unread: unread.unread,
    mayWrite: rights.mayWrite,
    unauthorised: rights.unauthorised,
    tally: projection.read,
    tallies: projection.all,
    everything: projection.everything,
    rules: projection.rules,

    get head(): Head {
      return chain.head;
    },
    get stampMs(): number {
      return chain.stampMs;
    },
    get incarnation(): string {
      return chain.incarnation;
    },
  };
}
export type Ledger = ReturnType<typeof openLedger>;
