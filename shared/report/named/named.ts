import type { Asked } from '../behind.ts';
import { type Kept, keptTogether, keptWords } from '../kept-together.ts';

/**
 * Figures by their Chinese names, as bulletins and returns call for them: `{求职者人数}` in a sentence,
 * `{{求职者人数}}` in a cell.
 */

export type Counted = Asked['counted'];

export interface NamedCount {
  readonly is: 'count';
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** 口径 */
  readonly basis: string;
  readonly en: string;
  /** Of which facts it is the sum; empty where it is of the fair's own list. */
  readonly counted: Counted;
  /** What everybody may read in its place: a small part of a total is not shown. */
  readonly kept?: Exclude<Kept, 'shown'> | 'withheld';
}

export interface NamedText {
  readonly is: 'text';
  readonly name: string;
  readonly text: string;
  readonly basis: string;
  readonly en: string;
}

/** The parts of one total in a row of words: `本科12人、大专8人，其余合计9人`. */
export interface NamedParts {
  readonly is: 'parts';
  readonly name: string;
  readonly parts: readonly { readonly label: string; readonly part: NamedCount }[];
  readonly basis: string;
  readonly en: string;
}

/** Asked for by returns, and no fact says it: a person writes it in. */
export interface NamedGap {
  readonly is: 'gap';
  readonly name: string;
  readonly why: string;
  readonly en: string;
}

export type Named = NamedCount | NamedText | NamedParts | NamedGap;

/** Placeholders are typed by hand: marks that people leave out or write otherwise do not matter. */
export const plainName = (name: string): string =>
  name.normalize('NFKC').replace(/[\s、，,/（）()“”"·]/gu, '');

export type Parts = readonly Omit<NamedCount, 'is' | 'kept'>[];

/** The parts of one total; small ones are kept together where everybody reads. */
export function partsOf(parts: Parts): NamedCount[] {
  const kept = keptTogether(parts.map(({ value }) => value));
  return parts.map((part, i) => {
    const own = kept === 'withheld' ? kept : (kept[i] ?? 'shown');
    return { is: 'count', ...part, ...(own !== 'shown' && { kept: own }) };
  });
}

/** Empty if there is nothing to tell. */
export function composed({ parts }: NamedParts, write: (count: number) => string): string {
  const shown = parts.filter(({ part }) => part.value > 0 && part.kept === undefined);
  const hidden = parts.filter(({ part }) => part.kept !== undefined);
  const rest = hidden.reduce((sum, { part }) => sum + part.value, 0);
  const unit = parts[0]?.part.unit ?? '';
  const text = shown.map(({ label, part }) => `${label}${write(part.value)}${unit}`).join('、');
  if (rest === 0) return text;
  if (text === '') return `各项人数较少，${keptWords.withheld}`;
  return `${text}，其余合计${write(rest)}${unit}`;
}

/** The parts of a total, and all of them in a row of words. */
export interface Group {
  readonly parts: readonly NamedCount[];
  readonly inARow: NamedParts;
}

export function inARow(
  name: string,
  parts: readonly NamedCount[],
  labels: readonly string[],
): NamedParts {
  return {
    is: 'parts',
    name,
    parts: parts.map((part, i) => ({ part, label: labels[i] ?? part.name })),
    basis: '各项分列；人数少的几项合在一起',
    en: 'Its parts, small ones together',
  };
}
