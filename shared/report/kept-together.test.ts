import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptTogether } from './kept-together.ts';

const short = (counts: number[]): string => {
  const kept = keptTogether(counts);
  if (kept === 'withheld') return kept;
  return counts.map((count, i) => (kept[i] === 'shown' ? count : kept[i])).join(' ');
};

describe('small cells', () => {
  it.each([
    [[], ''],
    [[12, 8, 0], '12 8 0'],
    [[5, 5], '5 5'],
    // One small part would be the total less the others, so another one goes with it.
    [[30, 12, 3], '30 beside small'],
    // Two hidden parts can give one away: 1 and 5 add up to 6, so a third goes with them.
    [[40, 9, 5, 1], '40 beside beside small'],
    // Both would be 4 for certain.
    [[4, 4, 20], 'small small beside'],
    [[4, 2, 2, 60], 'small small small 60'],
    // Where something is hidden, nothing says 0.
    [[40, 3, 0, 9], '40 small small beside'],
    [[4, 4], 'withheld'],
    [[3], 'withheld'],
    [[3, 0, 0], 'withheld'],
    [[1, 1, 1, 1, 1], 'small small small small small'],
    [[1, 5], 'withheld'],
  ])('%j become %s', (counts, kept) => {
    expect(short(counts)).toBe(kept);
  });

  it('cannot be worked out from the total and the parts that are shown (F60)', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 8 }), (counts) => {
        const kept = keptTogether(counts);
        if (kept === 'withheld') return;
        // What a reader knows of each part: a range, and the sum of those that are hidden.
        const hidden = counts.flatMap((count, i) =>
          kept[i] === 'shown' ? [] : [{ count, range: kept[i] === 'small' ? [0, 4] : [5, 999] }],
        );
        const sum = hidden.reduce((all, { count }) => all + count, 0);
        const rest = (end: 0 | 1, but: (typeof hidden)[number]): number =>
          hidden.reduce((all, each) => all + (each === but ? 0 : (each.range[end] ?? 0)), 0);
        for (const each of hidden.filter(({ range }) => range[0] === 0)) {
          expect(sum - rest(1, each)).toBeLessThanOrEqual(0);
          expect(sum - rest(0, each)).toBeGreaterThanOrEqual(4);
        }
        expect(counts.every((count, i) => kept[i] !== 'shown' || count === 0 || count > 4)).toBe(
          true,
        );
      }),
    );
  });

  it('leave everything as it is where no part is small', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 5, max: 99 }))), (counts) => {
        expect(keptTogether(counts)).toEqual(counts.map(() => 'shown'));
      }),
    );
  });
});
