import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { fail, ok, type Result } from '../../../shared/result.ts';

export interface FolderLock {
  release(): void;
}

/**
 * Allows one station for each data folder. It holds an exclusive SQLite transaction while it runs;
 * the system releases that however the process ends, so a stale lock can never keep a fair closed.
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
