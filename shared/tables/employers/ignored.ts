import { columnLetters } from '../workbook.ts';
import type { StagedTable } from './stage.ts';

/** The headings whose cells are not taken, by name. An empty column holds nothing to be missed. */
export function ignoredColumns(tables: readonly StagedTable[]): string[] {
  const names = tables.flatMap(({ columns, labels }) => [
    ...columns.flatMap(({ taken, why, heading, at }) =>
      taken || why === 'empty' ? [] : [heading || `（${columnLetters(at)} 列）`],
    ),
    ...labels.flatMap(({ heading, taken }) => (taken ? [] : [heading])),
  ]);
  return [...new Set(names)];
}
