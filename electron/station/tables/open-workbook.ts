import { fromHtml } from 'hucre';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type FileFault, MOST } from '../../../shared/tables/file-faults.ts';
import type { Workbook } from '../../../shared/tables/workbook.ts';
import { valueCell } from './cell-text.ts';
import { isCompound } from './compound-file.ts';
import { ofCsv, textOf } from './csv.ts';
import { ofCompound } from './xls.ts';
import { blocksOf, ofZip, rowsOf } from './xlsx.ts';

/**
 * Opens whatever file a clerk chooses, by its bytes and not by its name: a table, or a fault that
 * says what to do. Never throws.
 */
export async function openWorkbook(file: Uint8Array): Promise<Result<Workbook, FileFault>> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.length > MOST.bytes) return fail({ kind: 'too-large', of: 'file' });
  const workbook = await opened(bytes);
  if (!workbook.ok) return workbook;
  const cells = workbook.value.sheets.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  if (cells.length === 0) return fail({ kind: 'no-cells' });
  const hasValue = cells.some(({ text }) => text !== '');
  return hasValue ? workbook : fail({ kind: 'no-values' });
}

async function opened(bytes: Buffer): Promise<Result<Workbook, FileFault>> {
  if (bytes.every((byte) => byte === 0 || byte === 0x20 || byte === 0x0a || byte === 0x0d))
    return fail({ kind: 'empty' });
  const begins = bytes.toString('hex', 0, 16);
  if (begins.startsWith('504b')) return ofZip(bytes);
  if (isCompound(bytes)) return ofCompound(bytes);
  const other = SIGNS.find(([sign]) => sign.test(begins));
  if (other) return fail(other[1]);
  const text = textOf(bytes);
  if (text === undefined) return fail({ kind: 'not-a-table', found: 'other' });
  return ofText(text);
}

/** How files that are no tables begin, in hex. */
const SIGNS: readonly (readonly [RegExp, FileFault])[] = [
  [/^25504446/, { kind: 'not-a-table', found: 'pdf' }],
  // PNG, JPEG, GIF, BMP, WebP, TIFF, HEIC and AVIF.
  [
    /^(?:89504e47|ffd8ff|47494638|424d.{8}0000|52494646.{8}57454250|49492a00|4d4d002a|.{8}66747970(?:6865696[37]|68656978|6d696631|61766966))/,
    { kind: 'not-a-table', found: 'picture' },
  ],
  // RTF
  [/^7b5c727466/, { kind: 'not-a-table', found: 'document' }],
  // 7z, RAR, gzip, bzip2 and xz.
  [/^(?:377abcaf|52617221|1f8b|425a68|fd377a585a)/, { kind: 'not-a-table', found: 'archive' }],
  // Excel 2 to 4, without a container.
  [/^090[0248]0[4-8]00/, { kind: 'other-format', format: 'old-excel' }],
];

function ofText(text: string): Result<Workbook, FileFault> {
  const begins = text.slice(0, 4096);
  if (/^\s*<\?xml[^>]*>.*?<(?:\w+:)?(?:Workbook|html)\b/is.test(begins)) {
    if (!/<html\b/i.test(begins)) return fail({ kind: 'other-format', format: 'xml' });
    return ofHtml(text);
  }
  if (/^\s*<(?:!doctype|html|head|meta|table|style)\b/i.test(begins)) return ofHtml(text);
  if (/^(?:MIME-Version|From|Content-Type):/i.test(begins))
    return fail({ kind: 'other-format', format: 'web-page' });
  return ofCsv(text);
}

/** Web systems export a page's table and call it .xls. */
function ofHtml(text: string): Result<Workbook, FileFault> {
  if (!/<table\b/i.test(text)) return fail({ kind: 'other-format', format: 'web-page' });
  try {
    const plain = text.replaceAll(/<br\b[^<>]*>/gi, '\n').replaceAll(/&(?:nbsp|ensp|emsp);/gi, ' ');
    const { rows: values, merges } = fromHtml(plain, { typeInference: false, classes: false });
    const filled = values.reduce((sum, row) => sum + row.length, 0);
    if (filled > MOST.cells) return fail({ kind: 'too-large', of: 'cells' });
    const rows = rowsOf(
      values,
      (row, column) => valueCell(values[row]?.[column]),
      () => false,
    );
    const merged = blocksOf(merges ?? [], rows);
    return ok({ sheets: [{ name: '', hidden: false, rows, merged, hiddenColumns: [] }] });
  } catch {
    return fail({ kind: 'too-large', of: 'cells' });
  }
}
