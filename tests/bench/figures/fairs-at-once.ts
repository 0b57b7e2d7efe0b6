import { join } from 'node:path';
import { figure, median, quantile } from '../figure.ts';
import { type ReadyFair, readyFair, sent } from '../many-fairs.ts';
import { type HomeKind, homes } from '../server-homes.ts';

/** Fairs that send at once to one server, each one upload after the other: what fairs cost, not facts. */

interface Took {
  readonly fairs: number;
  readonly aSecond: number;
  readonly ms: readonly number[];
}

const fairsAtOnce = ({ home, lacks, open }: HomeKind) =>
  figure({
    name: `fairs-at-once-${home}`,
    home,
    unit: 'ratio',
    aim: 1.5,
    full: { steps: [1, 10, 50, 300], least: 200, uploads: 4, facts: 4 },
    tiny: { steps: [1, 2], least: 2, uploads: 1, facts: 2 },
    async measure({ folder }, { steps, least, uploads, facts }) {
      const all: ReadyFair[][] = [];
      for (const count of steps) {
        const fairs: ReadyFair[] = [];
        // A few fairs send more each, or their median would be of a handful.
        const each = Math.max(uploads, Math.ceil(least / count));
        for (let n = 0; n < count; n += 1) {
          fairs.push(await readyFair({ stations: 1, uploads: each + 1, factsOfEach: facts }));
        }
        all.push(fairs);
      }
      const held = await open({ folder: join(folder, 'home'), fairs: all.flat() });
      if (!held) return { skipped: lacks };
      const server = await held.start();
      const took: Took[] = [];
      for (const fairs of all) took.push(await together(server.port, fairs));
      await held.end();
      const [few, most] = [took[1], took.at(-1)];
      const value = (few?.aSecond ?? Number.NaN) / (most?.aSecond ?? Number.NaN);
      return {
        value,
        note: `uploads of ${facts} facts a second with so many fairs at once: ${took.map(said).join('; ')}`,
        cells: {
          ...Object.fromEntries(
            took.map((step) => [
              `${step.fairs} 场同时 fairs at once`,
              `${step.aSecond.toFixed(0)} /s, ${median(step.ms).toFixed(0)} ms`,
            ]),
          ),
          [`${few?.fairs} : ${most?.fairs} 场 fairs`]: value.toFixed(2),
        },
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

export const fairsAtOnces = homes.map(fairsAtOnce);
