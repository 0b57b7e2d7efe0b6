import { describe, expect, it } from 'vitest';
import { portionUpTo } from './portion.ts';

describe('how much goes at once', () => {
  it('grows to the most that may, over a line that carries it', () => {
    const portion = portionUpTo(5_000);
    for (let n = 0; n < 4; n += 1) portion.through(portion.size);
    expect(portion.size).toBe(5_000);
  });

  it('comes under what a thin line carries, and spends little on trying for more', () => {
    const carries = 130;
    const portion = portionUpTo(5_000);
    const sent: number[] = [];
    let cutOff = 0;
    for (let n = 0; n < 200; n += 1) {
      if (portion.size > carries) {
        cutOff += 1;
        portion.cutOff(portion.size);
      } else {
        sent.push(portion.size);
        portion.through(portion.size);
      }
    }
    expect(sent.length).toBeGreaterThan(5 * cutOff);
    expect(Math.max(...sent)).toBeGreaterThan(carries / 2);
  });

  it('is not told by a question that sends nothing, nor by the few facts of a quiet minute', () => {
    const portion = portionUpTo(5_000);
    const before = portion.size;
    for (const sent of [0, 2]) {
      portion.cutOff(sent);
      portion.through(sent);
    }
    expect(portion.size).toBe(before);
  });
});
