/**
 * A table's file, opened: what stands in its cells, as text, and what each cell is. What a column
 * means is not known here.
 */

export interface Workbook {
  readonly sheets: readonly WorkbookSheet[];
}

export interface WorkbookSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Rows in which something stands, from the top; blank rows are absent. */
  readonly rows: readonly SheetRow[];
  readonly merged: readonly Block[];
  readonly hiddenColumns: readonly number[];
}

export interface SheetRow {
  /** The sheet's own number, as a spreadsheet counts: from 1. */
  readonly row: number;
  readonly hidden: boolean;
  /** From column A; may end before the sheet's last column. */
  readonly cells: readonly SheetCell[];
}

export interface SheetCell {
  /** Trimmed, without invisible characters; '' if nothing stands there. */
  readonly text: string;
  readonly is: CellKind;
}

type CellKind =
  | 'text'
  /** As a number is written: `5000`, `0.5`; with the unit that the cell's format adds: `5000元`. */
  | 'number'
  /** `2026-03-04`, `2026-03-04 09:30` or `09:30`. Excel makes one of "3-4", too. */
  | 'date'
  /** `5%` */
  | 'percent'
  /** A long number whose last digits the spreadsheet has lost; the text is what is left of it. */
  | 'rounded'
  | 'boolean'
  /** `#N/A` and the like. */
  | 'error'
  /** A formula whose result the file does not hold; the text is ''. */
  | 'uncalculated';

/** Cells that are merged: the value stands in the one at the top left. */
export interface Block {
  /** Row numbers, as of `SheetRow`. */
  readonly top: number;
  readonly bottom: number;
  /** Columns count from 0, as places in `cells`. */
  readonly left: number;
  readonly right: number;
}

export const BLANK: SheetCell = { text: '', is: 'text' };

/** `A`, `B`, … `AA`, for what is said to people. */
export function columnLetters(column: number): string {
  const before = Math.floor(column / 26);
  const last = String.fromCharCode(65 + (column % 26));
  return before === 0 ? last : columnLetters(before - 1) + last;
}
