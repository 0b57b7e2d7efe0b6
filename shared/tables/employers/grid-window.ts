import type { EmployerMeaning } from '../columns/employer-meaning.ts';
import { gridOf } from '../columns/grid.ts';
import type { RowState } from '../finding.ts';
import type { Finding } from './findings.ts';
import type { SheetRow, Workbook } from '../workbook.ts';
import type { EmployerChoices } from './choices.ts';
import { mended } from './mended.ts';
import type { StagedEmployers } from './stage.ts';

/** A window of a table's rows as its sheet has them, with what was found in each, to be mended there. */

interface GridCell {
  readonly text: string;
  /** Merged with the one above it, or a ditto mark. */
  readonly fromAbove: boolean;
  readonly isMended: boolean;
}

interface GridRow {
  readonly row: number;
  readonly state: RowState;
  /** One for each column of the window. */
  readonly cells: readonly GridCell[];
  readonly findings: readonly Finding[];
}

export interface GridWindow {
  readonly tables: readonly { readonly sheet: string; readonly rows: number }[];
  readonly table: number;
  /** Rows there are, and those with something to look at or a cell that was mended. */
  readonly all: number;
  readonly marked: number;
  /** Where the window begins among the rows that are shown. */
  readonly from: number;
  readonly columns: readonly {
    readonly at: number;
    readonly heading: string;
    readonly is: EmployerMeaning;
  }[];
  readonly rows: readonly GridRow[];
}

export interface GridWanted {
  /** Rank in `tables`. */
  readonly table: number;
  readonly from: number;
  /** Begins with this row, or the next one that is shown; in another sheet if it is named. */
  readonly goTo?: { readonly row: number; readonly sheet?: string };
  readonly allRows: boolean;
  readonly length: number;
}

type Staged = Pick<StagedEmployers, 'tables' | 'rows' | 'employerRows' | 'findings'>;

export function gridWindow(
  { tables, rows: posts, employerRows, findings }: Staged,
  { workbook, choices }: { readonly workbook: Workbook; readonly choices: EmployerChoices },
  wanted: GridWanted,
): GridWindow | undefined {
  const { goTo } = wanted;
  const rows = [...posts, ...employerRows];
  const rank = goTo?.sheet === undefined ? wanted.table : tableOf({ tables, rows }, goTo);
  const table = tables[rank];
  const sheet = mended(workbook, choices.cells ?? []).sheets.find(
    ({ name }) => name === table?.sheet,
  );
  if (!table || !sheet) return undefined;
  const found = Map.groupBy(
    findings.filter(({ sheet: foundIn, does }) => foundIn === sheet.name && does !== 'left-out'),
    ({ row }) => row,
  );
  const own = rows.filter((row) => row.table === rank);
  const edits = new Set(choices.cells?.filter((cell) => cell.sheet === sheet.name).map(placeKey));
  const touched = new Set(
    choices.cells?.flatMap((cell) => (cell.sheet === sheet.name ? [cell.row] : [])),
  );
  const marked = own.filter(({ row }) => found.has(row) || touched.has(row));
  const shown = wanted.allRows ? own : marked;
  const first = goTo ? placeOf(shown, goTo.row) : wanted.from;
  const from = Math.max(0, Math.min(first, shown.length - 1));
  const columns = table.columns.flatMap(({ at, heading, is, taken }) =>
    taken && is ? [{ at, heading, is }] : [],
  );
  const cellAt = cellsOf(sheet.rows, edits, gridOf(sheet));
  return {
    tables: tables.map((each) => ({ sheet: each.sheet, rows: each.rows })),
    table: rank,
    all: own.length,
    marked: marked.length,
    from,
    columns,
    rows: shown.slice(from, from + wanted.length).map(({ row, state }) => ({
      row,
      state,
      cells: columns.map(({ at }) => cellAt(row, at)),
      findings: found.get(row) ?? [],
    })),
  };
}

function tableOf(
  { tables, rows }: Pick<Staged, 'tables' | 'rows'>,
  { sheet, row }: NonNullable<GridWanted['goTo']>,
): number {
  const own = rows.find((each) => each.sheet === sheet && each.row === row);
  return (
    own?.table ??
    Math.max(
      0,
      tables.findIndex((each) => each.sheet === sheet),
    )
  );
}

function placeOf(rows: readonly { readonly row: number }[], row: number): number {
  const at = rows.findIndex((each) => each.row >= row);
  return at < 0 ? rows.length - 1 : at;
}

const placeKey = ({ row, at }: { readonly row: number; readonly at: number }): string =>
  `${row} ${at}`;

function cellsOf(
  rows: readonly SheetRow[],
  edits: ReadonlySet<string>,
  { own, filled }: ReturnType<typeof gridOf>,
) {
  const byNumber = new Map(rows.map((row) => [row.row, row]));
  return (number: number, at: number): GridCell => {
    const row = byNumber.get(number);
    if (!row) return { text: '', fromAbove: false, isMended: false };
    const text = filled(row, at);
    const fromAbove = text !== '' && own(row, at) === '';
    return { text, fromAbove, isMended: edits.has(placeKey({ row: number, at })) };
  };
}
