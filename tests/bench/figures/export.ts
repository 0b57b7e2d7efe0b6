import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { figure, median } from '../figure.ts';

/** The square's day with all sheets: 520 employers, 13,500 posts, 18,000 people. */

const full = { posts: 13_500, turns: 5 };
const tiny = { posts: 200, turns: 1 };
const measured = z.object({
  seconds: z.number(),
  before: z.number(),
  mb: z.number(),
  kb: z.number(),
  rows: z.int(),
});

type Exported = z.infer<typeof measured>;

async function exported(posts: number): Promise<Exported> {
  const child = fork(join(import.meta.dirname, '..', 'export-a-day.ts'), [String(posts)]);
  const said = z
    .tuple([measured])
    .rest(z.unknown())
    .parse(await once(child, 'message'));
  return said[0];
}

const series = new Map<number, Promise<Exported[]>>();

/** Both figures come from the same processes. */
function exports({ posts, turns }: typeof full): Promise<Exported[]> {
  const known = series.get(posts) ?? inTurn(posts, turns);
  series.set(posts, known);
  return known;
}

async function inTurn(posts: number, turns: number): Promise<Exported[]> {
  const all = [];
  for (let turn = 0; turn < turns; turn += 1) all.push(await exported(posts));
  return all;
}

export const exportSeconds = figure({
  name: 'xlsx-18k-s',
  unit: 's',
  aim: 2,
  full,
  tiny,
  async measure(_bench, size) {
    const all = await exports(size);
    return {
      value: median(all.map(({ seconds }) => seconds)),
      note: `${all[0]?.rows} figures into ten sheets of ${all[0]?.kb.toFixed(0)} KB; median of ${size.turns} processes`,
    };
  },
});

export const exportMegabytes = figure({
  name: 'xlsx-18k-mb',
  unit: 'MB',
  aim: 200,
  full,
  tiny,
  async measure(_bench, size) {
    const all = await exports(size);
    return {
      value: median(all.map(({ mb, before }) => mb - before)),
      note: `what the export adds at its largest, to ${median(all.map(({ before }) => before)).toFixed(0)} MB of Node with the fair and its figures; median of ${size.turns}`,
    };
  },
});
