import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';

/**
 * A table as an office saves it: XLSX, or CSV in UTF-8 or GB18030. All cells are text, since only
 * the column's reader knows whether one is a number, a phone or a word.
 */

/** Excel stored a long number as a number, so its last digits are lost. */
export const ROUNDED = '\u{0}rounded';

/** Excel keeps fifteen digits. */
const EXACT = 1e15;

export type Table = readonly (readonly string[])[];

/** Undefined if the bytes are not a table. */
export async function tableOf(bytes: Uint8Array): Promise<Table | undefined> {
  try {
    return isZip(bytes) ? await ofXlsx(bytes) : ofCsv(textOf(bytes));
  } catch {
    return undefined;
  }
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

async function ofXlsx(bytes: Uint8Array): Promise<Table> {
  const visible = {
    sheets: ({ hidden, veryHidden }) => !hidden && !veryHidden,
  } satisfies Parameters<typeof readXlsx>[1];
  const { sheets } = await readXlsx(bytes, visible);
  return (sheets[0]?.rows ?? []).map((row) => Array.from(row, cellText));
}

function cellText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Math.abs(value) < EXACT ? String(value) : ROUNDED;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return typeof value === 'boolean' ? String(value) : '';
}

function ofCsv(text: string): Table {
  const delimiter = (text.split('\n', 1)[0] ?? '').includes('\t') ? '\t' : ',';
  return parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: false });
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
