import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import drawable from '../../resources/type/drawable.json' with { type: 'json' };
import { root } from '../report/outcome.ts';
import { codePointsIn } from './cmap.ts';
import { facesOf, isIn, rangesOf } from './faces.ts';
import { generalStandard } from './general-standard.ts';

/** What the files that are shipped draw, by their own tables: `npm run type` makes them. */

const sheets = [
  createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/wght.css'),
  join(root, 'resources', 'type', 'rare.css'),
];
const pieces = sheets.flatMap(facesOf).map(({ file, ranges }) => {
  const points = [...codePointsIn(readFileSync(file))];
  return { file, ranges, points, drawn: points.filter((point) => isIn(ranges, point)) };
});
const drawn = new Set(pieces.flatMap((piece) => piece.drawn));
const written = (points: readonly number[]): string => String.fromCodePoint(...points);

describe('the type that is shipped', () => {
  it('draws each of the 8,105 characters of 通用规范汉字表, beyond the basic plane too', () => {
    const standard = generalStandard();
    expect(new Set(standard).size).toBe(8_105);
    expect(standard.filter((point) => point > 0xffff)).toHaveLength(196);
    expect(written(standard.filter((point) => !drawn.has(point)))).toBe('');
  });

  it('draws names in Arabic and Tibetan letters, and dots as people type them', () => {
    const names =
      'ئابدۇللا مەمەت ھۆرمەت گۈلباھار ئېلى ڭ چ ژ پ ۋ བསོད་ནམས་ཆོས་འཕེལ་རྒྱ 𠮷 龘 䶮 㛃 ·•．‧';
    const missing = Array.from(names, (letter) => letter.codePointAt(0) ?? 0).filter(
      (point) => !drawn.has(point),
    );
    expect(written(missing)).toBe('');
  });

  it('fetches a piece for no character that it lacks', () => {
    for (const { file, ranges, points } of pieces) {
      if (!file.includes('resources')) continue;
      const promised = ranges.flatMap(([from, to]) =>
        Array.from({ length: to - from + 1 }, (_, at) => from + at),
      );
      expect(promised.filter((point) => !points.includes(point))).toEqual([]);
    }
  });

  it('is what the start-up check takes for drawable', () => {
    expect(drawable).toEqual(rangesOf(drawn));
  });
});
