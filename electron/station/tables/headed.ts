import { plainLines } from '../../../shared/names/written.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { UnknownWord } from '../../../shared/tables/row-faults.ts';
import { ROUNDED, type Table, tableOf } from './table.ts';

/**
 * A table with a heading, as offices make them: titles above it, columns in any order, blank rows
 * below.
 */

export interface ColumnNames<C extends string> {
  readonly column: C;
  /** The accepted headings of the column; messages use the first. */
  readonly names: readonly [string, ...string[]];
  readonly needed?: true;
}

export interface HeadedRow<C extends string> {
  /** As a spreadsheet counts: from 1. */
  readonly row: number;
  readonly cell: (column: C) => string;
}

export type HeadingFault =
  | { readonly kind: 'not-a-table' }
  | { readonly kind: 'column-missing'; readonly column: string };

/** How many rows of titles and notes may stand above a heading. */
const ABOVE_HEADING = 10;

export async function headedRows<C extends string>(
  bytes: Uint8Array,
  columns: readonly ColumnNames<C>[],
): Promise<Result<HeadedRow<C>[], HeadingFault>> {
  const rows: Table = (await tableOf(bytes)) ?? [];
  const needed = columns.filter((each) => each.needed);
  const isHeading = (cells: readonly string[]): boolean =>
    needed.every(({ names }) => placeOf(names, cells) >= 0);
  const headingAt = Math.max(0, rows.slice(0, ABOVE_HEADING).findIndex(isHeading));
  const heading = rows[headingAt];
  if (!heading) return fail({ kind: 'not-a-table' });
  const at = new Map<C, number>();
  for (const { column, names, needed: wanted } of columns) {
    const place = placeOf(names, heading);
    if (place >= 0) at.set(column, place);
    else if (wanted) return fail({ kind: 'column-missing', column: names[0] });
  }
  return ok(
    rows.slice(headingAt + 1).flatMap((cells, i) =>
      cells.every((cell) => cell.trim() === '')
        ? []
        : [
            {
              row: headingAt + i + 2,
              cell: (column: C) => clean(cells[at.get(column) ?? -1] ?? ''),
            },
          ],
    ),
  );
}

function placeOf(names: readonly string[], cells: readonly string[]): number {
  return cells.findIndex((cell) => names.includes(cell.replaceAll(/\s/g, '').toLowerCase()));
}

/** Excel marks a number stored as text with an apostrophe or `="…"`. */
function clean(cell: string): string {
  if (cell === ROUNDED) return cell;
  return plainLines(cell)
    .replace(/^="(.*)"$/, '$1')
    .replace(/^'/, '')
    .trim();
}

/** Words of a list, as on the kiosk's own keys, or their codes. */
export function coded<C extends string>(
  all: readonly { readonly code: C; readonly zh: string; readonly en: string }[],
  column: string,
  text: string,
  most: number,
): Result<C[], UnknownWord> {
  const found: C[] = [];
  for (const word of text.split(/[、，,;；|]/).map((part) => part.trim())) {
    if (word === '') continue;
    const entry = all.find(
      ({ code, zh, en }) =>
        code === word || zh.replaceAll(' ', '') === word.replaceAll(' ', '') || en === word,
    );
    if (!entry) return fail({ kind: 'unknown-word', column, word });
    if (!found.includes(entry.code)) found.push(entry.code);
  }
  return ok(found.slice(0, most));
}
