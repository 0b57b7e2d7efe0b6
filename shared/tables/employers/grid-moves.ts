/** Where the keyboard goes in a grid that shows a window of a table. */

export interface GridPlace {
  readonly row: number;
  readonly at: number;
}

export interface GridShape {
  /** Numbers of the rows that are shown, from the top. */
  readonly rows: readonly number[];
  /** Places of the columns, from the left. */
  readonly columns: readonly number[];
  /** Cells that something was found in, in reading order. */
  readonly marked: readonly GridPlace[];
}

export type GridMove = 'up' | 'down' | 'left' | 'right' | 'first' | 'last' | 'next-marked';

/** Stays where nothing is. */
export function moved(shape: GridShape, from: GridPlace, move: GridMove): GridPlace {
  const { rows, columns } = shape;
  const [row, column] = [rows.indexOf(from.row), columns.indexOf(from.at)];
  switch (move) {
    case 'up':
      return { row: rows[row - 1] ?? from.row, at: from.at };
    case 'down':
      return { row: rows[row + 1] ?? from.row, at: from.at };
    case 'left':
      return { row: from.row, at: columns[column - 1] ?? from.at };
    case 'right':
      return { row: from.row, at: columns[column + 1] ?? from.at };
    case 'first':
      return { row: from.row, at: columns[0] ?? from.at };
    case 'last':
      return { row: from.row, at: columns.at(-1) ?? from.at };
    case 'next-marked':
      return shape.marked.find((place) => isAfter(shape, place, from)) ?? from;
  }
}

function isAfter({ rows, columns }: GridShape, a: GridPlace, b: GridPlace): boolean {
  const byRow = rows.indexOf(a.row) - rows.indexOf(b.row);
  return byRow > 0 || (byRow === 0 && columns.indexOf(a.at) > columns.indexOf(b.at));
}
