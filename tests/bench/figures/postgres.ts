import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import pg from 'pg';
import { type PostgresAtHand, postgresAtHand } from '../../../server/testing/postgres-at-hand.ts';
import { type ServerProcess, startServer } from '../../rehearse/processes.ts';
import { type DayOffLine, dayOffLine, drained } from '../day-off-line.ts';
import { figure, type Measured, median, type Skipped } from '../figure.ts';

/** The server on a real PostgreSQL, compared with that PostgreSQL alone. */

/** Sends its day before the others, so that the server has finished starting. */
const EARLY_BIRD = 1;

/** Uploads are recorded first and replayed, so that only the server uses the processor. */
export const ingestVsCopy = figure({
  name: 'ingest-vs-copy',
  unit: 'ratio',
  aim: 3,
  full: { stations: [4, 5, 6, 7], factsOfEach: 30_000, turns: 3 },
  tiny: { stations: [4], factsOfEach: 200, turns: 1 },
  async measure({ folder }, { stations, factsOfEach, turns }) {
    const postgres = await here();
    if ('skipped' in postgres) return postgres;
    const facts = stations.length * factsOfEach;
    const { fairFile, sent } = await recordedDays(folder, [EARLY_BIRD, ...stations], factsOfEach);
    const [early = [], ...others] = sent;
    const ingested: number[] = [];
    const copied: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      await onPostgres(postgres, fairFile, async ({ server, client }) => {
        await sendAgain(early, server.port);
        const began = performance.now();
        await Promise.all(others.map((own) => sendAgain(own, server.port)));
        ingested.push((performance.now() - began) / 1000);
        const rows = join(postgres.folder, `rows-${turn}`);
        const { rowCount } = await client.query(
          `COPY (SELECT * FROM fact WHERE station <> ${EARLY_BIRD}) TO '${rows}'`,
        );
        if (rowCount !== facts) throw new Error(`${rowCount} of ${facts} facts arrived`);
        await client.query('CREATE TABLE copied (LIKE fact INCLUDING ALL)');
        const copying = performance.now();
        await client.query(`COPY copied FROM '${rows}'`);
        copied.push((performance.now() - copying) / 1000);
      });
    }
    await postgres.stop();
    const [seconds, copy] = [median(ingested), median(copied)];
    return {
      value: seconds / copy,
      note: `${facts} facts of ${stations.length} stations through HTTP, verified and tallied, in ${seconds.toFixed(2)} s (${Math.round(facts / seconds)} a second), against ${copy.toFixed(2)} s for COPY of the same rows into the same table and indices (medians of ${turns}, each on an empty database)`,
    };
  },
});

interface Recorded {
  readonly url: URL;
  readonly options: RequestInit;
}

async function recordedDays(
  folder: string,
  stations: readonly number[],
  factsOfEach: number,
): Promise<{ readonly fairFile: string; readonly sent: readonly Recorded[][] }> {
  const days: DayOffLine[] = [];
  for (const slot of stations) {
    const own = join(folder, `${slot}`);
    await mkdir(own);
    days.push(await dayOffLine(own, factsOfEach, slot));
  }
  const fairFile = days[0]?.fairFile ?? '';
  const server = await startServer({ data: join(folder, 'server'), fairFile });
  const sent: Recorded[][] = [];
  for (const day of days) {
    const own: Recorded[] = [];
    sent.push(own);
    await drained(day, server.port, (url, options) => {
      if (options?.method === 'POST') own.push({ url: new URL(url.toString()), options });
      return fetch(url, options);
    });
    day.store.close();
  }
  await server.stop();
  return { fairFile, sent };
}

async function sendAgain(recorded: readonly Recorded[], port: number): Promise<void> {
  for (const { url, options } of recorded) {
    const answer = await fetch(new URL(url.pathname, `http://127.0.0.1:${port}`), {
      ...options,
      signal: null,
    });
    if (!answer.ok) throw new Error(`answered with ${answer.status}: ${await answer.text()}`);
    await answer.text();
  }
}

const AT_ONCE = 500_000;

export const tallyBigVsSmall = figure({
  name: 'tally-10m-vs-10k',
  unit: 'ratio',
  aim: 1.5,
  full: { few: 10_000, many: 10_000_000, asked: 200 },
  tiny: { few: 200, many: 1_000, asked: 3 },
  measure: ({ folder }, size) =>
    withDrainedDay(folder, size.few, async ({ day, server, client }) => {
      const few = await asked(day, server, size.asked);
      // Sends the same facts under new names: the figures stay while the number of facts grows.
      for (let from = size.few; from < size.many; from += AT_ONCE) {
        await client.query(
          `INSERT INTO fact
           SELECT fair_id, station, to_hex(($1::int + n) / ${size.few} + 16777216), seq, kind, hash, text,
                  md5(pseudonym || ($1::int + n)), salt, left(md5(pseudonym || ($1::int + n)), 10),
                  blank_short, target, place, $1::int + n + 1
           FROM fact JOIN generate_series(0, $2::int - 1) AS n ON seq = 1 + n % ${size.few}
           WHERE arrival <= ${size.few}`,
          [from, Math.min(AT_ONCE, size.many - from)],
        );
      }
      const many = await asked(day, server, size.asked);
      const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM fact');
      return {
        value: many / few,
        note: `all figures with what they have seen, through HTTP: ${many.toFixed(2)} ms with ${rows[0]?.count} facts against ${few.toFixed(2)} ms with ${size.few} (medians of ${size.asked})`,
      };
    }),
});

interface AtWork {
  readonly server: ServerProcess;
  readonly client: pg.Client;
}

type Here = PostgresAtHand & { readonly folder: string };

async function here(): Promise<Here | Skipped> {
  const postgres = await postgresAtHand();
  if (postgres?.folder !== undefined) return { ...postgres, folder: postgres.folder };
  await postgres?.stop();
  return { skipped: '这台机器没有 PostgreSQL this needs a PostgreSQL on this machine' };
}

/** Each measurement gets an empty database and a freshly started server. */
async function onPostgres<T>(
  postgres: Here,
  fairFile: string,
  measure: (atWork: AtWork) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  const server = await startServer({ data: '', fairFile, database: postgres.url });
  try {
    return await measure({ server, client });
  } finally {
    await client.end();
    await server.stop();
  }
}

async function withDrainedDay(
  folder: string,
  facts: number,
  measure: (atWork: AtWork & { readonly day: DayOffLine }) => Promise<Measured>,
): Promise<Measured | Skipped> {
  const postgres = await here();
  if ('skipped' in postgres) return postgres;
  await mkdir(join(folder, 'day'));
  const day = await dayOffLine(join(folder, 'day'), facts);
  try {
    return await onPostgres(postgres, day.fairFile, async (atWork) => {
      await drained(day, atWork.server.port);
      return measure({ ...atWork, day });
    });
  } finally {
    day.store.close();
    await postgres.stop();
  }
}

async function asked({ fair }: DayOffLine, server: ServerProcess, times: number): Promise<number> {
  const address = `http://127.0.0.1:${server.port}/v1/fairs/${fair}/figures`;
  const token = await server.tokenFor(fair);
  const took: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const began = performance.now();
    const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
    await answer.text();
    took.push(performance.now() - began);
  }
  return median(took);
}
