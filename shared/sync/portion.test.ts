import { describe, expect, it } from 'vitest';
import { afterCutOff, afterThrough, afterTooLarge, portionUpTo } from './portion.ts';

describe('the number of facts in one upload', () => {
  it('grows to the maximum on a line that carries it', () => {
    let portion = portionUpTo(5_000);
    for (let n = 0; n < 4; n += 1) portion = afterThrough(portion, portion.size);
    expect(portion.size).toBe(5_000);
  });

  it('stays below what a thin line carries, and rarely tries more', () => {
    const carries = 130;
    let portion = portionUpTo(5_000);
    const sent: number[] = [];
    let cutOff = 0;
    for (let n = 0; n < 200; n += 1) {
      if (portion.size > carries) {
        cutOff += 1;
        portion = afterCutOff(portion, portion.size);
      } else {
        sent.push(portion.size);
        portion = afterThrough(portion, portion.size);
      }
    }
    expect(sent.length).toBeGreaterThan(5 * cutOff);
    expect(Math.max(...sent)).toBeGreaterThan(carries / 2);
  });

  it('halves down to one where a proxy refuses its size, and never tries that size again (P101)', () => {
    let portion = portionUpTo(5_000);
    const sizes: number[] = [];
    while (portion.size > 1) sizes.push((portion = afterTooLarge(portion, portion.size)).size);
    expect(sizes).toEqual([750, 375, 187, 93, 46, 23, 11, 5, 2, 1]);
    expect(afterThrough(afterTooLarge(portionUpTo(5_000), 1_500), 750).size).toBe(750);
    // Two of three facts were too much, however large the portion was.
    expect(afterTooLarge(portionUpTo(5_000), 3).size).toBe(1);
  });

  it('does not change after an empty upload or a few facts', () => {
    const portion = portionUpTo(5_000);
    for (const sent of [0, 2]) {
      expect(afterCutOff(portion, sent)).toBe(portion);
      expect(afterThrough(portion, sent)).toBe(portion);
    }
  });
});
