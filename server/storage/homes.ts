import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { type Dialect, Kysely, sql, SqliteDialect } from 'kysely';
import pg from 'pg';
import { diskFault } from '../../shared/disk-fault.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { CopyingDialect } from './copying.ts';
import { destroySetAside, setAside, setLogAside } from './damaged.ts';
import { migrate, type MigrationFault } from './migrating.ts';
import { byCopy, byJson, type InsertFacts, intoSqlite } from './new-facts.ts';
import { CHANNEL, type News, newsInside, newsOverPostgres, type NewsWire } from './news.ts';
import { salvageInto } from './salvage.ts';
import {
  conditionOf,
  keepToOurselves,
  lockServerFolder,
  markAsServers,
  SERVER_FILE,
} from './server-file.ts';
import type { Db, Tables } from './tables.ts';

/** Where the server keeps its data: SQLite or PostgreSQL, behind one interface. */
export interface Storage {
  readonly home: 'sqlite' | 'postgres';
  readonly db: Db;
  /**
   * Runs one transaction at a time for each fair, across all processes: how a fact moves the figures
   * depends on the facts that are stored already.
   */
  exclusively<T>(fair: string, work: (db: Db) => Promise<T>): Promise<T>;
  readonly insertFacts: InsertFacts;
  /** Call it within `exclusively`: listeners receive the news after the commit. */
  notify(db: Db, news: News): Promise<void>;
  readonly onNews: NewsWire['listen'];
  /** Counts how often the database had to be reached anew: another one may stand in its place. */
  readonly connection: NewsWire['connection'];
  /** Call it after a commit that deleted or replaced what must not be found again. */
  forget(): Promise<void>;
  /** Somebody was erased, or the fair is over: damaged databases that were set aside must go, too. */
  forgetSetAside(): void;
  /** At the start the database was damaged: where it was put, and how many facts it still held. */
  readonly repaired?: { readonly setAside: string; readonly facts: number };
  /** At the start a log lay there that is not of this database: where it was put. */
  readonly oldLog?: string;
  /** It turned out to be damaged since: nothing it says can be relied upon. */
  damaged(): boolean;
  /** Throws if the database cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export type StorageFault =
  | MigrationFault
  | { readonly kind: 'folder-in-use'; readonly folder: string }
  | { readonly kind: 'foreign' | 'damaged'; readonly file: string };

export interface HowToOpen {
  /** A command beside a running server: without its lock, and without any repair. */
  readonly beside?: boolean;
}

export async function openSqlite(
  folder: string,
  { beside = false }: HowToOpen = {},
): Promise<Result<Storage, StorageFault>> {
  keepToOurselves(folder);
  if (beside) return openBeside(folder);
  const lock = lockServerFolder(folder);
  if (!lock.ok) return fail({ ...lock.fault, folder });
  try {
    const opened = await openLocked(folder);
    if (!opened.ok) {
      lock.value.release();
      return opened;
    }
    const close = () => opened.value.close().finally(lock.value.release);
    return ok({ ...opened.value, close });
  } catch (error) {
    lock.value.release();
    throw error;
  }
}

function openBeside(
  folder: string,
): Promise<Result<Storage, StorageFault>> | Result<never, StorageFault> {
  const file = join(folder, SERVER_FILE);
  const condition = conditionOf(file);
  if (condition === 'sound') return openFile(folder, new SqliteDatabase(file));
  return fail({ kind: condition === 'foreign' ? 'foreign' : 'damaged', file });
}

async function openLocked(folder: string): Promise<Result<Storage, StorageFault>> {
  const file = join(folder, SERVER_FILE);
  const condition = conditionOf(file);
  if (condition === 'foreign') return fail({ kind: 'foreign', file });
  const aside = condition === 'damaged' ? setAside(folder, new Date()) : undefined;
  const oldLog = condition === 'stale-log' ? setLogAside(folder, new Date()) : undefined;
  if (aside !== undefined) keepToOurselves(folder);
  const database = new SqliteDatabase(file);
  const storage = await openFile(folder, database);
  if (!storage.ok) return storage;
  markAsServers(database);
  if (oldLog !== undefined) return ok({ ...storage.value, oldLog });
  if (aside === undefined) return storage;
  const repaired = { setAside: aside, facts: salvageInto(database, aside) };
  return ok({ ...storage.value, repaired });
}

async function openFile(
  folder: string,
  database: SqliteDatabase.Database,
): Promise<Result<Storage, StorageFault>> {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  database.pragma('busy_timeout = 5000');
  let damage = false;
  const notice = (error: unknown): void => {
    damage ||= diskFault(error)?.kind === 'database-damaged';
  };
  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({ database }),
    log(event) {
      if (event.level === 'error') notice(event.error);
    },
  });
  const wire = newsInside();
  let uncommitted: News[] = [];
  return opened(db, wire, {
    home: 'sqlite',
    db,
    damaged: () => damage,
    insertFacts: intoSqlite(database),
    // There is only one connection, so a transaction has the file to itself.
    async exclusively(_fair, work) {
      try {
        const done = await db.transaction().execute(work);
        for (const news of uncommitted) wire.notify(news);
        return done;
      } catch (error) {
        notice(error);
        throw error;
      } finally {
        uncommitted = [];
      }
    },
    notify: async (__, news) => {
      uncommitted.push(news);
    },
    onNews: wire.listen,
    connection: wire.connection,
    // Deleted bytes are overwritten in the file itself; the log still holds the pages as they were.
    forget: async () => void database.pragma('wal_checkpoint(TRUNCATE)'),
    forgetSetAside: () => destroySetAside(folder),
  });
}

export async function openPostgres(url: string): Promise<Result<Storage, StorageFault>> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  // Without a listener, a broken connection would end the server. An idle one is replaced at its next use;
  // a busy one fails the query that waits for it.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return overPostgres(new CopyingDialect(pool), await newsOverPostgres(url), byCopy);
}

export async function overPostgres(
  dialect: Dialect,
  wire: NewsWire,
  insertFacts: InsertFacts = byJson,
): Promise<Result<Storage, StorageFault>> {
  const db = new Kysely<Tables>({ dialect });
  return opened(db, wire, {
    home: 'postgres',
    db,
    // PostgreSQL itself ends the session.
    damaged: () => false,
    insertFacts,
    exclusively: (fair, work) =>
      db.transaction().execute(async (within) => {
        await sql`SELECT pg_advisory_xact_lock(hashtextextended(${fair}, 0))`.execute(within);
        return work(within);
      }),
    async notify(within, news) {
      await sql`SELECT pg_notify(${CHANNEL}, ${JSON.stringify(news)})`.execute(within);
    },
    onNews: wire.listen,
    connection: wire.connection,
    // Makes the space of old row versions free to be written over; see docs/data.md for the rest.
    forget: async () => void (await sql`VACUUM fact, box, erasure`.execute(db)),
    forgetSetAside: () => undefined,
  });
}

async function opened(
  db: Db,
  wire: NewsWire,
  storage: Omit<Storage, 'ping' | 'close'>,
): Promise<Result<Storage, StorageFault>> {
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
