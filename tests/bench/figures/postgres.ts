import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import pg from 'pg';
import { type PostgresAtHand, postgresAtHand } from '../../../server/testing/postgres-at-hand.ts';
import { type ServerProcess, startServer } from '../../rehearse/processes.ts';
import { type DayOffLine, dayOffLine, drained, TOKEN } from '../day-off-line.ts';
import { type Figure, type Measured, median } from '../figure.ts';

/** The server on a real PostgreSQL, against what that PostgreSQL can do. */

/** Sends its day before the others: what is measured is a server at work, not one that starts. */
const EARLY_BIRD = 1;
const STATIONS = [4, 5, 6, 7];
const FACTS_OF_EACH = 30_000;
const FACTS = STATIONS.length * FACTS_OF_EACH;
const TURNS = 3;

/** What stations sent is sent again, as it was, so that the machine's time is the server's. */
export const ingestVsCopy: Figure = {
  name: 'ingest-vs-copy',
  unit: 'ratio',
  aim: 3,
  async measure(folder) {
    const { fairFile, sent } = await recordedDays(folder, [EARLY_BIRD, ...STATIONS]);
    const [early = [], ...others] = sent;
    const postgres = await here();
    const ingested: number[] = [];
    const copied: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      await onPostgres(postgres, fairFile, async ({ server, client }) => {
        await sendAgain(early, server.port);
        const began = performance.now();
        await Promise.all(others.map((own) => sendAgain(own, server.port)));
        ingested.push((performance.now() - began) / 1000);
        const rows = join(postgres.folder, `rows-${turn}`);
        const { rowCount } = await client.query(
          `COPY (SELECT * FROM fact WHERE station <> ${EARLY_BIRD}) TO '${rows}'`,
        );
        if (rowCount !== FACTS) throw new Error(`${rowCount} of ${FACTS} facts arrived`);
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
      note: `${FACTS} facts of ${STATIONS.length} stations through HTTP, verified and tallied, in ${seconds.toFixed(2)} s (${Math.round(FACTS / seconds)} a second), against ${copy.toFixed(2)} s for COPY of the same rows into the same table and indices (medians of ${TURNS}, each on an empty database)`,
    };
  },
};

interface Recorded {
  readonly url: URL;
  readonly options: RequestInit;
}

async function recordedDays(
  folder: string,
  stations: readonly number[],
): Promise<{ readonly fairFile: string; readonly sent: readonly Recorded[][] }> {
  const days: DayOffLine[] = [];
  for (const slot of stations) {
    const own = join(folder, `${slot}`);
    await mkdir(own);
    days.push(await dayOffLine(own, FACTS_OF_EACH, slot));
  }
  const fairFile = days[0]?.fairFile ?? '';
  const server = await startServer({ data: join(folder, 'server'), fairFile, token: TOKEN });
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

const FEW = 10_000;
const MANY = 10_000_000;
const AT_ONCE = 500_000;
const ASKED = 200;

export const tallyBigVsSmall: Figure = {
  name: 'tally-10m-vs-10k',
  unit: 'ratio',
  aim: 1.5,
  measure: (folder) =>
    withDrainedDay(folder, FEW, async ({ day, server, client }) => {
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
  readonly server: ServerProcess;
  readonly client: pg.Client;
}

type Here = PostgresAtHand & { readonly folder: string };

async function here(): Promise<Here> {
  const postgres = await postgresAtHand();
  if (!postgres?.folder)
    throw new Error('this needs a PostgreSQL on this machine, not one elsewhere');
  return { ...postgres, folder: postgres.folder };
}

/** On an empty database, with a server that has just begun. */
async function onPostgres<T>(
  postgres: Here,
  fairFile: string,
  measure: (atWork: AtWork) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  const server = await startServer({ data: '', fairFile, token: TOKEN, database: postgres.url });
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
): Promise<Measured> {
  await mkdir(join(folder, 'day'));
  const day = await dayOffLine(join(folder, 'day'), facts);
  const postgres = await here();
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
