import { existsSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import { fail, ok, type Result } from '../../shared/result.ts';
import { poolOver } from './hosts.ts';
import { conditionOf, keepToOurselves, lockServerFolder, SERVER_FILE } from './server-file.ts';
import type { StorageFault } from './storage-fault.ts';
import type { Db, Tables } from './tables.ts';

/** One connection without a time limit, for a command that changes tables and serves nobody. */
export interface ForMigration {
  readonly db: Db;
  readonly close: () => Promise<void>;
}

export function postgresForMigration(url: string): ForMigration {
  const pool = poolOver(url, { max: 1, connectionTimeoutMillis: 10_000 });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { db, close: () => db.destroy() };
}

type FolderFault = StorageFault | { readonly kind: 'no-database' };

export function sqliteForMigration(folder: string): Result<ForMigration, FolderFault> {
  const file = join(folder, SERVER_FILE);
  if (!existsSync(file)) return fail({ kind: 'no-database' });
  const lock = lockServerFolder(folder);
  if (!lock.ok) return fail({ ...lock.fault, folder });
  const condition = conditionOf(file);
  if (condition !== 'sound') {
    lock.value.release();
    return fail({ kind: condition === 'foreign' ? 'foreign' : 'damaged', file });
  }
  keepToOurselves(folder);
  const database = new SqliteDatabase(file);
  database.pragma('secure_delete = ON');
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  return ok({ db, close: () => db.destroy().finally(lock.value.release) });
}
