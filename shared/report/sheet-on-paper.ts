import type { Cell as WrittenCell, CellStyle, WriteSheet } from 'hucre';
import { plainLines } from '../names/written.ts';
import type { Cell, Sheet } from './sheet.ts';

/**
 * A table as a worksheet that a bureau prints as it is: A4, as wide as the page, its headings bold and on
 * every page, a filter over them, and the totals below.
 */

/** Wider tables lie on their side. In characters, as the widths of columns. */
const WIDEST_UPRIGHT = 96;

const line = { style: 'thin' } as const;
const border = { top: line, right: line, bottom: line, left: line } as const;
const headingStyle: CellStyle = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E4EEDD' } },
  border,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};
const totalStyle: CellStyle = { font: { bold: true }, border };
const longStyle: CellStyle = { alignment: { vertical: 'top', wrapText: true } };

/** `title` stands above each printed page, before the sheet's name. */
export function sheetOnPaper(sheet: Sheet, title: string): WriteSheet {
  const { name, columns, rows } = sheet;
  const totals = totalsOf(sheet);
  const width = columns.reduce((sum, [, each]) => sum + each, 0);
  const lastColumn = letters(columns.length - 1);
  return {
    name,
    freezePane: { rows: 1 },
    columns: columns.map(([, each]) => ({ width: each })),
    rows: [
      columns.map(([heading]) => heading),
      ...[...rows, ...(totals ? [totals] : [])].map((row) => row.map(plainCell)),
    ],
    cells: new Map(stylesOf(sheet)),
    // The totals stay in sight whatever is chosen.
    ...(rows.length > 1 && { autoFilter: { range: `A1:${lastColumn}${rows.length + 1}` } }),
    pageSetup: {
      paperSize: 'a4',
      orientation: width > WIDEST_UPRIGHT ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      // As many pages as it takes.
      fitToHeight: 0,
      printTitlesRow: '$1:$1',
      horizontalCentered: true,
    },
    headerFooter: {
      oddHeader: `&L${inHeader(title)}&R${inHeader(name)}`,
      oddFooter: '&C第 &P 页，共 &N 页',
    },
  };
}

const totalsOf = ({ rows, totals }: Sheet): Sheet['totals'] =>
  rows.length > 0 ? totals : undefined;

function stylesOf(sheet: Sheet): [string, Partial<WrittenCell>][] {
  const { columns, rows } = sheet;
  return [
    ...columns.map((_, at) => styled(0, at, headingStyle)),
    ...rows.flatMap((row, r) =>
      row.flatMap((cell, at) =>
        isLonger(cell, columns[at]?.[1] ?? 0) ? [styled(r + 1, at, longStyle)] : [],
      ),
    ),
    ...(totalsOf(sheet) ?? []).map((_, at) => styled(rows.length + 1, at, totalStyle)),
  ];
}

const styled = (row: number, column: number, style: CellStyle): [string, Partial<WrittenCell>] => [
  `${row},${column}`,
  { style },
];

/** A Chinese character is as wide as two others. */
const isLonger = (cell: Cell, width: number): boolean =>
  typeof cell === 'string' && cell.length + (cell.match(/[^\0-\xff]/g)?.length ?? 0) > width;

/** Excel calls a workbook damaged that has a control character. */
const plainCell = (cell: Cell): Cell => (typeof cell === 'string' ? plainLines(cell) : cell);

/** In a header, `&` begins a command; a digit after one would be a size. */
const inHeader = (text: string): string => plainLines(text).replaceAll('&', '&&');

/** `A`, `AB`: how a spreadsheet names the column at this place, from 0. */
function letters(at: number): string {
  const before = Math.floor(at / 26) - 1;
  return (before < 0 ? '' : letters(before)) + String.fromCodePoint(65 + (at % 26));
}
