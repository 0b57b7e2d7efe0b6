import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { fail, ok, type Result } from '../../../shared/result.ts';

export interface FolderLock {
  release(): void;
}

/**
 * One station a data folder. An exclusive SQLite transaction is held for as long as the station
 * runs: the system lets go of it whatever ends the process, so no stale lock can keep a fair shut.
 */
export function lockFolder(folder: string): Result<FolderLock, { kind: 'folder-in-use' }> {
  const db = new SqliteDatabase(join(folder, 'in-use.lock'), { timeout: 0 });
  try {
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (error instanceof SqliteDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      return fail({ kind: 'folder-in-use' });
    }
    throw error;
  }
  return ok({
    release() {
      db.close();
    },
  });
}
