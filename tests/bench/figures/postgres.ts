import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import pg from 'pg';
import { type PostgresAtHand, postgresAtHand } from '../../../server/postgres-at-hand.ts';
import { type ServerProcess, startServer } from '../../rehearse/processes.ts';
import { type DayOffLine, dayOffLine, drained, TOKEN } from '../day-off-line.ts';
import { type Figure, type Measured, median } from '../figure.ts';

/** The server on a real PostgreSQL, against what that PostgreSQL can do. */

const FACTS = 60_000;
const COPIES = 5;

export const ingestVsCopy: Figure = {
  name: 'ingest-vs-copy',
  unit: 'ratio',
  aim: 3,
  measure: (folder) =>
    onPostgres(folder, FACTS, async ({ seconds, client, postgres }) => {
      const rows = join(postgres.folder, 'rows');
      await client.query(`COPY fact TO '${rows}'`);
      const copies: number[] = [];
      for (let n = 0; n < COPIES; n += 1) {
        await client.query('CREATE TABLE copied (LIKE fact INCLUDING ALL)');
        const began = performance.now();
        await client.query(`COPY copied FROM '${rows}'`);
        copies.push((performance.now() - began) / 1000);
        await client.query('DROP TABLE copied');
      }
      const copy = median(copies);
      return {
        value: seconds / copy,
        note: `${FACTS} facts through HTTP, verified and tallied, in ${seconds.toFixed(1)} s (${Math.round(FACTS / seconds)} a second), against ${copy.toFixed(2)} s for COPY of the same rows into the same table and indices (median of ${COPIES})`,
      };
    }),
};

const FEW = 10_000;
const MANY = 10_000_000;
const AT_ONCE = 500_000;
const ASKED = 200;

export const tallyBigVsSmall: Figure = {
  name: 'tally-10m-vs-10k',
  unit: 'ratio',
  aim: 1.5,
  measure: (folder) =>
    onPostgres(folder, FEW, async ({ day, server, client }) => {
      const few = await asked(day, server);
      // The same facts again and again, under other names: what is counted does not grow, what is kept does.
      for (let from = FEW; from < MANY; from += AT_ONCE) {
        await client.query(
          `INSERT INTO fact
           SELECT fair_id, station, to_hex(($1::int + n) / ${FEW} + 16777216), seq, kind, hash, text,
                  md5(pseudonym || ($1::int + n)), salt, left(md5(pseudonym || ($1::int + n)), 10),
                  blank_short, target, place, $1::int + n + 1
           FROM fact JOIN generate_series(0, $2::int - 1) AS n ON seq = 1 + n % ${FEW}
           WHERE arrival <= ${FEW}`,
          [from, Math.min(AT_ONCE, MANY - from)],
        );
      }
      const many = await asked(day, server);
      const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM fact');
      return {
        value: many / few,
        note: `all figures with what they have seen, through HTTP: ${many.toFixed(2)} ms with ${rows[0]?.count} facts against ${few.toFixed(2)} ms with ${FEW} (medians of ${ASKED})`,
      };
    }),
};

interface AtWork {
  readonly day: DayOffLine;
  readonly server: ServerProcess;
  readonly client: pg.Client;
  readonly postgres: PostgresAtHand & { readonly folder: string };
  /** From the first fact on its way to the last one counted. */
  readonly seconds: number;
}

async function onPostgres(
  folder: string,
  facts: number,
  measure: (atWork: AtWork) => Promise<Measured>,
): Promise<Measured> {
  const postgres = await postgresAtHand();
  if (!postgres?.folder)
    throw new Error('this needs a PostgreSQL on this machine, not one elsewhere');
  await mkdir(join(folder, 'day'));
  const day = await dayOffLine(join(folder, 'day'), facts);
  const server = await startServer({
    data: '',
    fairFile: day.fairFile,
    token: TOKEN,
    database: postgres.url,
  });
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  try {
    const seconds = await drained(day, server.port);
    const { folder: own } = postgres;
    return await measure({ day, server, client, postgres: { ...postgres, folder: own }, seconds });
  } finally {
    day.store.close();
    await client.end();
    await server.stop();
    await postgres.stop();
  }
}

async function asked({ fair }: DayOffLine, { port }: ServerProcess): Promise<number> {
  const address = `http://127.0.0.1:${port}/v1/fairs/${fair}/figures`;
  const times: number[] = [];
  for (let n = 0; n < ASKED; n += 1) {
    const began = performance.now();
    const answer = await fetch(address, { headers: { authorization: `Bearer ${TOKEN}` } });
    await answer.text();
    times.push(performance.now() - began);
  }
  return median(times);
}
