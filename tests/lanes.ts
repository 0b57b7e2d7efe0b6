import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runPart } from './report/child.ts';
import { fromRoot, root } from './report/outcome.ts';

/**
 * `npm run test:lanes`: what is too long for `npm test`, or needs another machine, two lanes at a time, with fixed
 * seeds; all together at most 45 minutes. `-- --only NAME` runs one of them; `-- --quick` those that need
 * nothing beyond npm, in at most ten minutes; `-- --fetch` lets a lane get the system that it needs.
 */

interface Lane {
  readonly name: string;
  readonly script: string;
  readonly args?: readonly string[];
  /** Absent where it needs more than npm. */
  readonly quick?: readonly string[];
  /** It stands on another system, which `--fetch` gets. */
  readonly canFetch?: true;
  /** The lines of its output with its totals, and what it could not do. */
  readonly counts?: RegExp;
}

const COUNTS = /^(?:[✓✗] .*\d.*|– .*|\d+ passed, .*)$/gm;

const FIGURES = /^[✓✗] (?:PASS|FAIL).*$/gm;

const lanes: readonly Lane[] = [
  // The longest comes first, beside all others.
  { name: 'windows', script: 'test:windows', canFetch: true },
  {
    name: 'fuzz',
    script: 'fuzz',
    args: ['--seed', '16', '--runs', '200000'],
    quick: ['--seed', '16', '--runs', '50000'],
  },
  {
    name: 'rehearse',
    script: 'rehearse',
    args: ['--seed', '16'],
    quick: ['--seed', '16', '--people', '200', '--kills', '4'],
    counts: FIGURES,
  },
  {
    name: 'rehearse-hub',
    script: 'rehearse',
    args: ['--hub', '--seed', '12'],
    quick: ['--hub', '--seed', '12', '--people', '100', '--stations', '4', '--kills', '10'],
    counts: FIGURES,
  },
  {
    name: 'rehearse-postgres',
    script: 'rehearse',
    args: ['--postgres', '--seed', '21', '--kills', '16'],
    quick: ['--postgres', '--seed', '21', '--people', '50', '--stations', '4', '--kills', '16'],
    counts: /^(?:– .*|[✓✗] (?:PASS|FAIL).*)$/gm,
  },
  {
    name: 'attack',
    script: 'attack',
    args: ['--seed', '19', '--attempts', '10000'],
    quick: ['--seed', '19', '--attempts', '2000'],
    counts: /^\d+ attempts of .*$/gm,
  },
  {
    name: 'monkey',
    script: 'monkey',
    args: ['--seed', '16', '--events', '300'],
    quick: ['--seed', '16', '--events', '80'],
  },
  {
    name: 'bench',
    script: 'bench',
    args: ['--tiny', '--against', '.'],
    quick: ['--tiny', '--against', '.'],
    counts: /^\d+ passed, .*$/gm,
  },
  {
    name: 'screens',
    script: 'screens',
    quick: ['--panel', '1280x800'],
    counts: /^[a-z, -]+: \d+ screens.*$/gm,
  },
  { name: 'electron', script: 'test:electron', canFetch: true },
  { name: 'hid-vm', script: 'test:hid-vm', canFetch: true, counts: /^(?:– .*|\d+ passed, .*)$/gm },
  { name: 'linux-old', script: 'test:linux-old', canFetch: true },
  {
    name: 'server-install',
    script: 'test:server-install',
    canFetch: true,
    counts: /^(?:– .*|\d+ passed, .*)$/gm,
  },
  { name: 'clerk', script: 'test:clerk', counts: /^(?:[✓✗] .*\d.*|.*\d+ taps, .*)$/gm },
  { name: 'faults', script: 'test:faults' },
  { name: 'nginx', script: 'test:nginx' },
];

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    fetch: { type: 'boolean', default: false },
  },
});
const wanted = lanes.filter(
  ({ name, quick }) =>
    (values.only === undefined || name === values.only) && (!values.quick || quick !== undefined),
);
if (wanted.length === 0) {
  console.error(`没有这一项 no such lane: ${lanes.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const logs = join(root, 'test-results', 'lanes');
const sums = { passed: 0, failed: 0, skipped: 0 };
const left = wanted.values();
// A lane often waits, as for a system that starts: two keep two cores busy.
await Promise.all(Array.from({ length: values.quick ? 1 : 2 }, work));
console.log(`记录 logs: ${fromRoot(logs)}/`);
console.log(`${sums.passed} passed, ${sums.failed} failed, ${sums.skipped} skipped`);
process.exitCode = sums.failed === 0 ? 0 : 1;

async function work(): Promise<void> {
  for (const lane of left) sums[await run(lane)] += 1;
}

async function run({
  name,
  script,
  args,
  quick,
  canFetch,
  counts: pattern = COUNTS,
}: Lane): Promise<keyof typeof sums> {
  const own = (values.quick ? quick : args) ?? [];
  const words = [...own, ...(canFetch && values.fetch ? ['--fetch'] : [])];
  const { code, output, ms } = await runPart(
    ['npm', 'run', '--silent', script, '--', ...words],
    join(logs, `${name}.log`),
    { longestMs: Infinity },
  );
  const counts = (output.match(pattern) ?? []).map((line) => line.replaceAll(/ +/g, ' '));
  const isSkipped = counts.length > 0 && counts.every((line) => line.startsWith('–'));
  const state = code !== 0 ? 'failed' : isSkipped ? 'skipped' : 'passed';
  const sign = { passed: '✓', failed: '✗', skipped: '–' }[state];
  if (state === 'failed') console.log(output);
  console.log(`${sign} ${[name, ...words].join(' ')} · ${(ms / 60_000).toFixed(1)} 分钟 minutes`);
  for (const line of counts) console.log(`    ${line}`);
  return state;
}
