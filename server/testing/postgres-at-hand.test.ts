import { afterEach, expect, it, vi } from 'vitest';
import pg from 'pg';
import { postgresAtHand } from './postgres-at-hand.ts';

const postgres = await postgresAtHand();
afterEach(async () => {
  vi.unstubAllEnvs();
  await postgres?.stop();
});

it.skipIf(!postgres)(
  'Tests that share a named PostgreSQL each have a database of their own (no PostgreSQL is at hand here)',
  async () => {
    const url = postgres?.url ?? '';
    vi.stubEnv('DATABASE_URL', url);
    const [one, other] = await Promise.all([postgresAtHand(), postgresAtHand()]);
    const tables = async (at: string | undefined, sql: string): Promise<unknown[]> => {
      const client = new pg.Client({ connectionString: at ?? '' });
      await client.connect();
      const { rows } = await client.query<Record<string, unknown>>(sql);
      await client.end();
      return rows;
    };
    await tables(one?.url, 'CREATE TABLE fact (id int)');
    await tables(other?.url, 'CREATE TABLE fact (id int)');
    await Promise.all([one?.stop(), other?.stop()]);
    const left = await tables(
      url,
      `SELECT datname FROM pg_database WHERE datname LIKE 'chunfeng_test%'`,
    );
    expect(left).toEqual([]);
  },
);
