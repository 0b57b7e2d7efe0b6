import type { SheetRow, WorkbookSheet } from '../workbook.ts';
import type { BareColumn } from './columns.ts';
import type { Grid } from './grid.ts';
import { plainHeading } from './heading.ts';
import {
  bestHeading,
  headingAt,
  type HeadingRows,
  headingsOf,
  type Search,
} from './heading-rows.ts';
import type { Vocabulary } from './meaning.ts';

/** The tables of a sheet: where their headings stand, and which rows belong to them. */

export interface HeadedTable {
  /** Rows above the heading: titles, and an employer's own data in forms. */
  readonly above: readonly SheetRow[];
  readonly columns: readonly BareColumn[];
  readonly rows: readonly SheetRow[];
  /** The heading's own rows, where it is written once more. */
  readonly repeated: readonly SheetRow[];
}

/** Cells that tell what a column holds. */
const SAMPLE = 400;

interface Part {
  readonly heading: HeadingRows;
  readonly above: readonly SheetRow[];
  readonly rows: readonly SheetRow[];
  readonly repeated: readonly SheetRow[];
}

/** The best heading's table, and one for each further heading that differs. */
export function tablesIn<M extends string>(
  sheet: WorkbookSheet,
  grid: Grid,
  vocabulary: Vocabulary<M>,
  isWanted: (meanings: ReadonlySet<M>) => boolean,
): HeadedTable[] {
  const shown = sheet.rows.filter(({ hidden }) => !hidden);
  const search = { shown, grid, vocabulary, isWanted };
  const headings = allHeadings(search);
  const placeOf = new Map(sheet.rows.map(({ row }, place) => [row, place]));
  const sheetPlace = (place: number): number => placeOf.get(shown[place]?.row ?? 0) ?? 0;
  const parts = headings.reduce<readonly Part[]>((before, heading, i) => {
    const next = headings[i + 1];
    const rows = sheet.rows.slice(sheetPlace(heading.last) + 1, next && sheetPlace(next.first));
    return withPart(
      before,
      heading,
      { rows, above: sheet.rows.slice(0, sheetPlace(heading.first)) },
      search,
    );
  }, []);
  return parts.map(({ heading, ...part }) => ({
    ...part,
    columns: bareColumns(sheet, shown.slice(heading.first, heading.last + 1), part.rows, grid),
  }));
}

function allHeadings<M extends string>(search: Search<M>): HeadingRows[] {
  const best = bestHeading(search);
  const headings = best ? [best] : [];
  let at = best ? best.last + 1 : search.shown.length;
  while (best && at < search.shown.length) {
    const next = headingAt(search, at, best);
    if (next) headings.push(next);
    at = (next?.last ?? at) + 1;
  }
  return headings;
}

/** A heading that is written once more goes on with the table above it; another one begins a table. */
function withPart<M extends string>(
  before: readonly Part[],
  heading: HeadingRows,
  { rows, above: rowsAbove }: Pick<Part, 'rows' | 'above'>,
  search: Search<M>,
): readonly Part[] {
  const last = before.at(-1);
  if (!last) return [{ heading, above: rowsAbove, rows, repeated: [] }];
  if (wordsOf(search, last.heading) === wordsOf(search, heading)) {
    const again = search.shown.slice(heading.first, heading.last + 1);
    const continued = {
      ...last,
      rows: [...last.rows, ...rows],
      repeated: [...last.repeated, ...again],
    };
    return [...before.slice(0, -1), continued];
  }
  const own = last.rows.findLastIndex((row) => !standsAbove(row, search)) + 1;
  return [
    ...before.slice(0, -1),
    { ...last, rows: last.rows.slice(0, own) },
    { heading, above: last.rows.slice(own), rows, repeated: [] },
  ];
}

const wordsOf = <M extends string>(
  { shown, grid }: Search<M>,
  { first, last }: HeadingRows,
): string =>
  shown
    .slice(first, last + 1)
    .flatMap((row) => row.cells.map((_, at) => plainHeading(grid.own(row, at))))
    .join('|');

/** A title, or labels with their values: between two tables it belongs to the one below. */
function standsAbove<M extends string>(row: SheetRow, { grid, vocabulary }: Search<M>): boolean {
  const filled = row.cells.map((_, at) => grid.own(row, at)).filter((text) => text !== '');
  if (filled.length === 1) return grid.own(row, 0) !== '';
  return filled.some((text) => /[:：]/.test(text) || vocabulary.exact.has(plainHeading(text)));
}

/** A sheet that begins with its first row: only its cells can say what its columns are. */
export function withoutHeading(sheet: WorkbookSheet, grid: Grid): HeadedTable {
  const { rows } = sheet;
  return { above: [], rows, repeated: [], columns: bareColumns(sheet, [], rows, grid) };
}

function bareColumns(
  sheet: WorkbookSheet,
  heading: readonly SheetRow[],
  rows: readonly SheetRow[],
  grid: Grid,
): BareColumn[] {
  const width = Math.max(
    0,
    ...heading.map(({ cells }) => cells.length),
    ...rows.slice(0, SAMPLE).map(({ cells }) => cells.length),
  );
  const headings = headingsOf(heading, grid);
  const hidden = new Set(sheet.hiddenColumns);
  const sample = rows.filter((row) => !row.hidden).slice(0, SAMPLE);
  return Array.from({ length: width }, (_, at) => {
    const { heading: text = '', parts = [] } = headings[at] ?? {};
    const filled = (row: SheetRow): boolean => grid.own(row, at) !== '';
    // A column that is filled only far down is not empty.
    const late = sample.some(filled) ? undefined : rows.find(filled);
    const cells = (late ? [late] : sample).map((row) => grid.own(row, at));
    return { at, heading: text, parts, hidden: hidden.has(at), cells };
  }).filter(({ heading: text, cells }) => text !== '' || cells.some((cell) => cell !== ''));
}
