import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runPart } from './child.ts';
import { type Outcome, readOutcomes, reportingTo, root } from './outcome.ts';

/** Runs each test runner, with our reporter, on a small project that fails in every way. */

const bin = (name: string): string => join(root, 'node_modules', '.bin', name);
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-report-'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function reported(file: string, source: string, command: string[]): Promise<Outcome[]> {
  await writeFile(join(folder, file), source);
  const report = join(folder, `${file}.json`);
  const { code } = await runPart(command, `${report}.log`, { env: reportingTo(report) });
  expect(code).toBe(1);
  return readOutcomes(report);
}

const stateOf = (outcomes: readonly Outcome[], name: string): unknown[] =>
  outcomes
    .filter((outcome) => outcome.name.endsWith(name))
    .map(({ state, message }) => [state, message.split('\n')[0]]);

describe('a report of failures', () => {
  it('lists every unit test, and failures outside tests', async () => {
    const outcomes = await reported(
      'small.test.ts',
      `import { beforeAll, describe, expect, test } from 'vitest';
       test('adds', () => expect(1).toBe(1));
       describe('group', () => { test('subtracts', () => expect('one').toBe('two')); });
       describe('hooked', () => { beforeAll(() => { throw new Error('no folder'); }); test('waits', () => undefined); });
       test.skip('later', () => undefined);
       setTimeout(() => { throw new Error('stray'); }, 0);
       test('lasts', () => new Promise((resolve) => setTimeout(resolve, 50)));`,
      [
        bin('vitest'),
        'run',
        `--root=${folder}`,
        `--reporter=${join(root, 'tests', 'report', 'unit-reporter.ts')}`,
      ],
    );
    expect(stateOf(outcomes, 'adds')).toEqual([['passed', '']]);
    expect(stateOf(outcomes, 'group > subtracts')).toEqual([
      ['failed', "expected 'one' to be 'two' // Object.is equality"],
    ]);
    expect(stateOf(outcomes, 'hooked > its hooks')).toEqual([['failed', 'no folder']]);
    expect(stateOf(outcomes, 'later')).toEqual([['skipped', 'later']]);
    expect(stateOf(outcomes, 'outside all tests')).toEqual([['failed', 'stray']]);
    expect(outcomes.find(({ name }) => name === 'lasts')?.ms).toBeGreaterThan(0);
  });

  it('lists every journey, its project and its pictures', async () => {
    await writeFile(
      join(folder, 'small.config.ts'),
      `export default { testDir: ${JSON.stringify(folder)}, testMatch: 'small.spec.ts', outputDir: ${JSON.stringify(join(folder, 'results'))}, projects: [{ name: 'portrait' }] };`,
    );
    const outcomes = await reported(
      'small.spec.ts',
      `import { expect, test } from '@playwright/test';
       test('walks', () => undefined);
       test('falls', async () => {
         await test.info().attach('picture', { path: ${JSON.stringify(join(folder, 'small.spec.ts'))}, contentType: 'image/png' });
         expect(1).toBe(2);
       });
       test('rests', () => test.skip(true, 'no display'));`,
      [
        bin('playwright'),
        'test',
        `--config=${join(folder, 'small.config.ts')}`,
        `--reporter=${join(root, 'tests', 'report', 'journey-reporter.ts')}`,
      ],
    );
    expect(stateOf(outcomes, '[portrait] walks')).toEqual([['passed', '']]);
    expect(stateOf(outcomes, '[portrait] rests')).toEqual([['skipped', 'no display']]);
    const [fallen] = outcomes.filter(({ state }) => state === 'failed');
    expect(fallen?.name).toBe('[portrait] falls');
    expect(fallen?.message).toContain('toBe');
    expect(fallen?.pictures).toHaveLength(1);
  });
});
