import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Notice } from '../../../shared/contract/station.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { TALLY_RULES } from '../../../shared/tally/tally.ts';
import type { WireFact } from '../../../shared/sync/wire.ts';
import { type Audit, openAudit } from './audit.ts';
import { type Backup, listBackups, makeBackup } from './backup.ts';
import {
  conditionOf,
  LEDGER_FILE,
  newestGoodBackup,
  putBack,
  setAside as moveAside,
} from './damage.ts';
import { openDatabase } from './database.ts';
import { findIn } from './found.ts';
import { type Ledger, type LedgerOptions, openLedger } from './ledger.ts';
import { type FolderLock, lockFolder } from './lock.ts';
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
import { salvage } from './salvage.ts';

export interface StoreOptions extends LedgerOptions {
  readonly folder: string;
  /** A moment as staff read it. */
  readonly moment: (ms: number) => Notice['at'];
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

/** How many of the newest facts are checked link by link at each start. */
const CHECKED_AT_START = 2_000;

export async function openStore(options: StoreOptions): Promise<Result<Store, StoreFault>> {
  const { folder } = options;
  await mkdir(folder, { recursive: true });
  const lock = lockFolder(folder);
  if (!lock.ok) return lock;
  let opened: Result<Store, StoreFault> | undefined;
  try {
    opened = await openChecked(options, lock.value);
    return opened;
  } finally {
    // A folder that could not be opened here may still be opened elsewhere.
    if (!opened?.ok) lock.value.release();
  }
}

async function openChecked(
  options: StoreOptions,
  lock: FolderLock,
): Promise<Result<Store, StoreFault>> {
  const { folder } = options;
  const condition = await conditionOf(join(folder, LEDGER_FILE));
  const lost = condition === 'absent' && (await listBackups(folder)).length > 0;
  if (condition === 'damaged' || lost) return recover(options, lock);

  const store = openFiles(options, lock);
  if (!store.ok) return store;
  if (store.value.ledger.verify(CHECKED_AT_START).ok) {
    if (store.value.settings.takeRestored()) store.value.ledger.beginIncarnation();
    return store;
  }
  store.value.close();
  const again = lockFolder(folder);
  return again.ok ? recover(options, again.value) : again;
}

/** Sets the damaged ledger aside, restores the newest good backup, and recovers what it can. */
async function recover(
  options: StoreOptions,
  lock: FolderLock,
): Promise<Result<Store, StoreFault>> {
  const { folder, now, moment, fair } = options;
  const setAside = await moveAside(folder, now());
  const backup = await newestGoodBackup(folder);
  if (backup) await putBack(folder, backup);
  const found = findIn([join(folder, setAside, LEDGER_FILE)], fair);
  const store = openFiles(options, lock);
  if (!store.ok) return store;
  const { ledger, notices, settings, db } = store.value;
  const regained = salvage(found, db, ledger);
  settings.takeRestored();
  const at = moment(now());
  if (backup) {
    const from = moment(backup.atMs);
    notices.put({ kind: 'ledger-restored', at, setAside, facts: backup.facts, from, regained });
  } else {
    notices.put({ kind: 'ledger-new', at, setAside, regained });
  }
  return store;
}

function openFiles(
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
  const ledger = openLedger(db, options);
  // An earlier version counted the figures, here or in the restored backup.
  if (settings.tallyRules() !== TALLY_RULES) {
    ledger.rebuildTallies();
    settings.setTallyRules(TALLY_RULES);
  }
  const erased = new Set<string>();
  const orders: ErasureOrder[] = [];
  let backingUp: ReturnType<typeof makeBackup> | undefined;
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
    backup() {
      backingUp ??= makeBackup(db, folder, now()).finally(() => {
        backingUp = undefined;
      });
      return backingUp;
    },
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
      const useful =
        incarnation === ledger.incarnation ? ledger.regain(facts) : ledger.learn(facts).length;
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
      db.close();
      lock.release();
    },
  });
}
