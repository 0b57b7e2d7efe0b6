import { join } from 'node:path';
import type { Notice } from '../../../shared/contract/station.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { FolderLock } from '../../../shared/sqlite/folder-lock.ts';
import { TALLY_RULES } from '../../../shared/tally/rules-number.ts';
import type { WireFact } from '../../../shared/sync/wire.ts';
import { type AtLength, unwatched } from '../clock/at-length.ts';
import { type Audit, openAudit } from './audit.ts';
import { type Backup, listBackups, makeBackup } from './backup.ts';
import { LEDGER_FILE } from './damage.ts';
import { LedgerGone, openDatabase } from './database.ts';
import { type Ledger, type LedgerOptions, openLedger } from './ledger.ts';
import { type MigrationFault, migrate } from './migrations/index.ts';
import { type Notes, openNotes } from './notes.ts';
import { type Notices, openNotices } from './notices.ts';
import { type Erasing, openErasing } from './erasing.ts';
import { openPeople, type People } from './people.ts';
import { openSettings, type Settings } from './settings.ts';
import { watchOpenFiles } from './open-files.ts';
import { openWitness } from './witness.ts';

export interface StoreOptions extends Omit<LedgerOptions, 'beforeWrite'> {
  readonly folder: string;
  /** The station's own; erasure orders that were given here rest under it. */
  readonly secret: Uint8Array;
  /** A moment as staff read it. */
  readonly moment: (ms: number) => Notice['at'];
  /** Somebody removed the ledger's file, or its log, while the station runs. */
  readonly onGone?: (what: 'file' | 'log') => void;
  readonly atLength?: AtLength;
}

export interface Store
  extends Pick<
    Erasing,
    | 'erase'
    | 'obeyErasures'
    | 'eraseAgain'
    | 'eraseFromTaken'
    | 'ownErasures'
    | 'isErased'
    | 'ordersOn'
  > {
  readonly ledger: Ledger;
  readonly people: People;
  readonly audit: Audit;
  readonly notes: Notes;
  readonly notices: Notices;
  readonly settings: Settings;
  backup(): Promise<Result<Backup, { kind: 'damaged' }>>;
  newestBackup(): Promise<Backup | undefined>;
  /** Stores facts that were written elsewhere, without people who were erased meanwhile. */
  readonly learn: (facts: readonly WireFact[]) => void;
  /** Recovers own facts that this ledger had lost. Returns how many were useful. */
  readonly regain: (incarnation: string, facts: readonly WireFact[]) => number;
  /** Runs several writes beside the ledger in one transaction. */
  together(work: () => void): void;
  close(): void;
}

export type StoreFault =
  | { readonly kind: 'folder-in-use' }
  | { readonly kind: 'other-fair'; readonly fair: string }
  | MigrationFault;

/** Opens the files as they are; `openStore` has seen to it that they are whole. */
export function openFiles(
  options: StoreOptions,
  lock: FolderLock,
): Result<Store & { readonly db: ReturnType<typeof openDatabase> }, StoreFault> {
  const { folder, fair, now, atLength = unwatched } = options;
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
    ledger.readAgain();
    ledger.rebuildTallies();
    settings.setTallyRules(TALLY_RULES);
  } else {
    ledger.judgeAgain();
    ledger.readAgain();
  }
  let backingUp: ReturnType<typeof makeBackup> | undefined;
  function backup(): ReturnType<typeof makeBackup> {
    backingUp ??= makeBackup(db, folder, now(), atLength).finally(() => {
      backingUp = undefined;
    });
    return backingUp;
  }

  const { secret, randomBytes } = options;
  const erasing = openErasing({
    db,
    ledger,
    settings,
    folder,
    fair,
    secret,
    randomBytes,
    atLength,
    backupDone: async () => backingUp,
  });

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
    ...erasing,
    learn(facts) {
      const learnt = ledger.learn(facts, erasing.isErased);
      erasing.buryAmong(learnt.map(({ person }) => person?.pseudonym));
    },
    regain(incarnation, facts) {
      const useful = ledger.regain(incarnation, facts);
      erasing.buryAmong(facts.map(({ opening }) => opening?.pseudonym));
      return useful;
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
