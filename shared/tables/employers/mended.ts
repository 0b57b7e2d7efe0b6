import { BLANK, type SheetRow, type Workbook } from '../workbook.ts';
import type { EmployerChoices } from './choices.ts';

type Mended = NonNullable<EmployerChoices['cells']>;

/** The workbook with the cells that somebody mended on the page. */
export function mended(workbook: Workbook, cells: Mended): Workbook {
  if (cells.length === 0) return workbook;
  const bySheet = Map.groupBy(cells, ({ sheet }) => sheet);
  return {
    sheets: workbook.sheets.map((sheet) => {
      const byRow = Map.groupBy(bySheet.get(sheet.name) ?? [], ({ row }) => row);
      return { ...sheet, rows: sheet.rows.map((row) => withCells(row, byRow.get(row.row) ?? [])) };
    }),
  };
}

function withCells(row: SheetRow, mended: Mended): SheetRow {
  if (mended.length === 0) return row;
  const texts = new Map(mended.map(({ at, text }) => [at, text]));
  const width = Math.max(row.cells.length, ...texts.keys().map((at) => at + 1));
  const cells = Array.from({ length: width }, (_, at) => {
    const text = texts.get(at);
    return text === undefined ? (row.cells[at] ?? BLANK) : { text, is: 'text' as const };
  });
  return { ...row, cells };
}
