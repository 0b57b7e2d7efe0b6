import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { electronHere } from './journeys/electron-here.ts';
import { runPart } from './report/child.ts';
import { countsOf, type Part, partLines, slowestLines, sumLine } from './report/lines.ts';
import { oneAtATime } from '../electron/commands/start/one-at-a-time.ts';
import { fromRoot, readOutcomes, reportingTo, root } from './report/outcome.ts';

/** `npm test`: format, lint, types, build, unit tests, journeys; one line each, more on failure. */

interface Step {
  /** Names the part's log and report. */
  readonly id: string;
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  readonly hasTests?: true;
}

const reporter = (name: string): string => join(root, 'tests', 'report', `${name}-reporter.ts`);

const checks: readonly Step[] = [
  { id: 'format', name: '排版、复杂度 format, complexity', command: ['biome', 'check'] },
  { id: 'lint', name: '规则 lint', command: ['oxlint', '--type-aware'] },
  { id: 'unused', name: '无人使用 unused', command: ['knip', '--no-progress'] },
  { id: 'types', name: '类型 types', command: ['tsc', '-p', 'tsconfig.json'] },
  { id: 'shared', name: '纯净 shared', command: ['tsc', '-p', 'shared/tsconfig.json'] },
  { id: 'build', name: '构建 build', command: ['vite', 'build', '--app', '--logLevel', 'warn'] },
];

const tests: readonly Step[] = [
  {
    id: 'unit',
    name: '单元 unit',
    command: ['vitest', 'run', '--reporter=default', `--reporter=${reporter('unit')}`],
    hasTests: true,
  },
  {
    id: 'journeys',
    name: '旅程 journeys',
    command: ['playwright', 'test', `--reporter=list,${reporter('journey')}`],
    hasTests: true,
  },
];

oneAtATime(join(root, '.cache', 'npm-test.lock'), () =>
  console.log(
    '这里正有另一次检查，等它结束 another run is under way in this folder: waiting for it',
  ),
);
const results = join(root, 'test-results');
const reports = join(results, 'reports');
await rm(reports, { recursive: true, force: true });
await mkdir(reports, { recursive: true });

const began = performance.now();
// Tests fill a machine by themselves; of the checks, each would leave most of it idle.
const parts = [...(await run(checks, 2)), ...(await run(tests, 1))];

for (const line of parts.flatMap(slowestLines)) console.log(line);
console.log(
  `图片 pictures: ${fromRoot(join(results, 'screens'))}/ · 失败的旅程 failed journeys: ${fromRoot(join(results, 'journeys'))}/ · 记录 logs: ${fromRoot(reports)}/`,
);
const electron = electronHere();
if (!electron.ok)
  console.log(`– 旅程 journeys: 没有经过 Electron not through Electron: ${electron.fault.why}`);
const all = parts.map(countsOf).reduce((sum, { passed, failed, skipped }) => ({
  passed: sum.passed + passed,
  failed: sum.failed + failed,
  skipped: sum.skipped + skipped,
}));
console.log(sumLine(all, performance.now() - began));
process.exitCode = all.failed === 0 ? 0 : 1;

/** Prints each step's lines in the order of the steps, whichever ends first. */
async function run(steps: readonly Step[], atOnce: number): Promise<Part[]> {
  const turns = steps.map((step) => ({ step, ...Promise.withResolvers<Ended>() }));
  const left = turns.values();
  for (let n = 0; n < atOnce; n += 1) void work();
  const done: Part[] = [];
  for (const { promise } of turns) {
    const { part, output } = await promise;
    for (const line of partLines(part)) console.log(line);
    // If no failed test explains the exit code, only the output does.
    const explained = part.outcomes?.some(({ state }) => state === 'failed');
    if (!part.ok && !explained) console.log(output);
    done.push(part);
  }
  return done;

  async function work(): Promise<void> {
    for (const { step, resolve, reject } of left) await runStep(step).then(resolve, reject);
  }
}

interface Ended {
  readonly part: Part;
  readonly output: string;
}

async function runStep({ id, name, command, hasTests }: Step): Promise<Ended> {
  const report = join(reports, `${id}.json`);
  const [program, ...args] = command;
  const { code, output, ms } = await runPart(
    [join(root, 'node_modules', '.bin', program), ...args],
    join(reports, `${id}.log`),
    { env: reportingTo(report) },
  );
  const outcomes = hasTests && (await readOutcomes(report).catch(() => undefined));
  return { part: { name, ok: code === 0, ms, ...(outcomes && { outcomes }) }, output };
}
