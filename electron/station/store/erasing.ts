import type { Database } from 'better-sqlite3';
import { erasedDigest, type Order, tombstoneOf } from '../../../shared/sync/erasures.ts';
import type { AtLength } from '../clock/at-length.ts';
import { sha256 } from '../keys/sha256.ts';
import { type KeptErasure, readErasures, type Sealing, writeErasures } from './erasure-file.ts';
import { applyErasures, coveredIn, emptyLog, eraseFromBackups, renameBuried } from './erasures.ts';
import type { Ledger } from './ledger.ts';
import { renewErasures } from './old-erasures.ts';
import { eraseFromSetAside } from './set-aside.ts';
import type { Settings } from './settings.ts';
import { tombstonesIn } from './tombstones.ts';

/** An order that was given at this station, and its place among them. */
export interface OwnErasure extends Order {
  readonly number: number;
}

export interface ErasingOptions extends Sealing {
  readonly db: Database;
  readonly ledger: Ledger;
  readonly settings: Settings;
  readonly atLength: AtLength;
  /** Ends once no backup is being made. */
  readonly backupDone: () => Promise<unknown>;
}

/** Erases people from a station: from its ledger, its rows beside it, and its backups. */
export function openErasing(options: ErasingOptions) {
  const { db, ledger, settings, folder, fair, randomBytes } = options;
  const tombstones = tombstonesIn(db);
  const random = (): string => Buffer.from(randomBytes(16)).toString('hex');
  const digestOf = (pseudonym: string): string => erasedDigest(fair, pseudonym, sha256);
  let kept: readonly KeptErasure[] = [];
  const idsByDigest = new Map<string, string[]>();

  function keep(erasures: readonly KeptErasure[]): void {
    kept = [...kept, ...erasures];
    for (const { id, targets } of erasures) {
      for (const target of targets) {
        idsByDigest.set(target, [...(idsByDigest.get(target) ?? []), id].toSorted());
      }
    }
  }

  const own = (): OwnErasure[] =>
    kept
      .flatMap(({ id, targets, tombstone, number }) =>
        number === undefined || tombstone === undefined ? [] : [{ id, targets, tombstone, number }],
      )
      .toSorted((a, b) => a.number - b.number);
  const given = (): number => Math.max(0, ...kept.map(({ number = 0 }) => number));

  let turn: Promise<unknown> = Promise.resolve();
  /** One after the other: each rewrites the file. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(() => options.atLength('ledger', work));
    turn = done.catch(() => undefined);
    return done;
  }

  async function carryOut(orders: readonly KeptErasure[]): Promise<void> {
    // Written first: if anything stops us afterwards, the next start continues with it.
    await writeErasures(options, [...kept, ...orders]);
    keep(orders);
    // Somebody who is here under this tombstone already was counted apart until now.
    const merges = orders.some(({ tombstone = '' }) => ledger.factsOfPerson(tombstone).length > 0);
    const { facts } = applyErasures(db, fair, orders);
    if (merges && facts > 0) ledger.rebuildTallies();
    await finish(orders);
  }

  async function finish(begun: readonly KeptErasure[]): Promise<void> {
    // A backup in progress may have read the person already, and keeps the log from being emptied.
    await options.backupDone().catch(() => undefined);
    emptyLog(db);
    await eraseFromBackups(folder, fair, begun);
    await eraseFromSetAside(folder, fair, begun, { destroysDamaged: true });
    kept = kept.map(withoutTombstone);
    await writeErasures(options, kept);
  }

  /** Orders for names that facts here give to people whom an order covers, and that it does not know. */
  function furtherOrders(orders: readonly KeptErasure[], mayOrder: boolean): KeptErasure[] {
    const names = Map.groupBy(coveredIn(db, fair, orders), ([, order]) => order);
    let number = given();
    return [...names].flatMap(([{ targets, tombstone = '' }, covered]) => {
      const theirs = covered.flatMap(([name]) => ledger.aliasesOf(name)).map(digestOf);
      const further = [...new Set(theirs)].filter((digest) => !targets.includes(digest));
      if (further.length === 0) return [];
      number += 1;
      const order = { id: random(), targets: further, tombstone, begun: true };
      return [mayOrder ? { ...order, number } : order];
    });
  }

  /** They cannot stay: a station that does not know yet sent them, or an older copy held them. */
  function buryAgain(): void {
    const { facts, waiting } = applyErasures(db, fair, kept);
    if (waiting) settings.setErasuresHeard(0);
    if (facts > 0) ledger.rebuildTallies();
  }

  return {
    /** A person asked for it here; these are all their pseudonyms. */
    erase: (...pseudonyms: readonly string[]): Promise<void> =>
      inTurn(() => {
        const names = new Set(pseudonyms.flatMap((name) => [name, ...ledger.aliasesOf(name)]));
        const order = {
          id: random(),
          targets: [...names].map(digestOf),
          tombstone: tombstoneOf(random()),
          number: given() + 1,
          begun: true,
        };
        return carryOut([order]);
      }),

    /**
     * People asked for it at other stations. An entrance that knows further passes of theirs gives
     * orders for those itself: other stations have facts under them.
     */
    obeyErasures: (orders: readonly Order[], mayOrder: boolean): Promise<void> =>
      inTurn(async () => {
        const ids = new Set(kept.map(({ id }) => id));
        const known = orders.filter(({ id }) => ids.has(id));
        for (const { tombstone } of known) tombstones.keep(tombstone);
        const renamed = known.filter(({ id, tombstone }) => renameBuried(db, id, tombstone) > 0);
        if (renamed.length > 0) ledger.rebuildTallies();
        const fresh = orders
          .filter(({ id }) => !ids.has(id))
          .map(({ id, targets, tombstone }) => ({ id, targets, tombstone, begun: true }));
        if (fresh.length > 0) await carryOut([...fresh, ...furtherOrders(fresh, mayOrder)]);
      }),

    /** Repeats every erasure on rows that were restored or imported since. */
    eraseAgain: (): Promise<void> =>
      inTurn(async () => {
        const { erasures, old } = await readErasures(options);
        const number = Math.max(0, ...erasures.map((each) => each.number ?? 0));
        const renewed = renewErasures(db, fair, old, number);
        kept = [];
        idsByDigest.clear();
        keep([...erasures, ...renewed]);
        if (renewed.length > 0) await writeErasures(options, kept);
        buryAgain();
        if (kept.length > 0) {
          await eraseFromSetAside(folder, fair, kept, { destroysDamaged: false });
        }
        const begun = kept.filter((each) => each.begun);
        if (begun.length > 0) await finish(begun);
      }),

    /** A backup that was kept elsewhere holds who was erased since. */
    eraseFromTaken: (): Promise<void> =>
      inTurn(async () => {
        if (kept.length > 0) await eraseFromBackups(folder, fair, kept);
      }),

    /** Facts from stations that don't know of an erasure yet must not bring the person back. */
    buryAmong(names: readonly (string | undefined)[]): void {
      if (names.some((name) => name !== undefined && isErased(name))) buryAgain();
    },

    ownErasures: own,
    isErased,
    /** The orders that erased them; in the same sequence at every station that knows the same. */
    ordersOn,
  };

  function ordersOn(pseudonym: string): readonly string[] {
    return idsByDigest.get(digestOf(pseudonym)) ?? [];
  }
  function isErased(pseudonym: string): boolean {
    return ordersOn(pseudonym).length > 0;
  }
}
export type Erasing = ReturnType<typeof openErasing>;

/** Once an order is carried out, only its author still knows the tombstone. */
function withoutTombstone({ begun: _begun, ...each }: KeptErasure): KeptErasure {
  if (each.number !== undefined) return { ...each, begun: false };
  const { tombstone: _tombstone, ...rest } = each;
  return { ...rest, begun: false };
}
