import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';

const FOR_EVER_MS = 2 ** 31 - 1;
/** A lock that nobody refers to would be collected, and so released. */
const held = new Set<SqliteDatabase.Database>();

/**
 * Waits until no other process holds `file`, and holds it until this process ends. Two runs in one folder
 * would overwrite each other's `dist/`. This uses SQLite's lock, which the system frees even after a crash.
 */
export function oneAtATime(file: string, onWait: () => void): () => void {
  mkdirSync(dirname(file), { recursive: true });
  const lock = new SqliteDatabase(file, { timeout: 0 });
  held.add(lock);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    if (!(error instanceof SqliteDatabase.SqliteError) || error.code !== 'SQLITE_BUSY') throw error;
    onWait();
    lock.pragma(`busy_timeout = ${FOR_EVER_MS}`);
    lock.exec('BEGIN EXCLUSIVE');
  }
  return () => {
    lock.close();
    held.delete(lock);
  };
}
