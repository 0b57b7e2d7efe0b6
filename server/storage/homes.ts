import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { type Dialect, Kysely, sql, SqliteDialect } from 'kysely';
import pg from 'pg';
import { CHANNEL, type News, newsInside, newsOverPostgres, type Wire } from '../live.ts';
import { CopyingDialect } from './copying.ts';
import { byCopy, byJson, type InsertFacts, intoSqlite } from './new-facts.ts';
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
  readonly insertFacts: InsertFacts;
  /** Told within `exclusively`: heard once that is through. */
  tell(db: Db, news: News): Promise<void>;
  readonly onNews: Wire['listen'];
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
  const wire = newsInside();
  let untold: News[] = [];
  return opened(db, wire, {
    home: 'sqlite',
    db,
    insertFacts: intoSqlite(database),
    // One connection: whoever has it has the file.
    async exclusively(_fair, work) {
      try {
        const done = await db.transaction().execute(work);
        for (const news of untold) wire.tell(news);
        return done;
      } finally {
        untold = [];
      }
    },
    tell: async (__, news) => {
      untold = [...untold, news];
    },
    onNews: wire.listen,
  });
}

export async function openPostgres(url: string): Promise<Result<Storage, MigrationFault>> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  // A connection that broke while it lay idle is replaced at its next use.
  pool.on('error', () => undefined);
  // One that breaks at work is told to whoever waits for its answer; unheard, it would end the server.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return overPostgres(new CopyingDialect(pool), await newsOverPostgres(url), byCopy);
}

export async function overPostgres(
  dialect: Dialect,
  wire: Wire,
  insertFacts: InsertFacts = byJson,
): Promise<Result<Storage, MigrationFault>> {
  const db = new Kysely<Tables>({ dialect });
  return opened(db, wire, {
    home: 'postgres',
    db,
    insertFacts,
    exclusively: (fair, work) =>
      db.transaction().execute(async (within) => {
        await sql`SELECT pg_advisory_xact_lock(hashtextextended(${fair}, 0))`.execute(within);
        return work(within);
      }),
    async tell(within, news) {
      await sql`SELECT pg_notify(${CHANNEL}, ${JSON.stringify(news)})`.execute(within);
    },
    onNews: wire.listen,
  });
}

async function opened(
  db: Db,
  wire: Wire,
  storage: Omit<Storage, 'ping' | 'close'>,
): Promise<Result<Storage, MigrationFault>> {
  const fault = await migrate(db);
  if (fault) {
    await wire.close();
    await db.destroy();
    return fail(fault);
  }
  return ok({
    ...storage,
    ping: async () => {
      await sql`SELECT 1`.execute(db);
    },
    async close() {
      await wire.close();
      await db.destroy();
    },
  });
}
