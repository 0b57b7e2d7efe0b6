import { type CompiledQuery, type Dialect, Kysely, sql } from 'kysely';
import { fail, ok, type Result } from '../../shared/result.ts';
import { CopyingDialect } from './copying.ts';
import { postgresForMigration } from './for-migration.ts';
import { watchHearing } from './hearing.ts';
import { type Load, opened, type Storage, turnsFor } from './homes.ts';
import { poolOver } from './hosts.ts';
import { migrate } from './migrating.ts';
import { byCopy, byJson, type InsertFacts } from './new-facts.ts';
import { CHANNEL, newsOverPostgres, type NewsWire } from './news.ts';
import { readySoon, whatIsWrong } from './ready.ts';
import type { StorageFault } from './storage-fault.ts';
import type { Db, Tables } from './tables.ts';

/** One PostgreSQL, which any number of servers share. */

/** Each holds a connection; the others of the pool answer questions. */
const WRITERS = 6;
const POOL = 10;

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
