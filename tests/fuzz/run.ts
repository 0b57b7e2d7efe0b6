import { parseArgs } from 'node:util';
import { keep } from './corpus.ts';
import { dice } from './sequences.ts';
import { sequence, verdict } from './subjects.ts';

/** `npm run fuzz -- --runs N [--seed S]`: runs N sequences through every decoder. */

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '1000000' }, seed: { type: 'string' } },
});
const runs = Number(values.runs);
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(values.seed);
const roll = dice(seed);
const began = performance.now();
let peak = 0;
let found = 0;
for (let run = 0; run < runs && found < 5; run += 1) {
  const { subject, reports } = sequence(roll);
  const wrong = verdict(subject, reports);
  if (wrong !== undefined) {
    found += 1;
    const file = await keep(subject.name, wrong, shortest(subject, reports));
    console.log(`✗ ${subject.name}: ${wrong}\n  ${file}`);
  }
  if (run % 10_000 === 0) peak = Math.max(peak, process.memoryUsage().heapUsed);
}
const seconds = (performance.now() - began) / 1000;
console.log(
  `${found === 0 ? '✓' : '✗'} ${runs} sequences, ${Math.round(runs / seconds)} a second, ` +
    `heap at most ${Math.round(peak / 2 ** 20)} MB, seed ${seed}`,
);
process.exitCode = found === 0 ? 0 : 1;

/** Removes every report that is not needed to reproduce the failure. */
function shortest(
  subject: Parameters<typeof verdict>[0],
  reports: readonly Uint8Array[],
): Uint8Array[] {
  let kept = [...reports];
  for (let at = kept.length - 1; at >= 0; at -= 1) {
    const without = kept.toSpliced(at, 1);
    if (verdict(subject, without) !== undefined) kept = without;
  }
  return kept;
}
