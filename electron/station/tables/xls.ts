import { readXls } from 'hucre/xlsx';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { FileFault } from '../../../shared/tables/file-faults.ts';
import type { Workbook } from '../../../shared/tables/workbook.ts';
import { valueCell } from './cell-text.ts';
import { compoundStreams } from './compound-file.ts';
import { blocksOf, rowsOf } from './xlsx.ts';

/** Workbooks of Excel 97 to 2003, and what else comes in their container. */
export async function ofCompound(bytes: Buffer): Promise<Result<Workbook, FileFault>> {
  let hidden: Hidden[] | 'protected' | 'old';
  try {
    const streams = compoundStreams(bytes);
    if (streams.has('EncryptedPackage')) return fail({ kind: 'protected' });
    if (streams.has('WordDocument')) return fail({ kind: 'not-a-table', found: 'document' });
    if (streams.has('PowerPoint Document')) return fail({ kind: 'not-a-table', found: 'slides' });
    const workbook = streams.get('Workbook');
    if (!workbook)
      return fail({
        kind: 'other-format',
        format: streams.has('Book') ? 'old-excel' : 'unknown',
      });
    hidden = hiddenIn(workbook());
  } catch {
    return fail({ kind: 'damaged' });
  }
  if (hidden === 'protected') return fail({ kind: 'protected' });
  if (hidden === 'old') return fail({ kind: 'other-format', format: 'old-excel' });
  return opened(bytes, hidden);
}

async function opened(
  bytes: Buffer,
  hidden: readonly Hidden[],
): Promise<Result<Workbook, FileFault>> {
  try {
    const { sheets } = await readXls(bytes);
    return ok({
      sheets: sheets.map(({ name, rows, merges }, place) => {
        const those = hidden[place];
        const filled = rowsOf(
          rows,
          (row, column) => valueCell(rows[row]?.[column]),
          (row) => those?.rows.has(row) === true,
        );
        return {
          name,
          hidden: those?.sheet === true,
          rows: filled,
          merged: blocksOf(merges ?? [], filled),
          hiddenColumns: [...(those?.columns ?? [])],
        };
      }),
    });
  } catch {
    return fail({ kind: 'damaged' });
  }
}

/** What the library does not tell: a row that a filter hides must not be read unseen. */
interface Hidden {
  readonly sheet: boolean;
  readonly rows: Set<number>;
  readonly columns: Set<number>;
}

const BOF = 0x809;
const PASSWORD = 0x2f;
const SHEET = 0x85;
const ROW = 0x208;
const COLUMNS = 0x7d;
const BIFF8 = 0x600;
const HIDDEN_ROW = 0x20;

function hiddenIn(stream: Buffer): Hidden[] | 'protected' | 'old' {
  if (stream.readUInt16LE(0) !== BOF || stream.readUInt16LE(4) !== BIFF8) return 'old';
  const sheets = new Map<number, Hidden>();
  let current: Hidden | undefined;
  for (let at = 0; at + 4 <= stream.length; ) {
    const id = stream.readUInt16LE(at);
    const size = stream.readUInt16LE(at + 2);
    const data = stream.subarray(at + 4, at + 4 + size);
    if (id === PASSWORD) return 'protected';
    if (id === SHEET) {
      const sheet = (data.readUInt8(4) & 3) !== 0;
      sheets.set(data.readUInt32LE(0), { sheet, rows: new Set(), columns: new Set() });
    }
    // A sheet is known by where its records begin.
    if (id === BOF) current = sheets.get(at) ?? current;
    else if (current) hide(current, id, data);
    at += 4 + size;
  }
  return [...sheets.values()];
}

function hide({ rows, columns }: Hidden, id: number, data: Buffer): void {
  if (id === ROW && (data.readUInt16LE(12) & HIDDEN_ROW) !== 0) rows.add(data.readUInt16LE(0));
  if (id !== COLUMNS || (data.readUInt16LE(8) & 1) === 0) return;
  const last = Math.min(255, data.readUInt16LE(2));
  for (let column = data.readUInt16LE(0); column <= last; column++) columns.add(column);
}
