import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Figure } from './figure.ts';
import { checkinBigVsSmall } from './figures/checkin-big-vs-small.ts';
import { checkinSealedVsRaw, checkinVsRaw } from './figures/checkin-vs-raw.ts';
import { drain60k, drainVsPouchdb } from './figures/drain.ts';
import { exportMegabytes, exportSeconds } from './figures/export.ts';
import { liveDelay } from './figures/live-delay.ts';
import { match13500 } from './figures/match.ts';
import { ingestVsCopy, tallyBigVsSmall } from './figures/postgres.ts';
import { find100k, import100k, seal100k } from './figures/registered.ts';
import { checkinWhileSending } from './figures/while-sending.ts';
import { scanBurstLost, scanBurstP99 } from './figures/scan-burst.ts';
import { boothScanToPaint, scanToPaint } from './figures/scan-to-paint.ts';

/** `npm run bench`: all figures, or with `-- --only NAME,NAME` some; `-- --json FILE` keeps them. */

const figures: readonly Figure[] = [
  checkinVsRaw,
  checkinSealedVsRaw,
  checkinBigVsSmall,
  scanToPaint,
  boothScanToPaint,
  scanBurstP99,
  scanBurstLost,
  match13500,
  seal100k,
  import100k,
  find100k,
  drain60k,
  drainVsPouchdb,
  checkinWhileSending,
  exportSeconds,
  exportMegabytes,
  liveDelay,
  ingestVsCopy,
  tallyBigVsSmall,
];

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, json: { type: 'string' } },
});
const wanted = values.only?.flatMap((names) => names.split(','));
const unknown = wanted?.filter((name) => !figures.some((figure) => figure.name === name)) ?? [];

if (unknown.length > 0) {
  console.error(`没有这样的指标 no such figure: ${unknown.join(', ')}`);
  console.error(`有 there are: ${figures.map(({ name }) => name).join(', ')}`);
  process.exitCode = 2;
} else {
  await run(figures.filter(({ name }) => wanted === undefined || wanted.includes(name)));
}

async function run(chosen: readonly Figure[]): Promise<void> {
  const results = [];
  for (const figure of chosen) {
    const { name, unit, aim } = figure;
    const folder = await mkdtemp(join(tmpdir(), 'chunfeng-bench-'));
    const stop = (): void => {
      void rm(folder, { recursive: true, force: true }).finally(() => process.exit(130));
    };
    process.once('SIGINT', stop);
    try {
      const { value, note } = await figure.measure(folder);
      const ok = value <= aim;
      results.push({ name, value, unit, aim, ok, note });
      console.log(
        `${ok ? '✓' : '✗'} ${name}  ${value.toFixed(3)} ${unit}  (≤ ${aim})\n    ${note}`,
      );
    } finally {
      process.off('SIGINT', stop);
      await rm(folder, { recursive: true, force: true });
    }
  }
  if (values.json !== undefined) {
    await writeFile(values.json, `${JSON.stringify(results, undefined, 2)}\n`);
  }
  if (results.some(({ ok }) => !ok)) process.exitCode = 1;
}
