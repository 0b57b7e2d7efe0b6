import { describe, expect, it } from 'vitest';
import { leastCodeSide, wholeDots } from './code-size.ts';

const pass = { modules: 49, quiet: 4 };

describe('the size of a code', () => {
  it('is at least a third of the short side, without its white border', () => {
    for (const [shortSide, dotsPerPixel] of [
      [600, 1],
      [768, 1],
      [1024, 1],
      [1080, 1.5],
      [2160, 1],
    ] as const) {
      const side = leastCodeSide({ ...pass, shortSide, dotsPerPixel });
      const dots = (side * dotsPerPixel) / 49;
      expect(dots).toBeCloseTo(Math.round(dots));
      expect(dots * 41).toBeGreaterThanOrEqual((shortSide * dotsPerPixel) / 3);
      expect(wholeDots(side, 49, dotsPerPixel)).toBeCloseTo(side);
    }
  });

  it('gives each module four dots on the smallest window', () => {
    expect(leastCodeSide({ ...pass, shortSide: 320, dotsPerPixel: 1 })).toBe(4 * 49);
  });

  it('never blurs a module, and leaves spare room white', () => {
    expect(wholeDots(300, 49, 1)).toBe(6 * 49);
    expect(wholeDots(300, 49, 1.25)).toBeCloseTo((7 * 49) / 1.25);
  });
});
