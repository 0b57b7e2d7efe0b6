import SqliteDatabase, { type Database } from 'better-sqlite3';

export type { Database } from 'better-sqlite3';

/**
 * Dangerous to weaken: a scan is answered after its fact is on disk, and only FULL makes a commit
 * in WAL survive a power cut.
 */
const DURABLE = ['journal_mode = WAL', 'synchronous = FULL'] as const;

const PRAGMAS = [
  ...DURABLE,
  'foreign_keys = ON',
  'secure_delete = ON',
  'busy_timeout = 2000',
  'cache_size = -65536',
  'trusted_schema = OFF',
] as const;

export function openDatabase(file: string): Database {
  const db = new SqliteDatabase(file);
  try {
    for (const pragma of PRAGMAS) db.pragma(pragma);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The open file is no longer the one in the folder: nothing written to it would last. */
export class LedgerGone extends Error {
  constructor() {
    super('the ledger’s file is gone');
  }
}

/** The signed fair does not let this station write this. */
export class NotAllowed extends Error {
  constructor(kind: string) {
    super(`the fair does not let this station write a ${kind}`);
  }
}

export type SqliteFailure = 'disk-full' | 'damaged' | 'other';

/** The meaning of SQLite's error codes for us. */
export function sqliteFailure(error: unknown): SqliteFailure | undefined {
  if (error instanceof LedgerGone) return 'other';
  if (!(error instanceof SqliteDatabase.SqliteError)) return undefined;
  if (error.code === 'SQLITE_FULL') return 'disk-full';
  if (error.code === 'SQLITE_NOTADB' || error.code.startsWith('SQLITE_CORRUPT')) return 'damaged';
  return 'other';
}
