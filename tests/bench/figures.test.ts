import { describe, expect, it } from 'vitest';
import { type Figure, figure } from './figure.ts';
import { tableOfHomes } from './home-table.ts';
import { isBad, verdictLines, verdictOf } from './measure.ts';

describe('a figure’s verdict', () => {
  const measuring = (unit: Figure['unit'], measure: () => number): Figure =>
    figure({
      name: 'any',
      unit,
      aim: 2,
      full: {},
      tiny: {},
      measure: async () => ({ value: measure(), note: 'n' }),
    });
  it.each([
    ['a ratio', 'ratio', 'full', 3, 'over'],
    ['a ratio', 'ratio', 'full', 2, 'within'],
    ['a time, which is the machine’s', 'ms', 'full', 3, 'slow'],
    ['a tiny run', 'ratio', 'tiny', 3, 'too small to say'],
  ] as const)('on %s (%s, %s, %d) is: %s', async (_what, unit, scale, value, judgement) => {
    const verdict = await verdictOf(
      measuring(unit, () => value),
      scale,
      { page: async () => expect.unreachable() },
    );
    expect(verdict).toEqual({ kind: 'measured', value, note: 'n', judgement });
    expect(isBad(verdict)).toBe(judgement === 'over');
  });

  it('names what failed, and does not throw', async () => {
    const broken = measuring('ms', () => {
      throw new Error('no such table');
    });
    const verdict = await verdictOf(broken, 'full', { page: async () => expect.unreachable() });
    expect(verdictLines(broken, verdict)).toMatch(/^✗ any .*failed\n.*no such table/);
    expect(
      (
        await verdictOf(
          measuring('ms', () => Number.NaN),
          'full',
          { page: async () => expect.unreachable() },
        )
      ).kind,
    ).toBe('failed');
  });
});

describe('the table of homes', () => {
  const measured = (home: 'sqlite' | 'citus', cells: Record<string, string>) =>
    ({ kind: 'measured', judgement: 'within', value: 1, note: '', home, cells }) as const;

  it('has a column for each home, and says where nothing was measured', () => {
    const skipped = { kind: 'skipped', why: '', home: 'postgres' } as const;
    const table = tableOfHomes([
      measured('sqlite', { 'a flood': '1.20', '10 fairs': '90 /s' }),
      skipped,
      measured('citus', { '10 fairs': '40 /s' }),
    ]);
    expect(table?.split('\n')).toEqual([
      '|  | SQLite | PostgreSQL | Citus |',
      '| --- | --- | --- | --- |',
      '| a flood | 1.20 | – | – |',
      '| 10 fairs | 90 /s | – | 40 /s |',
    ]);
  });

  it('is left out where no figure has a home', () => {
    expect(tableOfHomes([{ kind: 'skipped', why: '', home: undefined }])).toBeUndefined();
  });
});
