import { fail, ok, type Result } from '../result.ts';

/** Allows one program for each data folder: a station, a server, or a command that changes its files. */
export interface FolderLock {
  readonly release: () => void;
}

export const LOCK_FILE = 'in-use.lock';

/** An SQLite database in that file, opened so that it does not wait for others. */
interface LockDatabase {
  pragma(text: string): unknown;
  exec(text: string): unknown;
  close(): unknown;
}

/**
 * Holds an exclusive transaction while the program runs; the system releases that however the process
 * ends, so a stale lock can never keep a fair closed.
 */
export function lockOver(db: LockDatabase): Result<FolderLock, { readonly kind: 'folder-in-use' }> {
  try {
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('SQLITE_BUSY')) return fail({ kind: 'folder-in-use' });
    throw error;
  }
  return ok({ release: () => void db.close() });
}
