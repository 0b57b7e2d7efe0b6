import { writeXlsx } from 'hucre/xlsx';
import type { Fair } from '../fair.ts';
import { NO_TIME } from '../calendar.ts';
import { figures, isFigure } from '../tally/figures.ts';
import type { DayView } from './day-view.ts';
import type { FigureRow } from './figure-table.ts';
import { type Cell, type Sheet, sheetsOf } from './sheets.ts';

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
  const name = `chunfeng-${fair.id}-${view.scope}-${view.digest.slice(0, 12)}.${format}`;
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
      return workbook(sheetsOf(fair, view, rows));
    case 'csv':
      return new TextEncoder().encode(csv(sheetsOf(fair, view, rows)));
    case 'json':
      return new TextEncoder().encode(json(fair, view, rows));
  }
}

export function workbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  return writeXlsx({
    properties: { created: NO_TIME, modified: NO_TIME },
    sheets: sheets.map(({ name, columns, rows }) => ({
      name,
      freezePane: { rows: 1 },
      columns: columns.map(([, width]) => ({ width })),
      rows: [columns.map(([heading]) => heading), ...rows.map((row) => [...row])],
    })),
  });
}

/** Each table under its own name. */
function csv(sheets: readonly Sheet[]): string {
  return csvLines(
    sheets.flatMap(({ name, columns, rows }) => [
      [name],
      columns.map(([heading]) => heading),
      ...rows,
      [],
    ]),
  );
}

/** A single table, in the form that other programs read. */
export const csvTable = ({ columns, rows }: Sheet): string =>
  csvLines([columns.map(([heading]) => heading), ...rows]);

/** UTF-8 with a byte order mark, so that Excel recognises it. */
function csvLines(lines: readonly (readonly Cell[])[]): string {
  return `\u{feff}${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** A name that begins like a formula must not run as one in a spreadsheet. */
function csvCell(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
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
