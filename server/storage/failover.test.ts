import { afterEach, expect, it } from 'vitest';
import { postgresAtHand, type PostgresAtHand } from '../testing/postgres-at-hand.ts';
import { poolOver } from './hosts.ts';

const started: PostgresAtHand[] = [];
afterEach(async () => {
  for (const each of started) await each.stop();
});

it('A failover is noticed by the first connection to the other database, and once', async (context) => {
  const [one, two] = [await postgresAtHand(), await postgresAtHand()];
  started.push(...[one, two].filter((each) => each !== undefined));
  const hosts = started.flatMap(({ folder }) => (folder === undefined ? [] : [folder]));
  if (!one || hosts.length < 2) return context.skip('two databases of its own are not to be had');
  const pool = poolOver(
    `postgres://${hosts.map(encodeURIComponent).join()}/postgres?user=chunfeng`,
    {
      max: 2,
      connectionTimeoutMillis: 2_000,
    },
  );
  const ask = async () => {
    const [first, second] = [await pool.connect(), await pool.connect()];
    // Not to be used again, as after an error.
    first.release(true);
    second.release(true);
  };
  await ask();
  await ask();
  expect(pool.changes()).toBe(0);
  await one.stop();
  started.splice(started.indexOf(one), 1);
  await ask();
  await ask();
  expect(pool.changes()).toBe(1);
  await pool.end();
});
