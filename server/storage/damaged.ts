import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { diskFault } from '../../shared/disk-fault.ts';

/** A damaged database is set aside whole, and never overwritten. */

const SET_ASIDE = 'set-aside';

export function isDamaged(file: string): boolean {
  if (!existsSync(file)) return false;
  let database: SqliteDatabase.Database | undefined;
  try {
    // Read-only: closing would otherwise fold the log into a damaged file.
    database = new SqliteDatabase(file, { readonly: true });
    return database.pragma('quick_check(1)', { simple: true }) !== 'ok';
  } catch (error) {
    if (diskFault(error)?.kind === 'database-damaged') return true;
    throw error;
  } finally {
    database?.close();
  }
}

/** What could be read of them is in the database; what cannot be read cannot be taken out either. */
export function destroySetAside(folder: string): void {
  rmSync(join(folder, SET_ASIDE), { recursive: true, force: true });
}

/** Moves the database and its log into a folder of their own. Returns the database's new place. */
export function setAside(folder: string, file: string, now: Date): string {
  const aside = join(folder, SET_ASIDE, now.toISOString().replaceAll(':', '-'));
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  for (const suffix of ['', '-wal', '-shm']) {
    const from = join(folder, file + suffix);
    if (existsSync(from)) renameSync(from, join(aside, file + suffix));
  }
  return join(aside, file);
}
