import type { SheetRow } from '../workbook.ts';
import type { Grid } from './grid.ts';
import { plainHeading } from './heading.ts';
import { looks } from './looks.ts';
import { headingScore, SCORE, type Vocabulary } from './meaning.ts';

/** Which rows are a table's heading: those whose cells say most, by score and not by one word. */

/** Rows of a heading, as places among the rows that are shown. */
export interface HeadingRows {
  readonly first: number;
  readonly last: number;
  readonly score: number;
}

export interface Search<M extends string> {
  /** The rows that are not hidden. */
  readonly shown: readonly SheetRow[];
  readonly grid: Grid;
  readonly vocabulary: Vocabulary<M>;
  /** Whether these meanings make a table what is looked for. */
  readonly isWanted: (meanings: ReadonlySet<M>) => boolean;
}

/** How far down a heading may begin, in rows that are filled. */
const LOOKED_AT = 60;
/** A heading has that many rows at most. */
const DEEPEST = 3;
const LONGEST_HEADING = 40;

export function bestHeading<M extends string>(search: Search<M>): HeadingRows | undefined {
  let best: HeadingRows | undefined;
  for (let first = 0; first < Math.min(search.shown.length, LOOKED_AT); first += 1) {
    for (let deep = 0; deep < DEEPEST; deep += 1) {
      const found = scored(search, first, first + deep);
      if (found && (!best || found.score > best.score || isTighter(found, best))) best = found;
    }
  }
  return best;
}

/** Of two that say the same, the one with fewer rows leaves titles out. */
const isTighter = (one: HeadingRows, other: HeadingRows): boolean =>
  one.score === other.score && one.last - one.first < other.last - other.first;

/** A further heading that begins here, as deep as the first and nearly as sure. */
export function headingAt<M extends string>(
  search: Search<M>,
  first: number,
  best: HeadingRows,
): HeadingRows | undefined {
  const row = search.shown[first];
  if (!row || knownIn(row, search.vocabulary) < 2) return undefined;
  const found = scored(search, first, first + best.last - best.first);
  return found && found.score >= Math.max(200, best.score * 0.6) ? found : undefined;
}

/** Each row of a table is asked, and few of them change from one reading to the next. */
const knownBefore = new WeakMap<SheetRow, { readonly of: object; readonly known: number }>();

function knownIn(row: SheetRow, vocabulary: Vocabulary<string>): number {
  const before = knownBefore.get(row);
  if (before?.of === vocabulary) return before.known;
  const isKnown = ({ text }: SheetRow['cells'][number]): boolean =>
    text.length <= LONGEST_HEADING && vocabulary.exact.has(plainHeading(text));
  const known = row.cells.filter(isKnown).length;
  knownBefore.set(row, { of: vocabulary, known });
  return known;
}

function scored<M extends string>(
  { shown, grid, vocabulary, isWanted }: Search<M>,
  first: number,
  last: number,
): HeadingRows | undefined {
  const rows = shown.slice(first, last + 1);
  const [top] = rows;
  if (!top || rows.length <= last - first || rows.some(({ row }, i) => row !== top.row + i))
    return undefined;
  // A title stands over all columns and says nothing of any.
  if (rows.slice(0, -1).some((row) => isTitle(row, grid))) return undefined;
  if (isCut(rows.at(-1), grid)) return undefined;
  const best = new Map<M, number>();
  let known = 0;
  let strange = 0;
  for (const { parts } of headingsOf(rows, grid).filter(({ heading }) => heading !== '')) {
    const isStrange = parts.every((part) => !looks.words(part) || part.length > LONGEST_HEADING);
    const [meaning, score] = isStrange ? [] : bestMeaning(parts, vocabulary);
    if (isStrange) strange += 1;
    if (meaning === undefined || score === undefined) continue;
    known += 1;
    best.set(meaning, Math.max(best.get(meaning) ?? 0, score));
  }
  if (best.size < 2 || !isWanted(new Set(best.keys()))) return undefined;
  const sum = best.values().reduce((total, score) => total + score, 0) / SCORE.exact;
  // Of two ways to read a heading, the one that leaves fewer columns without a word.
  const more = (known - best.size) / 10;
  return { first, last, score: Math.round(100 * (sum + more - strange / 2)) };
}

/** A cell of the heading that is merged with one below says that the heading goes on. */
const isCut = (last: SheetRow | undefined, grid: Grid): boolean =>
  last?.cells.some((_, at) => (grid.blockAt(last.row, at)?.bottom ?? 0) > last.row) === true;

function isTitle(row: SheetRow, grid: Grid): boolean {
  const texts = new Set(row.cells.map((_, at) => grid.filled(row, at)).filter(Boolean));
  // 填报单位：白露镇 is a label with its value.
  return texts.size < 2 || texts.values().some((text) => /[:：]\s*\S/.test(text));
}

function bestMeaning<M extends string>(
  parts: readonly string[],
  vocabulary: Vocabulary<M>,
): readonly [M | undefined, number] {
  const plain = parts.map(plainHeading);
  let best: readonly [M | undefined, number] = [undefined, 0];
  for (const meaning of vocabulary.meanings) {
    const score = Math.max(...plain.map((part) => headingScore(vocabulary, meaning, part)));
    if (score > best[1]) best = [meaning.is, score];
  }
  return best;
}

export interface HeadingOf {
  readonly at: number;
  readonly heading: string;
  readonly parts: readonly string[];
}

/** Joins a heading of several rows: 招聘岗位 over 名称 is 招聘岗位名称. */
export function headingsOf(rows: readonly SheetRow[], grid: Grid): HeadingOf[] {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const spread = rows.map((row, depth) => {
    const texts = Array.from({ length: width }, (_, at) => grid.filled(row, at));
    const below = rows[depth + 1];
    return below ? spreadRight(texts, (at) => grid.own(below, at) !== '', row, grid) : texts;
  });
  return Array.from({ length: width }, (_, at) => {
    const parts = [...new Set(spread.map((texts) => texts[at] ?? '').filter(Boolean))];
    const heading = parts.map((part) => part.replaceAll(/\s+/g, ' ')).join(' ');
    return { at, heading, parts: parts.length > 1 ? [parts.join(''), parts.at(-1) ?? ''] : parts };
  });
}

/** Where cells are not merged, a blank beside an upper heading belongs to it, if something stands below both. */
function spreadRight(
  texts: readonly string[],
  isOver: (at: number) => boolean,
  row: SheetRow,
  grid: Grid,
): string[] {
  let upper = '';
  return texts.map((text, at) => {
    if (text !== '') {
      upper = isOver(at) && !grid.blockAt(row.row, at) ? text : '';
      return text;
    }
    if (!isOver(at)) upper = '';
    return upper;
  });
}
