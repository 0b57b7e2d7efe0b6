import { join } from 'node:path';
import { figure, median, quantile } from '../figure.ts';
import { type ReadyFair, readyFair, sent } from '../many-fairs.ts';
import { onPostgres, onSqlite, type OpenHome } from '../server-homes.ts';

/** Fairs that send at once to one server, each one upload after the other: what fairs cost, not facts. */

interface Took {
  readonly fairs: number;
  readonly aSecond: number;
  readonly ms: readonly number[];
}

const fairsAtOnce = (name: string, open: OpenHome) =>
  figure({
    name,
    unit: 'ratio',
    aim: 1.5,
    full: { steps: [1, 10, 50, 300], uploads: 4, facts: 4 },
    tiny: { steps: [1, 2], uploads: 1, facts: 2 },
    async measure({ folder }, { steps, uploads, facts }) {
      const all: ReadyFair[][] = [];
      for (const count of steps) {
        const fairs: ReadyFair[] = [];
        for (let n = 0; n < count; n += 1) {
          fairs.push(await readyFair({ stations: 1, uploads: uploads + 1, factsOfEach: facts }));
        }
        all.push(fairs);
      }
      const home = await open(join(folder, 'home'), all.flat());
      if (!home) return { skipped: '这台机器没有 PostgreSQL this needs a PostgreSQL here' };
      const took: Took[] = [];
      for (const fairs of all) took.push(await together(home.server.port, fairs));
      await home.end();
      const [few, most] = [took[1], took.at(-1)];
      return {
        value: (few?.aSecond ?? Number.NaN) / (most?.aSecond ?? Number.NaN),
        note: `uploads of ${facts} facts a second with so many fairs at once: ${took.map(said).join('; ')}`,
      };
    },
  });

const said = ({ fairs, aSecond, ms }: Took): string =>
  `${fairs}: ${aSecond.toFixed(0)} (median ${median(ms).toFixed(0)} ms, p95 ${quantile(ms, 0.95).toFixed(0)})`;

/** The first upload of each fair is not counted: a server reads a fair when it is first needed. */
async function together(port: number, fairs: readonly ReadyFair[]): Promise<Took> {
  const senders = fairs.flatMap(({ id, stations }) =>
    stations.map(({ slot, uploads: [first, ...others] }) => ({ id, slot, first, others })),
  );
  for (const { id, slot, first } of senders) if (first) await sent(port, id, slot, first);
  const ms: number[] = [];
  const began = performance.now();
  await Promise.all(
    senders.map(async ({ id, slot, others }) => {
      for (const upload of others) ms.push(await sent(port, id, slot, upload));
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  return { fairs: fairs.length, aSecond: ms.length / seconds, ms };
}

export const fairsAtOnceSqlite = fairsAtOnce('fairs-at-once-sqlite', onSqlite);
export const fairsAtOncePostgres = fairsAtOnce('fairs-at-once-postgres', onPostgres);
