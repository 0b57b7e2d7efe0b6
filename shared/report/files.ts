import { writeXlsx } from 'hucre/xlsx';
import type { Fair } from '../fair.ts';
import { NO_TIME } from '../calendar.ts';
import { figures, isFigure } from '../tally/figures.ts';
import type { DayView } from './day-view.ts';
import { scopeInWords } from './day-words.ts';
import type { FigureRow } from './figure-table.ts';
import type { Cell, Sheet } from './sheet.ts';
import { sheetOnPaper } from './sheet-on-paper.ts';
import { sheetsOf } from './sheets.ts';
import { zipped } from './zipped.ts';

/** A day's figures as files. The same chains give the same bytes at any time and on any machine. */

const reportFormats = ['xlsx', 'csv', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export interface Report {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export async function reportFile(
  fair: Fair,
  view: DayView,
  rows: readonly FigureRow[],
  format: ReportFormat,
): Promise<Report> {
  const ending = format === 'csv' ? 'csv.zip' : format;
  const name = `chunfeng-${fair.id}-${view.scope}-${view.digest.slice(0, 12)}.${ending}`;
  return { name, bytes: await bytesOf(fair, view, rows, format) };
}

function bytesOf(
  fair: Fair,
  view: DayView,
  rows: readonly FigureRow[],
  format: ReportFormat,
): Promise<Uint8Array> | Uint8Array {
  switch (format) {
    case 'xlsx':
      return workbook(sheetsOf(fair, view, rows), `${fair.name.zh}　${scopeInWords(view.scope)}`);
    case 'csv':
      return csvArchive(sheetsOf(fair, view, rows));
    case 'json':
      return new TextEncoder().encode(json(fair, view, rows));
  }
}

export function workbook(sheets: readonly Sheet[], title = ''): Promise<Uint8Array> {
  return writeXlsx({
    properties: { created: NO_TIME, modified: NO_TIME },
    sheets: sheets.map((sheet) => sheetOnPaper(sheet, title)),
  });
}

/** One table a file, numbered in their order. */
function csvArchive(sheets: readonly Sheet[]): Uint8Array {
  const files = sheets.map((sheet, i) => {
    const name = `${String(i + 1).padStart(2, '0')}-${sheet.name}.csv`;
    return [name, new TextEncoder().encode(csvTable(sheet))] as const;
  });
  return zipped(Object.fromEntries(files));
}

/** UTF-8 with a byte order mark, so that Excel recognises it. */
export function csvTable({ columns, rows }: Sheet): string {
  const lines = [columns.map(([heading]) => heading), ...rows];
  return `\u{feff}${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** Spreadsheets skip blanks and line ends before a formula, and some take full-width signs for one. */
const LIKE_A_FORMULA = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/u;

/** A name that begins like a formula must not run as one in a spreadsheet. */
function csvCell(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const harmless = LIKE_A_FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function json(
  fair: Fair,
  { scope, coverage, digest }: DayView,
  rows: readonly FigureRow[],
): string {
  const own = rows
    .filter((row) => row.scope === scope && isFigure(row.figure))
    .map(({ figure, slice, value }) => ({ figure, slice, value }))
    .toSorted((a, b) => order(`${a.figure} ${a.slice}`, `${b.figure} ${b.slice}`));
  const seen = coverage.stations.map(({ slot, zh, acked, proven, waiting, heardMs }) => ({
    slot,
    name: zh,
    counted: proven,
    /** Null if unknown. */
    missing: heardMs === null ? null : (waiting ?? 0) + Math.max(0, acked - proven),
  }));
  const { id, name, revision } = fair;
  const report = {
    v: 1,
    fair: { id, name: name.zh, revision },
    scope,
    digest,
    heads: coverage.heads,
    seen,
    forks: coverage.forks,
    definitions: figures,
    figures: own,
  };
  return `${JSON.stringify(report, undefined, 1)}\n`;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
