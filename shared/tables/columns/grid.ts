import type { Block, SheetRow, WorkbookSheet } from '../workbook.ts';

/** A sheet's cells as people see them: with what is merged, and with 同上 resolved. */

/** A row's text in a column, also where it is merged with another cell. */
type TextAt = (row: SheetRow, column: number) => string;

const MOST_MERGED = 1_000_000;
/** As above. */
const DITTO = /^(同上|[〃″])$/;

export interface Grid {
  /** As the file has it: merged cells say it once. */
  readonly own: TextAt;
  readonly filled: TextAt;
  /** What it says depends on no other row. */
  readonly standsAlone: (row: SheetRow) => boolean;
  readonly blockAt: (row: number, column: number) => Block | undefined;
}

export function gridOf({ rows, merged }: WorkbookSheet): Grid {
  const byRow = new Map<number, Block[]>();
  let indexed = 0;
  for (const block of merged) {
    for (let row = block.top; row <= block.bottom && indexed < MOST_MERGED; row += 1) {
      indexed += 1;
      const before = byRow.get(row);
      if (before) before.push(block);
      else byRow.set(row, [block]);
    }
  }
  const rowNumbered = new Map(rows.map((row) => [row.row, row]));
  const placeOf = new Map(rows.map((row, place) => [row, place]));
  const own: TextAt = (row, column) => {
    let text = row.cells[column]?.text ?? '';
    for (let place = placeOf.get(row) ?? 0; DITTO.test(text) && place > 0; place -= 1)
      text = rows[place - 1]?.cells[column]?.text ?? '';
    return text;
  };
  const blockAt: Grid['blockAt'] = (row, column) =>
    byRow.get(row)?.find(({ left, right }) => left <= column && column <= right);
  return {
    own,
    blockAt,
    standsAlone: (row) => !byRow.has(row.row) && !row.cells.some(({ text }) => DITTO.test(text)),
    filled(row, column) {
      const text = own(row, column);
      if (text !== '') return text;
      const block = blockAt(row.row, column);
      const first = block && rowNumbered.get(block.top);
      return first ? own(first, block.left) : '';
    },
  };
}
