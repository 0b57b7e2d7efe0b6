import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { type Dialect, Kysely, PostgresDialect, sql, SqliteDialect } from 'kysely';
import pg from 'pg';
import { type Db, migrate, type MigrationFault, type Tables } from './tables.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

/** The two homes of what the server keeps, behind one face. */
export interface Storage {
  readonly home: 'sqlite' | 'postgres';
  readonly db: Db;
  /**
   * One at a time for each fair, over all processes: what a fact changes in the figures hangs on the
   * facts that are there already.
   */
  exclusively<T>(fair: string, work: (db: Db) => Promise<T>): Promise<T>;
  /** Throws where the home can't be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export const SERVER_FILE = 'server.db';

export async function openSqlite(folder: string): Promise<Result<Storage, MigrationFault>> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = new SqliteDatabase(join(folder, SERVER_FILE));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  database.pragma('busy_timeout = 5000');
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  return opened(db, {
    home: 'sqlite',
    db,
    // One connection: whoever has it has the file.
    exclusively: (_fair, work) => db.transaction().execute(work),
  });
}

export function openPostgres(url: string): Promise<Result<Storage, MigrationFault>> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  return overPostgres(new PostgresDialect({ pool }));
}

export async function overPostgres(dialect: Dialect): Promise<Result<Storage, MigrationFault>> {
  const db = new Kysely<Tables>({ dialect });
  return opened(db, {
    home: 'postgres',
    db,
    exclusively: (fair, work) =>
      db.transaction().execute(async (within) => {
        await sql`SELECT pg_advisory_xact_lock(hashtextextended(${fair}, 0))`.execute(within);
        return work(within);
      }),
  });
}

async function opened(
  db: Db,
  storage: Pick<Storage, 'home' | 'db' | 'exclusively'>,
): Promise<Result<Storage, MigrationFault>> {
  const fault = await migrate(db);
  if (fault) {
    await db.destroy();
    return fail(fault);
  }
  return ok({
    ...storage,
    ping: async () => {
      await sql`SELECT 1`.execute(db);
    },
    close: () => db.destroy(),
  });
}
