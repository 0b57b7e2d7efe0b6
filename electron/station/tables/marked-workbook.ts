import { openXlsx, saveXlsx, writeXlsx } from 'hucre/xlsx';
import { isDeepStrictEqual } from 'node:util';
import type { Words } from '../../../shared/say.ts';
import type { Does } from '../../../shared/tables/finding.ts';
import type { SheetCell, Workbook, WorkbookSheet } from '../../../shared/tables/workbook.ts';
import { openWorkbook } from './open-workbook.ts';
import { unpacked, zipEntries } from './zip.ts';

/**
 * The clerk's own workbook with the cells marked that need mending, each with a comment. It is the
 * same workbook if the library can keep it whole: what it wrote is opened again and compared. What
 * cannot be kept, such as a CSV, comes back as a copy of its cells.
 */

export interface Mark {
  /** Its place among the workbook's sheets. */
  readonly sheet: number;
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** What a reader found in a table. */
export interface Found {
  readonly sheet: string;
  readonly row: number;
  /** Absent where it is about the whole row. */
  readonly at?: number;
  readonly does: Does;
  readonly words: Words;
}

/** Rows that were left out on purpose get no mark; what is about a whole row stands at its first cell. */
export function marksOf({ sheets }: Workbook, found: readonly Found[]): Mark[] {
  return found.flatMap(({ sheet: name, row, at, does, words }) => {
    const sheet = sheets.findIndex((each) => each.name === name);
    if (does === 'left-out' || sheet < 0 || row < 1) return [];
    const cells = sheets[sheet]?.rows.find((each) => each.row === row)?.cells ?? [];
    const first = Math.max(
      0,
      cells.findIndex(({ text }) => text !== ''),
    );
    return [{ sheet, row, column: at ?? first, text: `${words.zh}\n${words.en}` }];
  });
}

/** `岗位表（有标记）.xlsx` */
export const markedName = (name: string): string => `${name || '表格'}（有标记）.xlsx`;

export interface MarkedWorkbook {
  readonly bytes: Uint8Array;
  /** Whether the sheets look as before; otherwise only what stands in their cells is there. */
  readonly isWhole: boolean;
}

/** Stands above our words in a comment, below the clerk's own. */
const OURS = '【春风 Chunfeng】';
const FILL = 'FFE699';
/** Excel reserves so many numbers for the comments of one sheet. */
const MOST_COMMENTS = 1_000;
/** What the library may hold whole, coloured blank cells too. */
const MOST_WHOLE = 24_000_000;

type OwnWorkbook = Awaited<ReturnType<typeof openXlsx>>;
type OwnSheet = Pick<OwnWorkbook['sheets'][number], 'rows' | 'cells'>;
type OwnCell = NonNullable<OwnSheet['cells']> extends Map<string, infer C> ? C : never;

export async function markedWorkbook(
  file: Uint8Array,
  opened: Workbook,
  marks: readonly Mark[],
): Promise<MarkedWorkbook> {
  const whole = await markedWhole(file, opened, marks);
  if (whole) return { bytes: whole, isWhole: true };
  const sheets = opened.sheets.map(copyOf);
  markAll(sheets, marks);
  return { bytes: await writeXlsx({ sheets }), isWhole: false };
}

async function markedWhole(
  file: Uint8Array,
  opened: Workbook,
  marks: readonly Mark[],
): Promise<Uint8Array | undefined> {
  try {
    if (!(await isSmall(file))) return undefined;
    const own = await openXlsx(file, { readStyles: true });
    markAll(own.sheets, marks);
    const saved = await saveXlsx(own);
    const again = await openWorkbook(saved);
    return again.ok && isDeepStrictEqual(again.value, opened) ? saved : undefined;
  } catch {
    return undefined;
  }
}

async function isSmall(file: Uint8Array): Promise<boolean> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const entries = zipEntries(bytes);
  if (!entries.ok) return false;
  let size = 0;
  for (const entry of entries.value)
    for await (const piece of unpacked(bytes, entry)) {
      size += piece.length;
      if (size > MOST_WHOLE) return false;
    }
  return true;
}

function markAll(sheets: readonly OwnSheet[], marks: readonly Mark[]): void {
  for (const sheet of sheets) clear(sheet);
  for (const [place, own] of Map.groupBy(marks, ({ sheet }) => sheet)) {
    const sheet = sheets[place];
    if (sheet) markSheet(sheet, own);
  }
}

/** Marks of an earlier time, whose cells may be mended by now. */
function clear({ cells }: OwnSheet): void {
  for (const cell of cells?.values() ?? []) {
    const { comment } = cell;
    const at = comment?.text.indexOf(OURS) ?? -1;
    if (!comment || at < 0) continue;
    const own = comment.text.slice(0, at).trimEnd();
    if (own === '') delete cell.comment;
    else comment.text = own;
    const { fill, ...style } = cell.style ?? {};
    if (fill?.type === 'pattern' && fill.fgColor?.rgb === FILL) cell.style = style;
  }
}

function markSheet(sheet: OwnSheet, marks: readonly Mark[]): void {
  sheet.cells ??= new Map();
  const byCell = Map.groupBy(marks, ({ row, column }) => `${row - 1},${column}`);
  let comments = 0;
  for (const [key, own] of byCell) {
    const [{ row, column } = { row: 1, column: 0 }] = own;
    const values = rowAt(sheet.rows, row - 1, column);
    const cell = sheet.cells.get(key) ?? { value: values[column] ?? null, type: 'string' };
    const fill = {
      type: 'pattern',
      pattern: 'solid',
      fgColor: { rgb: FILL },
    } as const;
    comments += 1;
    const text = [cell.comment?.text ?? [], OURS, own.map((mark) => mark.text)].flat(2).join('\n');
    const author = cell.comment?.author ?? '春风';
    sheet.cells.set(key, {
      ...cell,
      style: { ...cell.style, fill },
      ...(comments <= MOST_COMMENTS && { comment: { author, text } }),
    });
  }
}

function rowAt(rows: OwnSheet['rows'], row: number, column: number): OwnSheet['rows'][number] {
  while (rows.length <= row) rows.push([]);
  const values = rows[row] ?? [];
  while (values.length <= column) values.push(null);
  return values;
}

function copyOf({ name, hidden, rows, merged, hiddenColumns }: WorkbookSheet, place: number) {
  const values: (string | number | null)[][] = [];
  for (const { row, cells } of rows) {
    while (values.length < row) values.push([]);
    values[row - 1] = cells.map(valueOf);
  }
  const wide = values.reduce((most, { length }) => Math.max(most, length), 0);
  const shut = new Set(hiddenColumns);
  return {
    name: name || `表${place + 1}`,
    hidden,
    rows: values,
    cells: new Map<string, OwnCell>(),
    columns: Array.from({ length: wide }, (_, column) => ({
      width: 16,
      ...(shut.has(column) && { hidden: true }),
    })),
    rowDefs: new Map(
      rows.filter(({ hidden }) => hidden).map(({ row }) => [row - 1, { hidden: true }]),
    ),
    merges: merged.map(({ top, bottom, left, right }) => ({
      startRow: top - 1,
      endRow: bottom - 1,
      startCol: left,
      endCol: right,
    })),
  };
}

/** A number stays one if it is written as one; anything else keeps its text. */
function valueOf({ text, is }: SheetCell): string | number | null {
  if (text === '') return null;
  return is === 'number' && String(Number(text)) === text ? Number(text) : text;
}
