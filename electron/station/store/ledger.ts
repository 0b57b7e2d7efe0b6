import type { Database } from 'better-sqlite3';
import {
  type ChainFault,
  commitment,
  genesis,
  type Head,
  verifyChain,
} from '../../../shared/chain.ts';
import { type ClockState, clockAtStart } from '../../../shared/clock.ts';
import { chainedFactSchema, type Fact, refOf } from '../../../shared/facts.ts';
import { jsonOf } from '../../../shared/json.ts';
import type { Result } from '../../../shared/result.ts';
import type { WireFact } from '../../../shared/sync/wire.ts';
import { sha256 } from '../keys/sha256.ts';
import { type Author, chainWriter, type Entry } from './chain-writer.ts';
import { factOf, type FactRow, factRows } from './fact-rows.ts';
import { ownIncarnations } from './incarnations.ts';
import { ledgerReader } from './ledger-reader.ts';
import { samePerson } from './same-person.ts';
import { tallies } from './tallies.ts';

export interface LedgerOptions extends Author {
  readonly utcOffsetMinutes: number;
  /**
   * The device's clock went back so far that stamps could not continue; the jump is already
   * written.
   */
  readonly onClockJump: (byMs: number) => void;
  /** After facts have reached the disk. */
  readonly onWritten?: () => void;
}

/** This station's chain of facts, and the facts received from other stations. */
export function openLedger(db: Database, options: LedgerOptions) {
  const { fair, slot, now, randomBytes } = options;
  const rows = factRows(db);
  const same = samePerson(db);
  const projection = tallies(db, rows, same, options.utcOffsetMinutes);
  const incarnations = ownIncarnations(db, slot);

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

  /** Facts of this very incarnation can't come from anywhere else. */
  const mayOnlyBeWritten = ({ chained }: Fact): boolean =>
    chained.station === slot && chained.incarnation === incarnation;

  return {
    ...ledgerReader(rows, same, slot),

    /**
     * Writes facts and the rows beside them in one durable transaction. When this returns, they are
     * on disk; when it throws, none of them is.
     */
    append(entries: readonly Entry[], beside: () => void = () => undefined): readonly Fact[] {
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
    regain(found: Iterable<FactRow>): number {
      let regained = 0;
      for (const row of found) {
        const checked = verifyChain(head, [row], sha256);
        if (!checked.ok) break;
        const fact = factOf(row);
        db.transaction(() => keep(fact, row.text)).immediate();
        head = checked.value;
        clock = { last: fact.chained.stamp };
        regained += 1;
      }
      return regained;
    },

    /**
     * Stores facts that were written elsewhere, or here and lost. Only some of other stations'
     * facts reach us, so each is checked by its own hash and not by a chain. Returns the new ones.
     */
    learn: db.transaction((facts: readonly WireFact[]): Fact[] =>
      facts.flatMap((row) => {
        const fact = factFromElsewhere(row, fair);
        if (!fact || mayOnlyBeWritten(fact) || rows.one(refOf(fact.chained))) return [];
        keep(fact, row.text);
        return [fact];
      }),
    ),

    /** After a restore, so that nothing written from now on can be mistaken for lost facts. */
    beginIncarnation: (): void => begin(head),

    /** Restores an incarnation that a backup did not know yet, if it began at our head. */
    regainIncarnation(name: string, from: Head): boolean {
      if (from.seq !== head.seq || from.hash !== head.hash) return false;
      begin(from, name);
      return true;
    },

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

    /** Every stretch of this station's chain, oldest first. */
    incarnations: () =>
      incarnations.all().map((own) => ({
        ...own,
        head: own.name === incarnation ? head : incarnations.end(own).head,
      })),

    rebuildTallies: db.transaction(() => projection.rebuild()),
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

/** Undefined if the text does not match its hash and opening, or belongs to another fair. */
function factFromElsewhere(row: WireFact, fair: string): Fact | undefined {
  if (sha256(row.text) !== row.hash) return undefined;
  const chained = chainedFactSchema.safeParse(jsonOf(row.text)).data;
  if (chained?.fair !== fair) return undefined;
  const { opening } = row;
  if (opening && chained.person !== commitment(opening.salt, opening.pseudonym, sha256)) {
    return undefined;
  }
  return factOf(row, chained);
}
