import { describe, expect, it } from 'vitest';
import { proofs, sealsOver } from './proof.ts';
import { boxThatCounts } from './sync/boxes.ts';

describe('what somebody proves at an entrance (P80)', () => {
  it.each([
    ['card', true, true],
    ['registration', true, true],
    ['keypad', false, true],
    ['pass', false, false],
    ['anonymous', false, false],
  ] as const)('by %s: sees their own data %s, may answer %s', (means, own, answers) => {
    expect(proofs[means]).toMatchObject({ own, answers });
  });

  it.each([
    ['card', 'nothing', true],
    ['card', 'of-this-visit', true],
    ['card', 'of-another-visit', true],
    ['registration', 'of-another-visit', true],
    ['keypad', 'nothing', true],
    ['keypad', 'of-this-visit', true],
    ['keypad', 'of-another-visit', false],
    ['pass', 'nothing', false],
    ['pass', 'of-another-visit', false],
    ['anonymous', 'nothing', false],
  ] as const)('by %s over a box %s: sealed %s (P83)', (means, kept, sealed) => {
    expect(sealsOver(means, kept)).toBe(sealed);
  });

  it('leaves the newest box of its owner, else the first that was typed (P83)', () => {
    const box = (stampMs: number, typed = false) => ({ stampMs, typed });
    expect(boxThatCounts([box(3, true), box(1), box(2)])).toEqual(box(2));
    expect(boxThatCounts([box(3, true), box(2, true)])).toEqual(box(2, true));
    expect(boxThatCounts([])).toBeUndefined();
  });
});
