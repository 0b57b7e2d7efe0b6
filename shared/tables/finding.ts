import { z } from 'zod';
import { say, type Words } from '../say.ts';

/** Where a table's reader found something, and what becomes of it. */

export const doesSchema = z.enum(['refused', 'emptied', 'asks', 'left-out']);
/** What becomes of the row or cell. */
export type Does = z.infer<typeof doesSchema>;

/** What becomes of a row, by the gravest of what was found in it. */
export const rowStates = ['untouched', 'proposed', 'emptied', 'refused'] as const;
export type RowState = (typeof rowStates)[number];

export function countedRows(rows: readonly { readonly state: RowState }[]) {
  const count = (wanted: RowState): number => rows.filter(({ state }) => state === wanted).length;
  return {
    all: rows.length,
    untouched: count('untouched'),
    proposed: count('proposed'),
    emptied: count('emptied'),
    refused: count('refused'),
  };
}

export const placeShape = {
  sheet: z.string(),
  /** As a spreadsheet counts; 0 where it is about the whole sheet. */
  row: z.int(),
  /** The column's place, and its heading; absent where it is about the whole row. */
  at: z.int().exactOptional(),
  column: z.string().exactOptional(),
  /** What stands there. */
  read: z.string(),
  does: doesSchema,
};
const placeSchema = z.strictObject(placeShape);

/** 第 3 行“学历要求”：大砖 */
export function findingPlace({
  sheet,
  row,
  column,
  read,
}: Omit<z.infer<typeof placeSchema>, 'does' | 'at'>): Words {
  const zh = [
    row > 0 ? `第 ${row} 行` : sheet && `“${sheet}”表`,
    column === undefined ? '' : `“${column}”`,
    read === '' ? '' : `：${shortened(read)}`,
  ].join('');
  const en = [row > 0 ? `row ${row}` : `sheet ${sheet}`, column, read && shortened(read)];
  return say(zh, en.filter(Boolean).join(', '));
}

const SHOWN = 40;
function shortened(read: string): string {
  const line = read.replaceAll(/\s+/g, ' ');
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}
