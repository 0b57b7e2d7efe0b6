import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { electronHere } from './journeys/electron-here.ts';

/** `npm test`: format, lint, types, unit tests, build, journeys; one line each and one sum. */

const root = fileURLToPath(new URL('../', import.meta.url));
const bin = (name: string): string => join(root, 'node_modules', '.bin', name);
const reports = await mkdtemp(join(tmpdir(), 'chunfeng-test-'));

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly count?: () => Promise<Counts>;
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Why some were skipped: a group that skips itself says it in its name. */
  readonly reasons?: ReadonlySet<string>;
  /** What a reporter into a file keeps to itself. */
  readonly failures?: readonly string[];
}

/** No step takes as long, and no machine is as slow: whatever does is stuck, and is told. */
const LONGEST_MS = 30 * 60_000;
const ORPHANED_MS = 30_000;

const unitReport = join(reports, 'unit.json');
const journeyReport = join(reports, 'journeys.json');

const steps: readonly Step[] = [
  { name: '排版 format', command: [bin('biome'), 'format'] },
  { name: '规则 lint', command: [bin('oxlint'), '--type-aware'] },
  { name: '类型 types', command: [bin('tsc'), '-p', 'tsconfig.json'] },
  { name: '纯净 shared', command: [bin('tsc'), '-p', 'shared/tsconfig.json'] },
  { name: '构建 build', command: [bin('vite'), 'build', '--app', '--logLevel', 'warn'] },
  {
    name: '单元 unit',
    command: [bin('vitest'), 'run', '--reporter=json', `--outputFile=${unitReport}`],
    count: async () => {
      const report = z
        .object({
          numPassedTests: z.int(),
          numFailedTests: z.int(),
          numPendingTests: z.int(),
          testResults: z.array(
            z.object({
              name: z.string(),
              message: z.string().optional(),
              assertionResults: z.array(
                z.object({
                  status: z.string(),
                  fullName: z.string(),
                  ancestorTitles: z.array(z.string()),
                  failureMessages: z.array(z.string()).nullish(),
                }),
              ),
            }),
          ),
        })
        .parse(JSON.parse(await readFile(unitReport, 'utf8')));
      return {
        passed: report.numPassedTests,
        failed: report.numFailedTests,
        skipped: report.numPendingTests,
        failures: report.testResults.flatMap(({ name, message, assertionResults }) => [
          ...(message ? [`${name}\n${message}`] : []),
          ...assertionResults
            .filter(({ status }) => status === 'failed')
            .map(({ fullName, failureMessages }) =>
              [`${name}: ${fullName}`, ...(failureMessages ?? [])].join('\n'),
            ),
        ]),
        reasons: new Set(
          report.testResults
            .flatMap(({ assertionResults }) => assertionResults)
            .filter(({ status }) => status === 'skipped')
            .map(({ ancestorTitles }) => ancestorTitles[0] ?? ''),
        ),
      };
    },
  },
  {
    name: '旅程 journeys',
    command: [bin('playwright'), 'test', '--reporter=json'],
    count: async () => {
      const { stats } = z
        .object({
          stats: z.object({
            expected: z.int(),
            unexpected: z.int(),
            flaky: z.int(),
            skipped: z.int(),
          }),
        })
        .parse(JSON.parse(await readFile(journeyReport, 'utf8')));
      // A test that passed at the second try is no test to rely on.
      return {
        passed: stats.expected,
        failed: stats.unexpected + stats.flaky,
        skipped: stats.skipped,
      };
    },
  },
];

let passed = 0;
let failed = 0;
let skipped = 0;
for (const step of steps) {
  const { code, output } = await run(step.command);
  const counts = await step.count?.().catch(() => undefined);
  passed += counts?.passed ?? (code === 0 && !step.count ? 1 : 0);
  skipped += counts?.skipped ?? 0;
  failed += Math.max(counts?.failed ?? 0, code === 0 ? 0 : 1);
  const sum = counts
    ? ` ${counts.passed} passed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`
    : '';
  console.log(`${code === 0 ? '✓' : '✗'} ${step.name}${sum}`);
  if (code !== 0) console.log([output, ...(counts?.failures ?? [])].join('\n'));
  else for (const reason of counts?.reasons ?? []) console.log(`– ${reason}`);
}
await rm(reports, { recursive: true, force: true });
const electron = electronHere();
if (!electron.ok)
  console.log(`– 旅程 journeys: 没有经过 Electron not through Electron: ${electron.fault.why}`);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;

function run(command: readonly string[]): Promise<{ code: number; output: string }> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: journeyReport, FORCE_COLOR: '0' },
    });
    const keep = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    const stuck = setTimeout(() => {
      output += `\n没有结束，已停下 did not end within ${LONGEST_MS / 60_000} minutes, and was stopped`;
      child.kill('SIGKILL');
    }, LONGEST_MS);
    child.on('exit', (code) => {
      clearTimeout(stuck);
      // Whatever it started and did not stop holds its output open, for good.
      const orphaned = setTimeout(() => {
        output += '\n留下了没有结束的进程 left a process behind';
        child.stdout.destroy();
        child.stderr.destroy();
        resolve({ code: 1, output });
      }, ORPHANED_MS);
      child.on('close', () => {
        clearTimeout(orphaned);
        resolve({ code: code ?? 1, output });
      });
    });
  });
}
