import { describe, expect, it } from 'vitest';
import { countsOf, type Part, partLines, slowestLines } from './lines.ts';
import type { Outcome } from './outcome.ts';

const passed: Outcome = {
  file: 'shared/a.test.ts',
  name: 'a > adds',
  state: 'passed',
  ms: 1_500,
  message: '',
  pictures: [],
};
const failed: Outcome = {
  file: 'tests/journeys/b.spec.ts',
  name: '[portrait] greets',
  state: 'failed',
  ms: 20_000,
  message: `\u001B[31mexpected 1\u001B[39m\n\n${'more\n'.repeat(20)}`,
  pictures: ['test-results/journeys/b/test-failed-1.png'],
};
const skipped: Outcome = { ...passed, state: 'skipped', message: 'no PostgreSQL here' };

const part = (ok: boolean, outcomes?: readonly Outcome[]): Part => ({
  name: 'unit',
  ok,
  ms: 90_000,
  ...(outcomes && { outcomes }),
});

describe('the lines of npm test', () => {
  it.each([
    ['a part without tests', part(true), ['✓ unit · 1 passed, 0 failed · 1.5 分钟 minutes']],
    ['one that broke', part(false), ['✗ unit · 0 passed, 1 failed · 1.5 分钟 minutes']],
    [
      'a reason to skip, once',
      part(true, [passed, skipped, skipped]),
      ['✓ unit · 1 passed, 0 failed, 2 skipped · 1.5 分钟 minutes', '– no PostgreSQL here'],
    ],
    [
      'an end before the report',
      part(false, [passed]),
      ['✗ unit · 1 passed, 1 failed · 1.5 分钟 minutes'],
    ],
  ])('are few for %s', (_what, given, lines) => {
    expect(partLines(given)).toEqual(lines);
  });

  it('name each failed test, the first lines of its message and its picture', () => {
    const [sum, name, first, ...rest] = partLines(part(false, [passed, failed]));
    expect(sum).toBe('✗ unit · 1 passed, 1 failed · 1.5 分钟 minutes');
    expect(name).toBe('  ✗ tests/journeys/b.spec.ts > [portrait] greets');
    expect(first).toBe('      expected 1');
    expect(rest.filter((line) => line.trim() === 'more')).toHaveLength(11);
    expect(rest.slice(-2)).toEqual([
      '      …',
      '      → test-results/journeys/b/test-failed-1.png',
    ]);
  });

  it('name the ten slowest tests, slowest first', () => {
    const many = Array.from({ length: 12 }, (_, n) => ({ ...passed, name: `${n}`, ms: n * 1_000 }));
    const [heading, ...lines] = slowestLines(part(true, many));
    expect(heading).toContain('unit');
    expect(lines).toHaveLength(10);
    expect(lines[0]).toBe('    11.0 s  shared/a.test.ts > 11');
    expect(slowestLines(part(true))).toEqual([]);
  });

  it('count a part that fails without a failed test as one failure', () => {
    expect(countsOf(part(false, [passed]))).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });
});
