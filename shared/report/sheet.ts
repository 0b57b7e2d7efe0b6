/** A table for a workbook, a text file or a page. */

export type Cell = string | number;

export interface Sheet {
  readonly name: string;
  /** Headings, and their widths in characters. */
  readonly columns: readonly (readonly [string, number])[];
  readonly rows: readonly (readonly Cell[])[];
}
