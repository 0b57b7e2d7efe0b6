import { describe, expect, it } from 'vitest';
import { type Coverage, coverageWords, isWhole, seenOf, type SeenStation } from './coverage.ts';

const NOW = Date.UTC(2027, 1, 27, 10);
const station = (slot: number, more: Partial<SeenStation> = {}): SeenStation => ({
  slot,
  zh: '站',
  en: 'Station',
  role: 'booth',
  heardMs: NOW - 1_000,
  acked: 12,
  proven: 12,
  waiting: 0,
  unused: false,
  ...more,
});
const seen = (...stations: SeenStation[]) => {
  const coverage: Coverage = { stations, forks: [], heads: [] };
  return seenOf(coverage, NOW);
};

describe('what a machine that was replaced holds back', () => {
  const replaced = { replacedBy: 20, waiting: 40 } as const;

  it('is missing, though nobody waits for the machine', () => {
    const now = seen(station(4, replaced), station(20));
    expect(now).toMatchObject({ all: 1, complete: 1, missing: 40 });
    expect(isWhole(now)).toBe(false);
    expect(coverageWords(now, () => '').zh).toBe('1 个站点中 1 个已到齐；已知 40 条记录还没到');
  });

  it('is given up once it is revoked', () => {
    const now = seen(station(4, { ...replaced, revoked: true }), station(20));
    expect(isWhole(now)).toBe(true);
  });
});
