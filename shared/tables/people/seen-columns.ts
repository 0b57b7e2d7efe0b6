import { columnGroups, type ReadTable } from '../columns/column-groups.ts';
import type { Column } from '../columns/columns.ts';
import type { PeopleMeaning } from '../columns/people-meaning.ts';

/** The columns of a list of people as the page shows them: what stands in them is masked. */
export const seenColumns = (tables: readonly ReadTable<PeopleMeaning>[]) =>
  columnGroups(tables).map(({ shape, tables: own, columns }) => ({
    shape,
    tables: own,
    columns: columns.map((column) => ({
      ...column,
      examples: column.examples.map((text) => (isPlain(column) ? shortened(text) : masked(text))),
    })),
  }));

/** Says nothing that tells who it is. */
const isPlain = ({ is, taken, why }: Column<PeopleMeaning>): boolean =>
  taken &&
  // The person who sets a column may have taken names for something else.
  why !== 'chosen' &&
  is !== undefined &&
  !['name', 'number', 'phone', 'address'].includes(is);

const SHOWN = 16;
const shortened = (text: string): string =>
  text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;

/** Only the first character is shown, and how long it is. */
function masked(text: string): string {
  const [first = '', ...rest] = text;
  if (rest.length === 0) return '＊';
  const length = rest.length > 3 ? `（${rest.length + 1} 字）` : '';
  return first + '＊'.repeat(Math.min(rest.length, 3)) + length;
}
