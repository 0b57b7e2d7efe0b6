import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recount } from '../../server/ingest/recount.ts';
import { postgresForMigration } from '../../server/storage/for-migration.ts';
import { grantTo } from '../../server/storage/grants.ts';
import { openPostgres } from '../../server/storage/postgres-home.ts';
import { migrate, planOf } from '../../server/storage/migrating.ts';
import { steps } from '../../server/storage/migrations.ts';
import { postgresAtHand } from '../../server/testing/postgres-at-hand.ts';
import { databasesOf, figuresOfDatabases } from './recorded.ts';

/** How a real PostgreSQL comes to today's tables: from each number, by several at once, and by which role. */

const postgres = await postgresAtHand();
const servers = await databasesOf('server');
const { all: figures } = await figuresOfDatabases();

let admin: pg.Client;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-migrating-'));
  admin = new pg.Client({ connectionString: postgres?.url });
  if (postgres) await admin.connect();
});
afterAll(async () => {
  if (postgres) await admin.end();
  await postgres?.stop();
  await rm(folder, { recursive: true });
});

let made = 0;
/** A database of its own, with the tables of that number; none of number 0. */
async function databaseOf(number: number): Promise<string> {
  made += 1;
  const name = `chunfeng_test_${process.pid}_${made}`;
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(postgres?.url ?? '');
  url.pathname = `/${name}`;
  const own = new pg.Client({ connectionString: url.href });
  await own.connect();
  await own.query(servers.get(number) ?? 'SELECT 1');
  await own.end();
  return url.href;
}

const urlAs = (url: string, role: string): string => {
  const own = new URL(url);
  own.searchParams.set('user', role);
  if (own.username) own.username = role;
  return own.href;
};

async function migrated(url: string) {
  const { db, close } = postgresForMigration(url);
  const fault = await migrate(db);
  await close();
  return fault;
}

async function rowsOf(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

async function figuresAt(url: string): Promise<Record<string, number>> {
  const opened = await openPostgres(url);
  if (!opened.ok) throw new Error(opened.fault.kind);
  await recount(opened.value);
  const rows = await opened.value.db.selectFrom('tally').selectAll().execute();
  await opened.value.close();
  return Object.fromEntries(
    rows.map(({ scope, figure, slice, value }) => [`${scope} ${figure} ${slice}`, value]),
  );
}

const NEWEST = [{ version: steps.length }];
const version = (url: string) => rowsOf(url, 'SELECT version FROM schema_version');

describe.skipIf(!postgres)('tables on a real PostgreSQL', () => {
  it.each([...servers.keys()])(
    'of number %i are migrated once by four servers at once, with the same figures (P78)',
    async (number) => {
      const url = await databaseOf(number);
      const all = await Promise.all(Array.from({ length: 4 }, () => migrated(url)));
      expect(all).toEqual([undefined, undefined, undefined, undefined]);
      expect(await version(url)).toEqual(NEWEST);
      expect(await figuresAt(url)).toMatchObject(figures);
    },
  );

  it('are made once by six servers that start at once on an empty database', async () => {
    const url = await databaseOf(0);
    const opened = await Promise.all(Array.from({ length: 6 }, () => openPostgres(url)));
    for (const each of opened) {
      expect(each.ok).toBe(true);
      if (each.ok) await each.value.close();
    }
    expect(await version(url)).toEqual(NEWEST);
  });

  it('of a newer number are left as they are', async () => {
    const url = await databaseOf(0);
    await rowsOf(url, 'CREATE TABLE schema_version (version integer NOT NULL)');
    await rowsOf(url, 'INSERT INTO schema_version VALUES (9999)');
    expect(await migrated(url)).toEqual({ kind: 'newer-schema', found: 9999 });
  });

  it('are only rehearsed by a dry run, which says each statement', async () => {
    const url = await databaseOf(4);
    const { db, close } = postgresForMigration(url);
    const plan = await planOf(db);
    await close();
    if (!plan.ok) throw new Error(plan.fault.kind);
    expect(plan.value).toMatchObject({ found: 4, wanted: steps.length });
    const [first, ...others] = plan.value.statements;
    expect(first).toBe(`alter table "bulletin" add column "request" text default '' not null`);
    expect(others.join('\n')).toContain('create table "kept_text"');
    expect(others.join('\n')).not.toMatch(/schema_version|advisory|to_regclass/);
    expect(await version(url)).toEqual([{ version: 4 }]);
  });
});

describe.skipIf(!postgres)('a role with data rights alone', () => {
  let role = '';
  beforeAll(async () => {
    role = `chunfeng_data_${process.pid}`;
    await admin.query(`CREATE ROLE ${role} LOGIN`);
  });

  it('is granted by the one that makes the tables, and serves without ever changing one', async () => {
    const url = await databaseOf(4);
    const server = urlAs(url, role);
    await rowsOf(url, 'REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    expect(await openPostgres(server)).toMatchObject({ fault: { kind: 'no-rights' } });
    const before = postgresForMigration(url);
    expect(await grantTo(before.db, role)).toBe(true);
    expect(await grantTo(before.db, 'nobody_at_all')).toBe(false);
    await before.close();
    expect(await openPostgres(server)).toMatchObject({
      fault: { kind: 'older-schema', found: 4, wanted: steps.length },
    });
    // Its rights in what is made later need no further grant.
    await migrated(url);
    expect(await figuresAt(server)).toMatchObject(figures);
    const opened = await openPostgres(server);
    if (!opened.ok) throw new Error(opened.fault.kind);
    await opened.value.forget();
    await opened.value.close();
    await expect(rowsOf(server, 'DROP TABLE tally')).rejects.toThrow('must be owner');
    await expect(rowsOf(server, 'CREATE TABLE mine (n integer)')).rejects.toThrow(
      'permission denied',
    );
    await expect(rowsOf(server, 'DELETE FROM schema_version')).rejects.toThrow('permission denied');
  });

  it('reads which command to run, where the tables are of an earlier version', async () => {
    const url = await databaseOf(3);
    await rowsOf(url, `GRANT SELECT ON schema_version TO ${role}`);
    const served = await command(
      ['serve', '--as-root', '--port', '0', '--data', folder],
      urlAs(url, role),
    );
    expect(served).toMatchObject({ code: 1 });
    expect(served.said).toContain('chunfeng server migrate');
    const done = await command(['migrate', '--for-role', role], url);
    expect(done.said).toContain(`${role} 可以读写数据`);
    expect(done.code).toBe(0);
    const again = await command(['migrate', '--dry-run'], urlAs(url, role));
    expect(again.said).toContain(`The tables are of this version (${steps.length})`);
  });
});

function command(args: readonly string[], url: string) {
  const main = join(import.meta.dirname, '../../server/main.ts');
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => (said += String(text)));
  }
  return new Promise<{ readonly code: number | null; readonly said: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, said })),
  );
}
