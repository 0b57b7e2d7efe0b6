import type { Column } from '../columns/columns.ts';
import { type EmployerMeaning } from '../columns/employer-meaning.ts';
import { isOfEmployer } from '../columns/employer-meanings.ts';
import type { Grid } from '../columns/grid.ts';
import type { HeadedTable } from '../columns/headed-sheet.ts';
import { BLANK, type SheetCell, type SheetRow } from '../workbook.ts';
import type { Label } from './labels.ts';
import { type LeftOut, leftOutByWords } from '../left-out.ts';
import { type Section, sectionOf, zoneAbove } from './sections.ts';

/** The rows of a table that are posts, each with its employer; and those that are none. */

export type EmployerColumn = Column<EmployerMeaning>;

export interface RowCell {
  /** The column's place; absent where a form says it above the list. */
  readonly at?: number;
  readonly heading: string;
  readonly cell: SheetCell;
  /** How many rows its merged block covers. */
  readonly covers: number;
  /** Another row has it, and has said what there is to say. */
  readonly fromAbove: boolean;
}

export interface DataRow {
  readonly row: number;
  /** The rows whose cells it says, its own first; absent where it depends on others, too. */
  readonly from?: readonly SheetRow[];
  /** The first row says what is wrong above the list. */
  readonly isFirst: boolean;
  /** '' where nobody knows. */
  readonly employer: string;
  /** The cell is blank and takes the employer above, although other rows repeat theirs. */
  readonly unsure: boolean;
  readonly zone?: string;
  /** The filled cells of a meaning, from left to right. */
  readonly cells: (meaning: EmployerMeaning) => readonly RowCell[];
  /** The table has such a column: a blank cell in it says that there is none. */
  readonly has: (meaning: EmployerMeaning) => boolean;
}

export interface LeftOutRow {
  readonly row: number;
  readonly why: LeftOut;
}

/** Says something only beside a post. */
const FILLERS: ReadonlySet<EmployerMeaning> = new Set(['per', 'state', 'zone']);

interface Reader {
  readonly columns: ReadonlyMap<EmployerMeaning, readonly EmployerColumn[]>;
  readonly grid: Grid;
  readonly labels: readonly Label[];
}

interface Candidate {
  readonly row: SheetRow;
  readonly section: Section;
}

export function rowsOf(
  table: HeadedTable,
  columns: readonly EmployerColumn[],
  grid: Grid,
  labels: readonly Label[],
): { readonly rows: readonly DataRow[]; readonly leftOut: readonly LeftOutRow[] } {
  // A description may name posts, though it is not kept.
  const taken = columns.filter((column) => column.taken || column.is === 'description');
  const reader = {
    columns: Map.groupBy(taken, ({ is }) => is ?? 'serial'),
    grid,
    labels,
  };
  const places = {
    title: reader.columns.get('title')?.[0]?.at,
    employer: reader.columns.get('employer')?.[0]?.at,
    taken: new Set(taken.map(({ at }) => at)),
    width: columns.length,
  };
  const repeated = new Set(table.repeated.map(({ row }) => row));
  const leftOut: LeftOutRow[] = [];
  const candidates: Candidate[] = [];
  let section = zoneAbove(table.above);
  for (const row of [...table.repeated, ...table.rows].toSorted((a, b) => a.row - b.row)) {
    const why = repeated.has(row.row) ? 'heading' : whyLeftOut(row, reader);
    const begun = why === undefined ? sectionOf(row, section, places, grid) : undefined;
    if (begun) section = begun;
    if (why ?? begun) leftOut.push({ row: row.row, why: why ?? 'title' });
    else if (isBlank(row, reader)) leftOut.push({ row: row.row, why: 'blank' });
    else candidates.push({ row, section });
  }
  const headers = new Set(candidates.filter((_, i) => isHeader(candidates, i, reader)));
  leftOut.push(...[...headers].map(({ row }) => ({ row: row.row, why: 'title' as const })));
  return {
    rows: withEmployers(candidates, headers, reader),
    leftOut: leftOut.toSorted((a, b) => a.row - b.row),
  };
}

const textOf = (row: SheetRow, meaning: EmployerMeaning, { columns, grid }: Reader): string =>
  columns
    .get(meaning)
    ?.map(({ at }) => grid.filled(row, at))
    .find((text) => text !== '') ?? '';

const saysAny = (
  row: SheetRow,
  { columns, grid }: Reader,
  isWanted: (is: EmployerMeaning) => boolean,
) =>
  columns
    .entries()
    .some(([is, own]) => isWanted(is) && own.some(({ at }) => grid.own(row, at) !== ''));

function whyLeftOut(row: SheetRow, reader: Reader): LeftOut | undefined {
  if (row.hidden) return 'hidden';
  const why = leftOutByWords(row.cells.map(({ text }) => text));
  if (why !== 'note') return why;
  // A post may be called so, but then it has the other cells of a post.
  const isPost =
    saysAny(row, reader, (is) => is === 'title') &&
    saysAny(row, reader, (is) => is === 'headcount');
  return isPost ? undefined : why;
}

/** Only what a form has printed beforehand, such as serial numbers, or what is merged from above. */
const isBlank = (row: SheetRow, reader: Reader): boolean =>
  !saysAny(row, reader, (is) => !FILLERS.has(is));

/** Only an employer's own data, over rows that leave them blank. */
function isHeader(candidates: readonly Candidate[], at: number, reader: Reader): boolean {
  const [row, next] = [candidates[at]?.row, candidates[at + 1]?.row];
  if (!row || !next || textOf(row, 'employer', reader) === '') return false;
  return (
    !saysAny(row, reader, (is) => !isOfEmployer(is)) &&
    textOf(row, 'title', reader) === '' &&
    textOf(next, 'employer', reader) === ''
  );
}

/** Who the rows below belong to, as long as they name nobody. */
interface Standing {
  readonly employer: string;
  readonly booth: string;
  /** Says the rest of the employer's data. */
  readonly row?: SheetRow;
}

function withEmployers(
  candidates: readonly Candidate[],
  headers: ReadonlySet<Candidate>,
  reader: Reader,
): DataRow[] {
  const stands = employersStand(candidates, reader);
  const boothOf = new Map<string, Standing>();
  let standing: Standing = { employer: '', booth: '' };
  const rows: DataRow[] = [];
  for (const candidate of candidates) {
    const { row } = candidate;
    const own = { employer: textOf(row, 'employer', reader), booth: textOf(row, 'booth', reader) };
    standing = standingNow(standing, { ...own, row }, boothOf, stands === 'in-blocks');
    if (own.booth !== '' && standing.employer !== '') boothOf.set(own.booth, standing);
    if (headers.has(candidate)) continue;
    const unsure = own.employer === '' && standing.employer !== '' && stands === 'repeated';
    rows.push(dataRow(candidate, standing, unsure, rows.length === 0, reader));
  }
  return rows;
}

/** Whose the row is, by its own cells or by those above. */
function standingNow(
  before: Standing,
  own: Required<Standing>,
  boothOf: ReadonlyMap<string, Standing>,
  inBlocks: boolean,
): Standing {
  const moves = own.booth !== '' && own.booth !== before.booth;
  if (own.employer !== '') return own.employer !== before.employer || moves ? own : before;
  // Somebody else's booth, or a cell of its own: the employer above is not this row's.
  return inBlocks || moves ? (boothOf.get(own.booth) ?? own) : before;
}

function dataRow(
  { row, section }: Candidate,
  standing: Standing,
  unsure: boolean,
  isFirst: boolean,
  reader: Reader,
): DataRow {
  const first = standing.row;
  const [label] = labelled(reader, 'employer', isFirst);
  const from = first && first !== row ? [row, first] : [row];
  return {
    row: row.row,
    ...(from.every(reader.grid.standsAlone) && { from }),
    isFirst,
    employer: standing.employer || section.employer || label?.cell.text || '',
    unsure,
    ...(section.zone !== undefined && { zone: section.zone }),
    cells: (meaning) => {
      const own = filledCells(row, meaning, reader);
      if (own.length > 0 || !isOfEmployer(meaning)) return own;
      const firstCells = first && first !== row ? filledCells(first, meaning, reader) : [];
      return firstCells.length > 0
        ? firstCells.map((cell) => ({ ...cell, fromAbove: true }))
        : labelled(reader, meaning, isFirst);
    },
    has: (meaning) => reader.columns.has(meaning),
  };
}

/** How the column of employers is filled: what a blank cell in it means. */
function employersStand(
  candidates: readonly Candidate[],
  { columns, grid }: Reader,
): 'in-blocks' | 'repeated' | 'once' {
  const at = columns.get('employer')?.[0]?.at;
  if (at === undefined) return 'once';
  const isTall = ({ row }: Candidate): boolean => {
    const block = grid.blockAt(row.row, at);
    return block !== undefined && block.bottom > block.top;
  };
  if (candidates.some(isTall)) return 'in-blocks';
  const texts = candidates.map(({ row }) => grid.own(row, at));
  return texts.some((text, i) => text !== '' && text === texts[i + 1]) ? 'repeated' : 'once';
}

function filledCells(row: SheetRow, meaning: EmployerMeaning, { columns, grid }: Reader) {
  return (columns.get(meaning) ?? []).flatMap(({ at, heading }): RowCell[] => {
    const own = { ...(row.cells[at] ?? BLANK), text: grid.own(row, at) };
    if (own.text !== '' || own.is === 'uncalculated' || own.is === 'error') {
      const block = grid.blockAt(row.row, at);
      const covers = block ? block.bottom - block.top + 1 : 1;
      return [{ at, heading, cell: own, covers, fromAbove: false }];
    }
    const text = grid.filled(row, at);
    const block = grid.blockAt(row.row, at);
    if (text === '' || !block) return [];
    const covers = block.bottom - block.top + 1;
    return [{ at, heading, cell: { text, is: 'text' }, covers, fromAbove: true }];
  });
}

/** The first row says what is wrong with a label. */
const labelled = ({ labels }: Reader, meaning: EmployerMeaning, isFirst: boolean): RowCell[] =>
  labels
    .filter(({ is }) => is === meaning)
    .map(({ heading, text }) => ({
      heading,
      cell: { text, is: 'text' },
      covers: 1,
      fromAbove: !isFirst,
    }));
