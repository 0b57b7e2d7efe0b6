import { describe, expect, it } from 'vitest';
import { look, marksIn, nothingSeen, type SeenCode, type Sight, withMarks } from './sight.ts';

type Line = readonly [at: number, seen: string, read: string];

/** Codes are letters, the nearest to the middle first; `-` is an empty picture or nothing read. */
function played(lines: readonly Line[], from: Sight = nothingSeen) {
  let sight = from;
  return lines.map(([at, codes]): Line => {
    const seen: SeenCode[] =
      codes === '-' ? [] : [...codes].map((text, distance) => ({ text, off: distance }));
    const step = look(sight, seen, at);
    sight = step.sight;
    return [at, codes, step.read ?? '-'];
  });
}

const tables: Readonly<Record<string, readonly Line[]>> = {
  'a code is read at once, and once': [
    [0, '-', '-'],
    [100, 'A', 'A'],
    [200, 'A', '-'],
    [60_000, 'A', '-'],
  ],
  'a code is read again after it left the picture for a moment': [
    [0, 'A', 'A'],
    [100, '-', '-'],
    [800, '-', '-'],
    [1_600, '-', '-'],
    [1_700, 'A', 'A'],
  ],
  'a reflection that hides a code for a second reads nothing twice': [
    [0, 'A', 'A'],
    [200, '-', '-'],
    [400, '-', '-'],
    [600, '-', '-'],
    [1_000, '-', '-'],
    [1_200, 'A', '-'],
    [1_300, '-', '-'],
    [2_600, 'A', '-'],
  ],
  'a page that did not look for minutes does not take a code for gone': [
    [0, 'A', 'A'],
    [90_000, '-', '-'],
    [90_100, 'A', '-'],
  ],
  'the next code is read at once, although the last is still in hand': [
    [0, 'A', 'A'],
    [100, 'BA', 'B'],
    [200, 'AB', '-'],
    [300, 'BA', '-'],
  ],
  'of several codes the one nearest the middle is read, and the others wait for it': [
    [0, 'ABC', 'A'],
    [100, 'ACB', '-'],
    [200, 'CAB', 'C'],
  ],
  'a code that is only at the edge is read when it is the only one': [
    [0, 'AB', 'A'],
    [100, 'B', 'B'],
  ],
  'nine codes in turn are each read once': [
    ...[...'ABCDEFGHI'].map((code, i): Line => [i * 100, code, code]),
    [900, 'I', '-'],
  ],
};

describe('a camera reads', () => {
  it.each(Object.entries(tables))('%s', (_name, lines) => {
    expect(played(lines)).toEqual(lines);
  });

  it('not again on a new page what still lies before it from the last one', () => {
    const { sight } = look(nothingSeen, [{ text: 'CF1:ABC', off: 0 }], 5_000);
    const next = withMarks(marksIn(sight), 10);
    const again = look(next, [{ text: 'CF1:ABC', off: 0 }], 200);
    expect(again.read).toBeUndefined();
    expect(look(next, [{ text: 'CF1:ABD', off: 0 }], 200).read).toBe('CF1:ABD');
  });

  it('without keeping any text', () => {
    const { sight } = look(nothingSeen, [{ text: 'CF1:SECRET', off: 0 }], 0);
    expect(JSON.stringify(sight)).not.toContain('SECRET');
  });
});
