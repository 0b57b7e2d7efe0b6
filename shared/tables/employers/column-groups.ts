import type { EmployerMeaning } from '../columns/employer-meaning.ts';
import type { StagedTable } from './stage.ts';
import type { EmployerColumn } from './table-rows.ts';

/** Tables whose columns are read alike, such as a sheet for each zone, which the page shows as one. */
export interface ColumnGroup {
  readonly shape: string;
  readonly tables: readonly {
    readonly sheet: string;
    readonly table: number;
    readonly rows: number;
  }[];
  readonly columns: readonly EmployerColumn[];
  /** What forms say of their employer above the list. */
  readonly labels: readonly {
    readonly heading: string;
    readonly is: EmployerMeaning;
    readonly taken: boolean;
    readonly examples: readonly string[];
  }[];
}

export function columnGroups(tables: readonly StagedTable[]): ColumnGroup[] {
  const groups: { readonly first: StagedTable; readonly group: StagedTable[] }[] = [];
  for (const table of tables) {
    const alike = groups.find(({ group }) => group.every((other) => isReadAlike(table, other)));
    if (alike) alike.group.push(table);
    else groups.push({ first: table, group: [table] });
  }
  return groups.map(({ first: { shape, columns, labels }, group }) => {
    const columnsAt = (i: number) => group.flatMap((table) => table.columns[i] ?? []);
    return {
      shape,
      tables: group.map(({ sheet, table, rows }) => ({ sheet, table, rows })),
      columns: columns.map((column, i) => ({
        ...(columnsAt(i).find(({ why }) => why !== 'empty') ?? column),
        examples: examplesOf(columnsAt(i).flatMap(({ examples }) => examples)),
      })),
      labels: labels.map(({ heading, is, taken }, i) => ({
        heading,
        is,
        taken,
        examples: examplesOf(group.flatMap((table) => table.labels[i]?.text ?? [])),
      })),
    };
  });
}

/** A column may be empty in one of them. */
function isReadAlike(a: StagedTable, b: StagedTable): boolean {
  return (
    a.shape === b.shape &&
    a.columns.length === b.columns.length &&
    a.labels.length === b.labels.length &&
    a.columns.every((column, i) => {
      const other = b.columns[i];
      if (column.key !== other?.key) return false;
      if (column.why === 'empty' || other.why === 'empty') return true;
      return column.is === other.is && column.taken === other.taken && column.why === other.why;
    }) &&
    a.labels.every(({ is, heading }, i) => {
      const other = b.labels[i];
      return is === other?.is && heading === other.heading;
    })
  );
}

const EXAMPLES = 3;
/** An example shows what kind of thing stands there, not all of it. */
const SHOWN = 40;

const examplesOf = (texts: readonly string[]): string[] =>
  [...new Set(texts)]
    .slice(0, EXAMPLES)
    .map((text) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text));
