import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import pg from 'pg';
import { addAccount } from '../../server/accounts/accounts.ts';
import { WHOLE_SERVER } from '../../server/accounts/secrets.ts';
import { keepFair } from '../../server/fairs/fairs.ts';
import { openPostgres } from '../../server/storage/postgres-home.ts';
import { SERVER_FILE } from '../../server/storage/server-file.ts';
import { openSqlite } from '../../server/storage/sqlite-home.ts';
import { EASY } from '../../server/testing/any-door.ts';
import {
  citusAtHand,
  type PostgresAtHand,
  postgresAtHand,
} from '../../server/testing/postgres-at-hand.ts';
import { type ServerOptions, type ServerProcess, startServer } from '../rehearse/processes.ts';
import type { HomeName } from './figure.ts';
import type { ReadyFair } from './many-fairs.ts';

/** Who may see all fairs there. */
export const WHO = { name: '管理员', password: 'of a bench, long enough' };

/** A server that has these fairs on SQLite, on PostgreSQL, or on Citus, where this machine has one. */

interface Home {
  start(): Promise<ServerProcess>;
  stop(): Promise<void>;
  /** Stops it, and takes its database away. */
  end(): Promise<void>;
}

interface Held {
  readonly folder: string;
  readonly fairs: readonly ReadyFair[];
  /** So many more, years ago. */
  readonly past?: number;
}

export interface HomeKind {
  readonly home: HomeName;
  /** Why it may be missing. */
  readonly lacks: string;
  readonly open: (held: Held) => Promise<Home | undefined>;
}

export const homes: readonly HomeKind[] = [
  { home: 'sqlite', lacks: '', open: onSqlite },
  {
    home: 'postgres',
    lacks: '这台机器没有 PostgreSQL this needs a PostgreSQL here',
    open: (held) => onPostgres(postgresAtHand, held),
  },
  {
    home: 'citus',
    lacks: '没有用 CITUS_URL 指明 Citus 的协调节点 CITUS_URL names no coordinator of Citus',
    open: (held) => onPostgres(citusAtHand, held),
  },
];

async function onSqlite({ folder, fairs, past = 0 }: Held): Promise<Home> {
  await mkdir(folder, { recursive: true });
  const data = join(folder, 'data');
  await keepAll(await openSqlite(data), fairs);
  const database = new SqliteDatabase(join(data, SERVER_FILE));
  const copy = database.prepare(
    `INSERT INTO fair (${COLUMNS})
     SELECT ?, ${OF_ANOTHER} FROM fair WHERE fair_id = ?`,
  );
  database.transaction(() => {
    for (let n = 0; n < past; n += 1) copy.run(n.toString(16).padStart(8, '0'), fairs[0]?.id);
  })();
  database.close();
  return startedIn({ data, fairFile: await fileOf(folder, fairs) }, async () => undefined);
}

async function onPostgres(
  atHand: () => Promise<PostgresAtHand | undefined>,
  { folder, fairs, past = 0 }: Held,
): Promise<Home | undefined> {
  await mkdir(folder, { recursive: true });
  const postgres = await atHand();
  if (!postgres) return undefined;
  const database = postgres.url;
  await keepAll(await openPostgres(database), fairs);
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  await client.query(
    `INSERT INTO fair (${COLUMNS})
     SELECT lpad(to_hex(n), 8, '0'), ${OF_ANOTHER}
     FROM fair CROSS JOIN generate_series(0, $1::integer - 1) AS n WHERE fair_id = $2`,
    [past, fairs[0]?.id],
  );
  await client.query('ANALYZE fair');
  await client.end();
  const fairFile = await fileOf(folder, fairs);
  return startedIn({ data: '', fairFile, database }, () => postgres.stop());
}

const COLUMNS =
  'fair_id, revision, text, signature, secret, rules, judged_revision, name_zh, name_en, first_day, last_day';
const OF_ANOTHER =
  "revision, text, signature, secret, rules, revision, '往届', '', '2020-02-01', '2020-02-01'";

function startedIn(options: ServerOptions, gone: () => Promise<void>): Home {
  let server: ServerProcess | undefined;
  const stop = async (): Promise<void> => server?.stop();
  return {
    async start() {
      server = await startServer(options);
      return server;
    },
    stop,
    async end() {
      await stop();
      await gone();
    },
  };
}

async function keepAll(
  opened: Awaited<ReturnType<typeof openSqlite>>,
  fairs: readonly ReadyFair[],
): Promise<void> {
  if (!opened.ok) throw new Error(opened.fault.kind);
  const storage = opened.value;
  for (const { signed } of fairs) await keepFair(storage, signed);
  const keeping = { storage, now: Date.now, hardness: EASY };
  const account = { ...WHO, fair: WHOLE_SERVER, by: 'bench', role: 'administrator' } as const;
  const added = await addAccount(keeping, account);
  if (!added.ok) throw new Error(added.fault.kind);
  await storage.close();
}

async function fileOf(folder: string, [fair]: readonly ReadyFair[]): Promise<string> {
  const file = join(folder, 'fair.json');
  await writeFile(file, JSON.stringify(fair?.signed));
  return file;
}
