import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { type Backup, BACKUPS, checkCopy, isMissing, listBackups, toDisk } from './backup.ts';
import { sqliteFailure } from './database.ts';

/** A damaged ledger is set aside whole, never overwritten; the newest good backup replaces it. */

export const LEDGER_FILE = 'station.db';
export const SET_ASIDE = 'set-aside';

export type Condition = 'absent' | 'sound' | 'damaged';

export async function conditionOf(file: string): Promise<Condition> {
  try {
    if ((await stat(file)).size === 0) return 'absent';
  } catch (error) {
    if (isMissing(error)) return 'absent';
    throw error;
  }
  // Open read-only: closing would otherwise fold the log into a damaged file before it is set
  // aside.
  try {
    return checked(file, { readonly: true });
  } catch (error) {
    if (sqliteFailure(error) === 'damaged') return 'damaged';
  }
  // Only a writer can roll back the journal that a power cut left.
  try {
    return checked(file, { readonly: false });
  } catch (error) {
    if (sqliteFailure(error) === 'damaged') return 'damaged';
    throw error;
  }
}

function checked(file: string, options: SqliteDatabase.Options): Condition {
  const db = new SqliteDatabase(file, options);
  try {
    return db.pragma('quick_check(1)', { simple: true }) === 'ok' ? 'sound' : 'damaged';
  } finally {
    db.close();
  }
}

/** Moves the ledger and its log files into a new folder. Returns the folder's name. */
export async function setAside(folder: string, nowMs: number): Promise<string> {
  const name = join(SET_ASIDE, new Date(nowMs).toISOString().replaceAll(':', '-'));
  await mkdir(join(folder, name), { recursive: true });
  for (const suffix of ['', '-wal', '-shm']) {
    await rename(
      join(folder, LEDGER_FILE + suffix),
      join(folder, name, LEDGER_FILE + suffix),
    ).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
  }
  await toDisk(folder);
  return name;
}

/** Puts a backup in the ledger's place, which `makeRoom` empties once the copy is there. */
export async function putBack(
  folder: string,
  backup: Backup,
  makeRoom: () => Promise<void> = async () => undefined,
): Promise<void> {
  const arriving = join(folder, `${LEDGER_FILE}.arriving`);
  await rm(arriving, { force: true });
  await copyFile(join(folder, BACKUPS, backup.file), arriving);
  markRestored(arriving);
  await toDisk(arriving);
  await makeRoom();
  await rename(arriving, join(folder, LEDGER_FILE));
  await toDisk(folder);
}

/** Marks a restore, so that the next start does not take the ledger for one that lost facts. */
function markRestored(file: string): void {
  const db = new SqliteDatabase(file);
  db.prepare("INSERT OR REPLACE INTO setting (name, value) VALUES ('restored', 'yes')").run();
  // Orders of erasure lie beside a ledger, and a new machine has none: it hears all of them again.
  db.prepare("DELETE FROM setting WHERE name IN ('erasures-heard', 'heard-above')").run();
  db.close();
}

/** The one that knows most: an old one from a stick may have been taken in last. */
export async function newestGoodBackup(folder: string): Promise<Backup | undefined> {
  const backups = await listBackups(folder);
  for (const backup of backups.toSorted((a, b) => b.facts - a.facts || b.number - a.number)) {
    if (checkCopy(join(folder, BACKUPS, backup.file)).ok) return backup;
  }
  return undefined;
}
