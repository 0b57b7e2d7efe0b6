import { join } from 'node:path';
import type { ServerProcess } from '../../rehearse/processes.ts';
import { figure, median, quantile } from '../figure.ts';
import { type ReadyFair, readyFair, sent } from '../many-fairs.ts';
import { onPostgres, onSqlite, type OpenHome } from '../server-homes.ts';

/**
 * A small fair's uploads while a large one sends all it can to the same server, against the same while it sends to
 * another server on this machine: the difference is what fairs take from each other, not from the processor.
 */

const besideAFlood = (name: string, open: OpenHome) =>
  figure({
    name,
    unit: 'ratio',
    aim: 2,
    full: { stations: 24, uploads: 4, facts: 300, probes: 40 },
    tiny: { stations: 2, uploads: 1, facts: 5, probes: 1 },
    async measure({ folder }, { stations, uploads, facts, probes }) {
      const flood = await readyFair({ stations, uploads, factsOfEach: facts });
      const small = await readyFair({ stations: 3, uploads: 2 * probes, factsOfEach: 4 });
      const here = await open(join(folder, 'here'), [small, flood]);
      const there = here && (await open(join(folder, 'there'), [small, flood]));
      if (!here || !there)
        return { skipped: '这台机器没有 PostgreSQL this needs a PostgreSQL here' };
      const alone = await probed(here.server, small, there.server, flood, [0, probes]);
      const beside = await probed(here.server, small, here.server, flood, [probes, 2 * probes]);
      await here.end();
      await there.end();
      return {
        value: median(beside) / median(alone),
        note: `an upload of 4 facts took ${said(beside)} beside ${stations} stations of another fair that send ${facts} facts at a time to the same server, ${said(alone)} while they send to another one here`,
      };
    },
  });

const said = (took: readonly number[]): string =>
  `${median(took).toFixed(0)} ms (p95 ${quantile(took, 0.95).toFixed(0)}, n ${took.length})`;

const PERIOD_MS = 300;

/** The flood begins first, and goes on until the last probe is answered. */
async function probed(
  server: ServerProcess,
  small: ReadyFair,
  flooded: ServerProcess,
  flood: ReadyFair,
  [from, to]: readonly [number, number],
): Promise<number[]> {
  let isOver = false;
  let floods = 0;
  const flooding = Promise.all(
    flood.stations.map(async ({ slot, uploads }) => {
      for (const upload of uploads) {
        await sent(flooded.port, flood.id, slot, upload);
        floods += 1;
      }
    }),
  ).finally(() => {
    isOver = true;
  });
  const took: number[] = [];
  const probing = small.stations.map(async ({ slot, uploads }) => {
    for (const upload of uploads.slice(from, to)) {
      const ms = await sent(server.port, small.id, slot, upload);
      if (!isOver || took.length === 0) took.push(ms);
      if (!isOver) await new Promise((resolve) => setTimeout(resolve, PERIOD_MS));
    }
  });
  await Promise.all([...probing, flooding]);
  if (floods === 0) throw new Error('nothing flooded');
  return took;
}

export const besideAFloodSqlite = besideAFlood('beside-a-flood-sqlite', onSqlite);
export const besideAFloodPostgres = besideAFlood('beside-a-flood-postgres', onPostgres);
