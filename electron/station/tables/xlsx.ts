import { readXlsx } from 'hucre/xlsx';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { FileFault } from '../../../shared/tables/file-faults.ts';
import type {
  Block,
  SheetCell,
  SheetRow,
  Workbook,
  WorkbookSheet,
} from '../../../shared/tables/workbook.ts';
import { valueCell } from './cell-text.ts';
import { xlsxParts } from './xlsx-parts.ts';
import { zipEntries, zipOf } from './zip.ts';

export async function ofZip(bytes: Buffer): Promise<Result<Workbook, FileFault>> {
  const entries = zipEntries(bytes);
  if (!entries.ok) return entries;
  const other = otherZip(entries.value.map(({ name }) => name));
  if (other) return fail(other);
  const parts = await xlsxParts(bytes, entries.value);
  if (!parts.ok) return parts;
  return ofXlsx(zipOf(parts.value), [...parts.value].some(isFormatted));
}

/** Formats that say more than a number: shares, codes with zeros, units. To read them costs as much again. */
function isFormatted([name, part]: readonly [string, Buffer]): boolean {
  if (!/styles\.xml$/i.test(name)) return false;
  const text = part.toString('utf8');
  const used = text.slice(text.indexOf('cellXfs'));
  return (
    /numFmtId=["'](?:9|10)["']/.test(used) ||
    /formatCode=["'](?:0{2,}["']|[^<>]*?[%\p{Script=Han}])/u.test(text)
  );
}

/** What a zip that is no XLSX holds. */
function otherZip(names: readonly string[]): FileFault | undefined {
  const has = (name: RegExp): boolean => names.some((each) => name.test(each));
  if (has(/^xl\/workbook\.bin$/i)) return { kind: 'other-format', format: 'xlsb' };
  if (has(/^\[Content_Types\]\.xml$/i) && has(/^xl\//i)) return undefined;
  if (has(/^word\//)) return { kind: 'not-a-table', found: 'document' };
  if (has(/^ppt\//)) return { kind: 'not-a-table', found: 'slides' };
  if (has(/\.iwa$|^Index\.zip$/)) return { kind: 'other-format', format: 'numbers' };
  if (has(/^mimetype$/) && has(/^content\.xml$/)) return { kind: 'other-format', format: 'ods' };
  return has(/^xl\//i) ? undefined : { kind: 'not-a-table', found: 'archive' };
}

type Read = Awaited<ReturnType<typeof readXlsx>>['sheets'][number];

async function ofXlsx(
  bytes: Uint8Array,
  readStyles: boolean,
): Promise<Result<Workbook, FileFault>> {
  let read: readonly Read[];
  try {
    read = (await readXlsx(bytes, { readStyles })).sheets;
  } catch {
    return fail({ kind: 'damaged' });
  }
  return ok({ sheets: read.map(sheetOf) });
}

function sheetOf(sheet: Read): WorkbookSheet {
  const rows = rowsOf(sheet.rows, (row, column) => cellOf(sheet, row, column), hiddenRows(sheet));
  return {
    name: sheet.name,
    hidden: sheet.hidden === true || sheet.veryHidden === true,
    rows,
    merged: blocksOf(sheet.merges ?? [], rows),
    hiddenColumns: (sheet.columns ?? []).flatMap(({ hidden }, column) => (hidden ? [column] : [])),
  };
}

const hiddenRows =
  ({ rowDefs }: Read) =>
  (row: number): boolean =>
    rowDefs?.get(row)?.hidden === true;

function cellOf(sheet: Read, row: number, column: number): SheetCell {
  const value = sheet.rows[row]?.[column];
  const known = sheet.cells?.get(`${row},${column}`);
  if (known?.formula !== undefined && (value === null || value === undefined))
    return { text: '', is: 'uncalculated' };
  if (known?.type === 'error') return { text: String(value), is: 'error' };
  return valueCell(value, known?.style?.numFmt);
}

/** Rows in which something stands; `values` gives how many cells each has. */
export function rowsOf(
  values: readonly (readonly unknown[] | undefined)[],
  cellAt: (row: number, column: number) => SheetCell,
  isHidden: (row: number) => boolean,
): SheetRow[] {
  const rows: SheetRow[] = [];
  for (const [row, each] of values.entries()) {
    const cells: SheetCell[] = [];
    let filled = 0;
    for (let column = 0; column < (each?.length ?? 0); column++) {
      const cell = cellAt(row, column);
      cells.push(cell);
      if (cell.text !== '' || cell.is === 'uncalculated') filled = column + 1;
    }
    if (filled > 0)
      rows.push({ row: row + 1, hidden: isHidden(row), cells: cells.slice(0, filled) });
  }
  return rows;
}

interface Merge {
  readonly startRow: number;
  readonly endRow: number;
  readonly startCol: number;
  readonly endCol: number;
}

/**
 * Whole columns are merged, too: a block goes no further than what is filled. Blocks never overlap
 * in a sound file, so together they are no larger than the sheet.
 */
export function blocksOf(merges: readonly Merge[], rows: readonly SheetRow[]): Block[] {
  const last = rows.at(-1)?.row ?? 0;
  const wide = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  let room = last * wide;
  const blocks: Block[] = [];
  for (const { startRow, endRow, startCol, endCol } of merges) {
    const block = {
      top: startRow + 1,
      bottom: Math.min(endRow + 1, last),
      left: startCol,
      right: Math.min(endCol, wide - 1),
    };
    const high = block.bottom - block.top + 1;
    const across = block.right - block.left + 1;
    if (!(block.top >= 1 && block.left >= 0 && high >= 1 && across >= 1)) continue;
    room -= high * across;
    if (room >= 0 && high * across > 1) blocks.push(block);
  }
  return blocks;
}
