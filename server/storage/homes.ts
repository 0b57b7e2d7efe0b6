import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { type CompiledQuery, type Dialect, Kysely, sql } from 'kysely';
import { diskFault } from '../../shared/disk-fault.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { realTimers } from '../runtime/timers.ts';
import { openTurns, type Turns } from '../runtime/turns.ts';
import { checkLater, nowMended, wasFoundDamaged } from './checking-later.ts';
import { CopyingDialect } from './copying.ts';
import { postgresForMigration } from './for-migration.ts';
import { logEmptier } from './emptying-log.ts';
import { watchHearing } from './hearing.ts';
import { poolOver } from './hosts.ts';
import {
  destroySetAside,
  finishMoves,
  notYetSalvaged,
  nowSalvaged,
  setAsideToSalvage,
  setLogAside,
} from './damaged.ts';
import { migrate } from './migrating.ts';
import { byCopy, byJson, type InsertFacts, intoSqlite } from './new-facts.ts';
import { CHANNEL, type News, newsInside, newsOverPostgres, type NewsWire } from './news.ts';
import { OneWriterDialect } from './one-writer.ts';
import { readySoon, type Unready, whatIsWrong } from './ready.ts';
import { salvageInto } from './salvage.ts';
import {
  conditionOf,
  isLarge,
  keepToOurselves,
  lockServerFolder,
  markAsServers,
  SERVER_FILE,
  WHOLE_UP_TO,
} from './server-file.ts';
import type { StorageFault } from './storage-fault.ts';
import type { Db, Tables } from './tables.ts';

/** Where the server keeps its data: SQLite or PostgreSQL, behind one interface. */
export interface Storage {
  readonly home: 'sqlite' | 'postgres';
  readonly db: Db;
  /**
   * Runs one transaction at a time for each fair, across all processes: how a fact moves the figures
   * depends on the facts that are stored already. What waits for it holds no connection.
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
  /** Where uploads wait before anything is asked of the database for them. */
  readonly uploads: Turns;
  /** Why nobody should be sent here now; answers within seconds, whatever hangs. */
  unready(): Promise<Unready | undefined>;
  /** Cheap: nothing is asked of the database. */
  load(): Load;
  readonly close: () => Promise<void>;
}

export interface Load {
  /** Of PostgreSQL's connections. */
  readonly pool?: { readonly total: number; readonly idle: number; readonly waiting: number };
  readonly waitingByFair: ReadonlyMap<string, number>;
  /** News of other servers reach this one. */
  readonly listening: boolean;
}

/** Each holds a connection; the others of the pool answer questions. */
const WRITERS = 6;
const POOL = 10;
/** Uploads are bounded before they come here; what else waits here belongs to organisers. */
const MOST_WAITING = 1_000;
const turnsFor = (atOnce: number) =>
  openTurns({
    atOnce,
    atOnceOfFair: 1,
    waitingOfFair: MOST_WAITING,
    waitingOfStation: MOST_WAITING,
  });

/** A station sends one upload after the other; the second may come before the server knows that the first was given up. */
const UPLOADS = { atOnce: 12, atOnceOfFair: 2, waitingOfFair: 400, waitingOfStation: 2 };
/** SQLite works in this process's own thread: a second one at once would only stand before other fairs. */
const UPLOADS_HERE = { ...UPLOADS, atOnceOfFair: 1 };

export interface Patience {
  readonly connectMs: number;
  readonly statementMs: number;
  /** For another server that works on the same fair. */
  readonly lockMs: number;
  /** After this long, PostgreSQL itself ends a transaction that a hanging server left open. */
  readonly idleMs: number;
}

/** A station waits for twenty seconds, then it asks again. */
export const PATIENCE: Patience = {
  connectMs: 5_000,
  statementMs: 30_000,
  lockMs: 15_000,
  idleMs: 60_000,
};

export interface HowToOpen {
  /** A command beside a running server: without its lock, and without any repair. */
  readonly beside?: boolean;
  /** A larger file is read whole only after the start; tests take less. */
  readonly wholeUpTo?: number;
}

export async function openSqlite(
  folder: string,
  { beside = false, wholeUpTo = WHOLE_UP_TO }: HowToOpen = {},
): Promise<Result<Storage, StorageFault>> {
  keepToOurselves(folder);
  if (beside) return openBeside(folder, wholeUpTo);
  const lock = lockServerFolder(folder);
  if (!lock.ok) return fail({ ...lock.fault, folder });
  try {
    const opened = await openLocked(folder, wholeUpTo);
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
  wholeUpTo: number,
): Promise<Result<Storage, StorageFault>> | Result<never, StorageFault> {
  const file = join(folder, SERVER_FILE);
  const condition = conditionOf(file, { onlySmall: isLarge(file, wholeUpTo) });
  if (condition === 'sound') return openFile(folder, new SqliteDatabase(file));
  return fail({ kind: condition === 'foreign' ? 'foreign' : 'damaged', file });
}

async function openLocked(
  folder: string,
  wholeUpTo: number,
): Promise<Result<Storage, StorageFault>> {
  finishMoves(folder);
  keepToOurselves(folder);
  const file = join(folder, SERVER_FILE);
  const later = isLarge(file, wholeUpTo) && !wasFoundDamaged(file);
  const condition = conditionOf(file, { onlySmall: later });
  if (condition === 'foreign') return fail({ kind: 'foreign', file });
  const aside =
    condition === 'damaged' ? setAsideToSalvage(folder, new Date()) : notYetSalvaged(folder);
  const oldLog = condition === 'stale-log' ? setLogAside(folder, new Date()) : undefined;
  if (aside !== undefined) keepToOurselves(folder);
  const database = new SqliteDatabase(file);
  const storage = await openFile(folder, database, { later });
  if (!storage.ok) return storage;
  markAsServers(database);
  nowMended(file);
  // A start may follow one that was ended before it could do that.
  await storage.value.forget();
  const told = oldLog === undefined ? storage.value : { ...storage.value, oldLog };
  if (aside === undefined) return ok(told);
  const repaired = { setAside: aside, facts: salvageInto(database, aside) };
  nowSalvaged(aside);
  return ok({ ...told, repaired });
}

async function openFile(
  folder: string,
  database: SqliteDatabase.Database,
  { later = false } = {},
): Promise<Result<Storage, StorageFault>> {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  database.pragma('busy_timeout = 5000');
  const reading = () => new SqliteDatabase(join(folder, SERVER_FILE), { readonly: true });
  let damage = false;
  const notice = (error: unknown): void => {
    damage ||= diskFault(error)?.kind === 'database-damaged';
  };
  const files = { writer: database, reader: reading(), snapshots: reading() };
  const dialect = new OneWriterDialect(files);
  const db = new Kysely<Tables>({
    dialect,
    log(event) {
      if (event.level === 'error') notice(event.error);
    },
  });
  const log = logEmptier((work) => dialect.alone(work), { timers: realTimers, onTrouble: notice });
  const wire = newsInside();
  const turns = turnsFor(1);
  let uncommitted: News[] = [];
  const storage = await opened(db, wire, {
    home: 'sqlite',
    db,
    damaged: () => damage,
    insertFacts: intoSqlite(database),
    // There is only one connection, so a transaction has the file to itself.
    exclusively: (fair, work) =>
      turns.take({ fair, station: '' }, async () => {
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
      }),
    notify: async (__, news) => {
      uncommitted.push(news);
    },
    onNews: wire.listen,
    connection: wire.connection,
    forget: log.empty,
    forgetSetAside: () => destroySetAside(folder),
    unready: () => readySoon(() => whatIsWrong(db, { folder })),
    load: () => ({ waitingByFair: turns.waitingByFair(), listening: true }),
  });
  if (!storage.ok) return storage;
  const open = storage.value;
  const onDamaged = (): void => void (damage = true);
  const stopChecking = later
    ? checkLater(join(folder, SERVER_FILE), { onDamaged, onTrouble: notice })
    : undefined;
  async function close(): Promise<void> {
    await stopChecking?.();
    try {
      await log.close();
    } finally {
      await open.close();
    }
  }
  return ok({ ...open, close });
}

export interface Listening {
  /** Where `url` leads through a pool of transactions: an address of PostgreSQL itself. */
  readonly listenUrl?: string | undefined;
  /** See `hearing.ts`. */
  readonly onDeaf?: (isDeaf: boolean) => void;
}

/** By itself: a step over millions of facts takes longer than any statement may take here. */
async function migratedApart(url: string): Promise<StorageFault | undefined> {
  const { db, close } = postgresForMigration(url);
  try {
    return await migrate(db);
  } finally {
    await close();
  }
}

export async function openPostgres(
  url: string,
  patience: Patience = PATIENCE,
  { listenUrl = url, onDeaf = () => undefined }: Listening = {},
): Promise<Result<Storage, StorageFault>> {
  const fault = await migratedApart(url);
  if (fault) return fail(fault);
  const pool = poolOver(url, {
    max: POOL,
    connectionTimeoutMillis: patience.connectMs,
    keepAlive: true,
  });
  const wire = await newsOverPostgres(listenUrl, patience.connectMs);
  // A failover breaks connections one after the other: whichever notices it first counts.
  const connection = () => wire.connection() + pool.changes();
  const dialect = new CopyingDialect(pool, patience.statementMs);
  const opened = await overPostgres(
    dialect,
    { ...wire, connection },
    {
      insertFacts: byCopy,
      patience,
      pool: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    },
  );
  if (!opened.ok) return opened;
  const storage = opened.value;
  const hearing = watchHearing(storage.db, wire, { onState: onDeaf });
  const load = () => ({ ...storage.load(), listening: wire.isListening() && !hearing.isDeaf() });
  async function close(): Promise<void> {
    hearing.close();
    await storage.close();
  }
  return ok({ ...storage, load, close });
}

interface Means {
  readonly insertFacts: InsertFacts;
  readonly patience: Patience;
  readonly pool?: () => NonNullable<Load['pool']>;
  /** Sees each statement once it is answered. */
  readonly onStatement?: (statement: CompiledQuery) => void;
}

export async function overPostgres(
  dialect: Dialect,
  wire: NewsWire,
  { insertFacts, patience, pool, onStatement }: Means = { insertFacts: byJson, patience: PATIENCE },
): Promise<Result<Storage, StorageFault>> {
  const db = new Kysely<Tables>({
    dialect,
    ...(onStatement && { log: ({ query }) => onStatement(query) }),
  });
  const turns = turnsFor(WRITERS);
  return opened(db, wire, {
    home: 'postgres',
    db,
    // PostgreSQL itself ends the session.
    damaged: () => false,
    insertFacts,
    exclusively: (fair, work) =>
      turns.take({ fair, station: '' }, () =>
        db.transaction().execute(async (within) => {
          await lock(within, fair, patience);
          return work(within);
        }),
      ),
    async notify(within, news) {
      await sql`SELECT pg_notify(${CHANNEL}, ${JSON.stringify(news)})`.execute(within);
    },
    onNews: wire.listen,
    connection: wire.connection,
    // Makes the space of old row versions free to be written over; see docs/data.md for the rest.
    forget: async () => void (await sql`VACUUM fact, box, erasure`.execute(db)),
    forgetSetAside: () => undefined,
    unready: () => readySoon(() => whatIsWrong(db, { wire })),
    load: () => ({
      ...(pool && { pool: pool() }),
      waitingByFair: turns.waitingByFair(),
      listening: wire.isListening(),
    }),
  });
}

/**
 * For this transaction alone, and with no statement of their own: a pooler in between would refuse them at the
 * connection, and may give the next transaction to another one.
 */
async function lock(
  db: Db,
  fair: string,
  { statementMs, lockMs, idleMs }: Patience,
): Promise<void> {
  await sql`SELECT set_config('statement_timeout', ${String(statementMs)}, true),
    set_config('lock_timeout', ${String(lockMs)}, true),
    set_config('idle_in_transaction_session_timeout', ${String(idleMs)}, true),
    pg_advisory_xact_lock(hashtextextended(${fair}, 0))`.execute(db);
}

async function opened(
  db: Db,
  wire: NewsWire,
  storage: Omit<Storage, 'close' | 'uploads'>,
): Promise<Result<Storage, StorageFault>> {
  const end = async (): Promise<void> => {
    await wire.close();
    await ended(db);
  };
  const fault = await migrate(db).catch(async (error: unknown) => {
    // What is left open would keep a server that cannot start from ending.
    await end();
    throw error;
  });
  if (fault) {
    await end();
    return fail(fault);
  }
  const uploads = openTurns(storage.home === 'sqlite' ? UPLOADS_HERE : UPLOADS);
  const waiting = storage.load;
  return ok({
    ...storage,
    uploads,
    load: () => ({
      ...waiting(),
      waitingByFair: both(waiting().waitingByFair, uploads.waitingByFair()),
    }),
    close: end,
  });
}

/** A frozen database would let none of its connections go. */
const CLOSING_MS = 3_000;

async function ended(db: Db): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, CLOSING_MS);
  });
  await Promise.race([db.destroy(), late]);
  clearTimeout(timer);
}

function both(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const sum = new Map(one);
  for (const [fair, waiting] of other) sum.set(fair, waiting + (sum.get(fair) ?? 0));
  return sum;
}
