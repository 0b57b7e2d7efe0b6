import { join } from 'node:path';
import type { ServerProcess } from '../../rehearse/processes.ts';
import { figure, median, quantile } from '../figure.ts';
import { type ReadyFair, readyFair, sent } from '../many-fairs.ts';
import { type HomeKind, homes } from '../server-homes.ts';

/**
 * A small fair's uploads while a large one sends all it can to the same server, against the same while it sends to
 * another server on this machine: the difference is what fairs take from each other, not from the processor.
 */

const besideAFlood = ({ home, lacks, open }: HomeKind) =>
  figure({
    name: `beside-a-flood-${home}`,
    home,
    unit: 'ratio',
    aim: 2,
    full: { stations: 24, uploads: 4, facts: 300, probes: 40 },
    tiny: { stations: 2, uploads: 1, facts: 5, probes: 1 },
    async measure({ folder }, { stations, uploads, facts, probes }) {
      const flood = await readyFair({ stations, uploads, factsOfEach: facts });
      const small = await readyFair({ stations: 3, uploads: 2 * probes, factsOfEach: 4 });
      const fairs = [small, flood];
      const here = await open({ folder: join(folder, 'here'), fairs });
      const there = here && (await open({ folder: join(folder, 'there'), fairs }));
      if (!here || !there) return { skipped: lacks };
      const [near, far] = [await here.start(), await there.start()];
      const alone = await probed(near, small, far, flood, [0, probes]);
      const flooded = await probed(near, small, near, flood, [probes, 2 * probes]);
      await here.end();
      await there.end();
      const value = median(flooded) / median(alone);
      return {
        value,
        note: `an upload of 4 facts took ${said(flooded)} beside ${stations} stations of another fair that send ${facts} facts at a time to the same server, ${said(alone)} while they send to another one here`,
        cells: {
          '一场旁边有一场在灌 one fair beside a flooding one': `${value.toFixed(2)}: ${briefly(flooded)} / ${briefly(alone)} ms`,
        },
      };
    },
  });

const briefly = (took: readonly number[]): string => median(took).toFixed(0);

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

export const besideAFloods = homes.map(besideAFlood);
