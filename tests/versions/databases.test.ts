import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import SqliteDatabase from 'better-sqlite3';
import { PGliteDialect, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../electron/station/store/migrations/index.ts';
import { LEDGER_FILE } from '../../electron/station/store/damage.ts';
import { storeIn } from '../../electron/station/store/testing/store-in.ts';
import { recount } from '../../server/ingest/recount.ts';
import type { Storage } from '../../server/storage/homes.ts';
import { overPostgres } from '../../server/storage/postgres-home.ts';
import { openSqlite } from '../../server/storage/sqlite-home.ts';
import { steps } from '../../server/storage/migrations.ts';
import { newsInside } from '../../server/storage/news.ts';
import { SERVER_FILE } from '../../server/storage/server-file.ts';
import { authorityOf } from '../../shared/authority.ts';
import { readFair } from '../../shared/fair.ts';
import { databasesOf, editionOf, type Figures, figuresOfDatabases } from './recorded.ts';

/**
 * Databases of every schema number that there was open today, and give the same figures (P78). Later rules may
 * add slices.
 */

const stations = await databasesOf('station');
const servers = await databasesOf('server');
const figures = await figuresOfDatabases();
const { fair: signed } = await editionOf('first-edition');
const fair = readFair(signed.text)?.value;

let folder = '';
let pglite: PGlite;
beforeAll(async () => {
  pglite = await PGlite.create();
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-numbers-'));
});
afterAll(async () => {
  await pglite.close();
  await rm(folder, { recursive: true });
});

interface Row {
  readonly scope: string;
  readonly figure: string;
  readonly slice: string;
  readonly value: number;
}
const named = (rows: readonly Row[]): Figures =>
  Object.fromEntries(
    rows.map(({ scope, figure, slice, value }) => [`${scope} ${figure} ${slice}`, value]),
  );

/** Nobody may have waited for a start that only opens what is there. */
async function figuresAt(storage: Storage): Promise<Figures> {
  await recount(storage);
  return named(await storage.db.selectFrom('tally').selectAll().execute());
}

describe('a station’s database', () => {
  it.each([...stations])(
    'of schema %i gives the figures that it gave (P78)',
    async (number, text) => {
      if (!fair) throw new Error('no fair');
      const own = join(folder, `station-${number}`);
      await mkdir(own);
      const database = new SqliteDatabase(join(own, LEDGER_FILE));
      database.exec(text);
      database.pragma(`user_version = ${number}`);
      database.close();
      const authority = () => authorityOf(fair);
      const store = await storeIn(own, { fair: fair.id, slot: 8, now: () => 0, authority });
      expect(named(store.ledger.tallies())).toMatchObject(
        number < 5 ? figures.beforePasses : figures.all,
      );
      expect(store.ledger.verify().ok).toBe(true);
      store.close();
    },
  );

  it('is recorded here for each number', () => {
    expect([...stations.keys()]).toEqual(migrations.map((_, i) => i + 1));
  });
});

describe('a server’s database', () => {
  it.each([...servers])(
    'of schema %i gives the figures that it gave (P78)',
    async (number, text) => {
      const own = join(folder, `server-${number}`);
      await mkdir(own);
      const database = new SqliteDatabase(join(own, SERVER_FILE));
      database.exec(text);
      database.close();
      const opened = await openSqlite(own);
      if (!opened.ok) throw new Error(opened.fault.kind);
      expect(await figuresAt(opened.value)).toMatchObject(figures.all);
      const last = await sql<{ version: number }>`SELECT version FROM schema_version`.execute(
        opened.value.db,
      );
      await opened.value.close();
      expect(last.rows).toEqual([{ version: steps.length }]);
    },
  );

  it.each([1, 5])('of schema %i does so on PostgreSQL too (P78)', async (number) => {
    await pglite.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    await pglite.exec(servers.get(number) ?? '');
    const opened = await overPostgres(new PGliteDialect({ pglite }), newsInside());
    if (!opened.ok) throw new Error(opened.fault.kind);
    expect(await figuresAt(opened.value)).toMatchObject(figures.all);
  });
});
