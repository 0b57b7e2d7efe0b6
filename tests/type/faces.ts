import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The faces of a style sheet of typefaces: their files, and what each is for. */

export type Range = readonly [from: number, to: number];

export interface Face {
  readonly file: string;
  readonly ranges: readonly Range[];
}

export function facesOf(sheet: string): Face[] {
  const rules = readFileSync(sheet, 'utf8').match(/@font-face \{[^}]*\}/g) ?? [];
  return rules.map((rule) => ({
    file: join(dirname(sheet), /url\("?(\.[^")]*)/.exec(rule)?.[1] ?? ''),
    ranges: rangesIn(/unicode-range: ([^;]*)/.exec(rule)?.[1] ?? ''),
  }));
}

const rangesIn = (text: string): Range[] =>
  text.split(',').map((range) => {
    const [from = '', to = from] = range.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
  });

export const isIn = (ranges: readonly Range[], point: number): boolean =>
  ranges.some(([from, to]) => point >= from && point <= to);

export function rangesOf(points: Iterable<number>): Range[] {
  const ranges: [number, number][] = [];
  for (const point of [...points].toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && point === last[1] + 1) last[1] = point;
    else ranges.push([point, point]);
  }
  return ranges;
}
