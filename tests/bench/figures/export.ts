import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { type Figure, median } from '../figure.ts';

/** The square's day with all sheets: 520 employers, 13,500 posts, 18,000 people. */

const TURNS = 5;
const measured = z.object({
  seconds: z.number(),
  before: z.number(),
  mb: z.number(),
  kb: z.number(),
  rows: z.int(),
});

async function exported(): Promise<z.infer<typeof measured>> {
  const child = fork(join(import.meta.dirname, '..', 'export-a-day.ts'));
  const said = z
    .tuple([measured])
    .rest(z.unknown())
    .parse(await once(child, 'message'));
  return said[0];
}

async function turns(): Promise<z.infer<typeof measured>[]> {
  const all = [];
  for (let turn = 0; turn < TURNS; turn += 1) all.push(await exported());
  return all;
}

export const exportSeconds: Figure = {
  name: 'xlsx-18k-s',
  unit: 's',
  aim: 2,
  async measure() {
    const all = await turns();
    return {
      value: median(all.map(({ seconds }) => seconds)),
      note: `${all[0]?.rows} figures into ten sheets of ${all[0]?.kb.toFixed(0)} KB; median of ${TURNS} processes`,
    };
  },
};

export const exportMegabytes: Figure = {
  name: 'xlsx-18k-mb',
  unit: 'MB',
  aim: 200,
  async measure() {
    const all = await turns();
    return {
      value: median(all.map(({ mb, before }) => mb - before)),
      note: `what the export adds at its largest, to ${median(all.map(({ before }) => before)).toFixed(0)} MB of Node with the fair and its figures; median of ${TURNS}`,
    };
  },
};
