import { join } from 'node:path';
import type { Notice } from '../../../shared/contract/station.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { TALLY_RULES } from '../../../shared/tally/tally.ts';
import type { WireFact } from '../../../shared/sync/wire.ts';
import { type Audit, openAudit } from './audit.ts';
import { type Backup, listBackups, makeBackup } from './backup.ts';
import { LEDGER_FILE } from './damage.ts';
import { LedgerGone, openDatabase } from './database.ts';
import { type Ledger, type LedgerOptions, openLedger } from './ledger.ts';
import type { FolderLock } from './lock.ts';
import { type MigrationFault, migrate } from './migrations/index.ts';
import { type Notes, openNotes } from './notes.ts';
import { type Notices, openNotices } from './notices.ts';
import {
  applyErasures,
  eraseFromBackups,
  type ErasureOrder,
  keepErasure,
  readErasures,
} from './erasures.ts';
import { openPeople, type People } from './people.ts';
import { openSettings, type Settings } from './settings.ts';
import { watchOpenFiles } from './open-files.ts';
import { openWitness } from './witness.ts';

export interface StoreOptions extends Omit<LedgerOptions, 'beforeWrite'> {
  readonly folder: string;
  /** A moment as staff read it. */
  readonly moment: (ms: number) => Notice['at'];
  /** Somebody removed the ledger's file, or its log, while the station runs. */
  readonly onGone?: (what: 'file' | 'log') => void;
}

export interface Store {
  readonly ledger: Ledger;
  readonly people: People;
  readonly audit: Audit;
  readonly notes: Notes;
  readonly notices: Notices;
  readonly settings: Settings;
  backup(): Promise<Result<Backup, { kind: 'damaged' }>>;
  newestBackup(): Promise<Backup | undefined>;
  /** Erases a person from this station and its backups; the figures stay. */
  readonly erase: (pseudonym: string) => Promise<void>;
  /** Somebody requested it at another station; can be repeated any number of times. */
  readonly obeyErasure: (order: HeardErasure) => Promise<void>;
  /** Stores facts that were written elsewhere, without people who were erased meanwhile. */
  readonly learn: (facts: readonly WireFact[]) => void;
  /** Recovers own facts that this ledger had lost. Returns how many were useful. */
  readonly regain: (incarnation: string, facts: readonly WireFact[]) => number;
  /** All requested erasures, here and elsewhere. */
  readonly erasures: () => readonly ErasureOrder[];
  /** They were erased, and have not come back. */
  readonly isErased: (pseudonym: string) => boolean;
  /** Repeats every erasure on rows that were restored or imported since. */
  eraseAgain(): Promise<void>;
  /** Runs several writes beside the ledger in one transaction. */
  together(work: () => void): void;
  close(): void;
}

type HeardErasure = Pick<ErasureOrder, 'pseudonym' | 'also' | 'tombstone' | 'stampMs'>;

export type StoreFault =
  | { readonly kind: 'folder-in-use' }
  | { readonly kind: 'other-fair'; readonly fair: string }
  | MigrationFault;

/** Opens the files as they are; `openStore` has seen to it that they are whole. */
export function openFiles(
  options: StoreOptions,
  lock: FolderLock,
): Result<Store & { readonly db: ReturnType<typeof openDatabase> }, StoreFault> {
  const { folder, fair, now } = options;
  const db = openDatabase(join(folder, LEDGER_FILE));
  const fault = migrate(db);
  const settings = fault === undefined ? openSettings(db) : undefined;
  const other = settings?.fair();
  if (!settings || fault || (other !== undefined && other !== fair)) {
    db.close();
    return fail(fault ?? { kind: 'other-fair', fair: other ?? '' });
  }
  settings.setFair(fair);
  const files = watchOpenFiles(db, folder);
  const witness = openWitness(folder, now);
  const ledger = openLedger(db, {
    ...options,
    beforeWrite() {
      const state = files.check();
      if (state === 'log-made-again') options.onGone?.('log');
      if (state !== 'gone') return;
      options.onGone?.('file');
      // What the open file holds would be lost with this process.
      void backup().catch(() => undefined);
      throw new LedgerGone();
    },
    onWritten() {
      const { incarnation, head } = ledger;
      witness.note({ incarnation, ...head });
      options.onWritten?.();
    },
  });
  // An earlier version counted the figures, here or in the restored backup.
  if (settings.tallyRules() !== TALLY_RULES) {
    ledger.rebuildTallies();
    settings.setTallyRules(TALLY_RULES);
  } else {
    ledger.judgeAgain();
  }
  const erased = new Set<string>();
  const orders: ErasureOrder[] = [];
  let backingUp: ReturnType<typeof makeBackup> | undefined;
  function backup(): ReturnType<typeof makeBackup> {
    backingUp ??= makeBackup(db, folder, now()).finally(() => {
      backingUp = undefined;
    });
    return backingUp;
  }

  /** Passes and codes of an erased person now belong to nobody. */
  function noteErased({ pseudonym, also }: ErasureOrder): void {
    for (const name of [pseudonym, ...also]) erased.add(name);
  }

  async function obey(order: ErasureOrder): Promise<void> {
    await keepErasure(folder, order);
    orders.push(order);
    noteErased(order);
    applyErasures(db, [order]);
    // A backup in progress may have read the person already.
    await backingUp?.catch(() => undefined);
    await eraseFromBackups(folder, [order]);
  }

  /** Facts from stations that don't know of an erasure yet must not bring the person back. */
  function forgetAmong(names: readonly (string | undefined)[]): void {
    if (!names.some((name) => name !== undefined && erased.has(name))) return;
    applyErasures(db, orders);
    ledger.rebuildTallies();
  }

  return ok({
    db,
    ledger,
    people: openPeople(db),
    audit: openAudit(db, now),
    notes: openNotes(db),
    notices: openNotices(db),
    settings,
    backup,
    newestBackup: async () => (await listBackups(folder)).at(0),
    erase: (pseudonym) => {
      const also = ledger.aliasesOf(pseudonym);
      return obey({
        v: 1,
        pseudonym,
        also,
        tombstone: Buffer.from(options.randomBytes(16)).toString('hex'),
        // After the clock was set back, older facts have later stamps.
        stampMs: Math.max(
          ledger.stampMs,
          ...[pseudonym, ...also]
            .flatMap(ledger.factsOfPerson)
            .map(({ chained }) => chained.stamp.ms),
        ),
      });
    },
    async obeyErasure(order) {
      if (orders.some(({ tombstone }) => tombstone === order.tombstone)) return;
      // The other station can't know the pseudonyms of this person's facts here.
      const also = [...new Set([...order.also, ...ledger.aliasesOf(order.pseudonym)])];
      await obey({ v: 1, ...order, also, heard: true });
      // A person who returned since then is another person from now on.
      const names = [order.pseudonym, ...also];
      if (names.some((name) => ledger.factsOfPerson(name).length > 0)) ledger.rebuildTallies();
    },
    learn(facts) {
      forgetAmong(ledger.learn(facts).map(({ person }) => person?.pseudonym));
    },
    regain(incarnation, facts) {
      const useful = ledger.regain(incarnation, facts);
      forgetAmong(facts.map(({ opening }) => opening?.pseudonym));
      return useful;
    },
    erasures: () => orders,
    isErased: (pseudonym) => erased.has(pseudonym) && ledger.factsOfPerson(pseudonym).length === 0,
    async eraseAgain() {
      const kept = await readErasures(folder);
      const { unfinished } = kept;
      orders.push(...kept.orders);
      for (const order of orders) noteErased(order);
      applyErasures(db, orders);
      if (unfinished.length > 0) await eraseFromBackups(folder, unfinished);
    },
    together(work) {
      db.transaction(work).immediate();
    },
    close() {
      witness.close();
      db.close();
      lock.release();
    },
  });
}
