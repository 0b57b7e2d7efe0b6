/** A table for a workbook, a text file or a page. */

export type Cell = string | number;

export interface Sheet {
  readonly name: string;
  /** Headings, and their widths in characters. */
  readonly columns: readonly (readonly [string, number])[];
  readonly rows: readonly (readonly Cell[])[];
  /** The last line of a workbook's table and on paper. A text file has none: programs add up by themselves. */
  readonly totals?: readonly Cell[];
}
