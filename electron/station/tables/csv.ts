import { parse } from 'csv-parse/sync';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type FileFault, MOST } from '../../../shared/tables/file-faults.ts';
import type { Workbook } from '../../../shared/tables/workbook.ts';
import { textCell } from './cell-text.ts';
import { rowsOf } from './xlsx.ts';

/** A table as text: CSV and its like, in the encodings and with the separators that occur. */

const SEPARATORS = ['\t', ',', ';', '|'] as const;

export function ofCsv(text: string): Result<Workbook, FileFault> {
  const [, named] = /^sep=(.)\r?\n/i.exec(text) ?? [];
  const body = upToLastFilled(named === undefined ? text : text.slice(text.indexOf('\n') + 1));
  const separator = named ?? separatorOf(body);
  if (piecesOf(body, separator) > 4 * MOST.cells) return fail({ kind: 'too-large', of: 'cells' });
  const values = recordsOf(body, separator);
  // Excel counts the line that names the separator as no row.
  const rows = rowsOf(
    values,
    (row, column) => textCell(values[row]?.[column] ?? ''),
    () => false,
  );
  if ((rows.at(-1)?.row ?? 0) > MOST.rows) return fail({ kind: 'too-large', of: 'rows' });
  if (rows.some(({ cells }) => cells.length > MOST.columns))
    return fail({ kind: 'too-large', of: 'columns' });
  return ok({ sheets: [{ name: '', hidden: false, rows, merged: [], hiddenColumns: [] }] });
}

function recordsOf(text: string, delimiter: string): string[][] {
  const options = { delimiter, relax_column_count: true, relax_quotes: true } as const;
  try {
    return parse(text, options);
  } catch {
    // A quotation mark that nothing closes is a character like another.
    return parse(text, { ...options, quote: false });
  }
}

/** A sheet saved with a million blank rows ends in as many lines of commas. */
function upToLastFilled(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s,;|"]/.test(text.charAt(end - 1))) end--;
  // The separators after the last value, and a quotation mark that closes it.
  const line = text.indexOf('\n', end);
  return line < 0 ? text : text.slice(0, line);
}

function piecesOf(text: string, separator: string): number {
  let pieces = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === separator || character === '\n') pieces++;
  }
  return pieces;
}

/** The one that cuts most lines of the beginning into the same number of cells. */
function separatorOf(text: string): string {
  const counts = linesOf(text.slice(0, 65_536)).slice(0, 60);
  let best = ',';
  let most = 0;
  for (const separator of SEPARATORS) {
    const alike = new Map<number, number>();
    for (const count of counts) {
      const cuts = count.get(separator) ?? 0;
      if (cuts > 0) alike.set(cuts, (alike.get(cuts) ?? 0) + 1);
    }
    for (const [cuts, lines] of alike)
      if (cuts * lines > most) [best, most] = [separator, cuts * lines];
  }
  return best;
}

/** How often each separator stands in each line, outside quotation marks. */
function linesOf(text: string): Map<string, number>[] {
  const lines: Map<string, number>[] = [];
  let line = new Map<string, number>();
  let isQuoted = false;
  let isStart = true;
  for (const character of text) {
    if (character === '"' && (isStart || isQuoted)) isQuoted = !isQuoted;
    const isSeparator = SEPARATORS.some((each) => each === character);
    if (!isQuoted && isSeparator) line.set(character, (line.get(character) ?? 0) + 1);
    if (!isQuoted && character === '\n') {
      lines.push(line);
      line = new Map();
    }
    isStart = isSeparator || character === '\n';
  }
  return [...lines, line];
}

/** Undefined if the bytes are no text. */
export function textOf(bytes: Buffer): string | undefined {
  const text = decoded(bytes);
  const controls = text.slice(0, 65_536).match(/[^\P{Cc}\t\n\r\f]/gu)?.length ?? 0;
  return controls * 200 > Math.min(text.length, 65_536) ? undefined : text;
}

function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodedAs('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodedAs('utf-16be', bytes);
  const [even, odd] = zeros(bytes.subarray(0, 8192));
  if (odd > 4 * even && odd > 0) return decodedAs('utf-16le', bytes);
  if (even > 4 * odd) return decodedAs('utf-16be', bytes);
  const utf8 = decodedAs('utf-8', bytes);
  const foreign = utf8.match(/[^\0-\x7f]/g)?.length ?? 0;
  // One letter that was cut does not make a table another encoding's.
  if (wrongIn(utf8) * 50 <= foreign) return utf8;
  return decodedAs('gb18030', bytes);
}

const decodedAs = (encoding: string, bytes: Buffer): string =>
  new TextDecoder(encoding).decode(bytes);

const wrongIn = (text: string): number => text.split('\u{fffd}').length - 1;

/** UTF-16 has a zero in each digit, comma and line end; no other text has one. */
function zeros(bytes: Buffer): [even: number, odd: number] {
  const count: [number, number] = [0, 0];
  for (const [at, byte] of bytes.entries()) if (byte === 0) count[at % 2 === 0 ? 0 : 1] += 1;
  return count;
}
