import { access, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../../../shared/result.ts';
import { listBackups } from './backup.ts';
import {
  conditionOf,
  LEDGER_FILE,
  newestGoodBackup,
  putBack,
  setAside as moveAside,
} from './damage.ts';
import { findIn } from './found.ts';
import type { FolderLock } from '../../../shared/sqlite/folder-lock.ts';
import { lockFolder } from './lock.ts';
import { salvage } from './salvage.ts';
import { openFiles, type Store, type StoreFault, type StoreOptions } from './store.ts';
import { type Known, readWitness } from './witness.ts';

/** Opens a station's store. A ledger that is damaged, lost or older than it was is made good first. */

/** How many of the newest facts are checked link by link at each start. */
const CHECKED_AT_START = 2_000;

export async function openStore(options: StoreOptions): Promise<Result<Store, StoreFault>> {
  const { folder } = options;
  await mkdir(folder, { recursive: true });
  // SQLite would only say that it cannot open a file.
  await access(folder, constants.W_OK);
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
  const known = readWitness(folder);
  const condition = await conditionOf(join(folder, LEDGER_FILE));
  const lost = condition === 'absent' && (await listBackups(folder)).length > 0;
  if (condition === 'damaged' || lost) return recover(options, lock, 'damaged', known);
  if (condition === 'absent' && known) return recover(options, lock, 'older', known);

  const store = openFiles(options, lock);
  if (!store.ok) return store;
  const { ledger, settings } = store.value;
  const whole = ledger.verify(CHECKED_AT_START).ok;
  // The person who put a backup back knows that it is older.
  if (whole && settings.takeRestored()) return store;
  const isOlder = known && ledger.hashAt(known.incarnation, known.seq) !== known.hash;
  if (whole && !isOlder) return store;
  store.value.close();
  const again = lockFolder(folder);
  if (!again.ok) return again;
  return recover(options, again.value, whole ? 'older' : 'damaged', known);
}

/** Sets the ledger aside, restores the newest good backup, and recovers what it can. */
async function recover(
  options: StoreOptions,
  lock: FolderLock,
  why: 'damaged' | 'older',
  known: Known | undefined,
): Promise<Result<Store, StoreFault>> {
  const { folder, now, moment, fair, slot } = options;
  const setAside = await moveAside(folder, now());
  const backup = await newestGoodBackup(folder);
  if (backup) await putBack(folder, backup);
  const found = findIn([join(folder, setAside, LEDGER_FILE)], fair);
  const store = openFiles(options, lock);
  if (!store.ok) return store;
  const { ledger, notices, settings, db } = store.value;
  const regained = salvage(found, db, ledger);
  settings.takeRestored();
  const own = ledger.seenOfAll().filter(({ station }) => station === slot);
  const missing = Math.max(0, (known?.seq ?? 0) - own.reduce((sum, { facts }) => sum + facts, 0));
  const news = { at: moment(now()), setAside, missing };
  if (why === 'older') notices.put({ kind: 'ledger-older', ...news });
  else if (backup) {
    const from = moment(backup.atMs);
    notices.put({ kind: 'ledger-restored', ...news, facts: backup.facts, from, regained });
  } else notices.put({ kind: 'ledger-new', ...news, regained });
  return store;
}
