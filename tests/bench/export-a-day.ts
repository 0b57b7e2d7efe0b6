import { join } from 'node:path';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { dayView } from '../../shared/report/day-view.ts';
import type { FigureRow } from '../../shared/report/figure-table.ts';
import { reportFile } from '../../shared/report/files.ts';
import { bigFair } from './big-fair.ts';
import { ROOT } from './gate.ts';

/** Exports the square's day as a workbook in its own process, so that its memory can be measured. */

const DAY = '2027-02-27';
const HOURS = ['08', '09', '10', '11', '12', '13', '14', '15', '16', '17'];

const { fair: small } = await loadSampleFair(join(ROOT, 'resources', SAMPLE_FAIR));
const { booths } = bigFair(small, Number(process.argv[2]));
const fair = { ...small, booths };
const rows: FigureRow[] = [];
const add = (figure: string, slice: string, value: number): void => {
  rows.push({ scope: DAY, figure, slice, value });
};
for (const [figure, value] of Object.entries({
  attendees: 18_000,
  entries: 21_000,
  visits: 60_000,
  resumes: 10_000,
  intents: 6_500,
  intentPeople: 5_900,
})) {
  add(figure, '', value);
  for (const hour of HOURS) add(figure, `hour:${hour}`, Math.round(value / HOURS.length));
}
for (const { code, posts } of booths) {
  for (const figure of ['booths', 'visits', 'visitors', 'talks', 'resumes', 'intents', 'signed']) {
    add(figure, `booth:${code}`, 10);
  }
  for (const post of posts) {
    for (const figure of ['resumes', 'intents', 'signed']) add(figure, `post:${post.code}`, 1);
  }
}
const coverage = {
  stations: fair.stations.map(({ slot, role, name }) => ({
    slot,
    role,
    ...name,
    heardMs: 0,
    acked: 7_000,
    proven: 7_000,
    waiting: 0,
    unused: false,
  })),
  forks: [],
  heads: [],
};
const before = peakMb();
const began = performance.now();
const view = dayView({ fair, scope: DAY, scopes: [DAY], rows, coverage, nowMs: 0 });
const { bytes } = await reportFile(fair, view, rows, 'xlsx');
const seconds = (performance.now() - began) / 1000;
process.send?.({
  seconds,
  before,
  mb: peakMb(),
  kb: bytes.length / 1024,
  rows: rows.length,
});

function peakMb(): number {
  return process.resourceUsage().maxRSS / 1024;
}
