import type { Column } from './columns.ts';

/** A table with what its columns are taken for. */
export interface ReadTable<M extends string> {
  readonly sheet: string;
  /** The table's rank in its sheet, from 0. */
  readonly table: number;
  readonly shape: string;
  readonly columns: readonly Column<M>[];
  readonly labels: readonly {
    readonly heading: string;
    readonly is: M;
    readonly text: string;
    readonly taken: boolean;
  }[];
  readonly rows: number;
}

/** Tables whose columns are read alike, such as a sheet for each zone, which the page shows as one. */
export interface ColumnGroup<M extends string> {
  readonly shape: string;
  readonly tables: readonly {
    readonly sheet: string;
    readonly table: number;
    readonly rows: number;
  }[];
  readonly columns: readonly Column<M>[];
  /** What forms say of their employer above the list. */
  readonly labels: readonly {
    readonly heading: string;
    readonly is: M;
    readonly taken: boolean;
    readonly examples: readonly string[];
  }[];
}

export function columnGroups<M extends string>(tables: readonly ReadTable<M>[]): ColumnGroup<M>[] {
  const groups: { readonly first: ReadTable<M>; readonly group: ReadTable<M>[] }[] = [];
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
function isReadAlike(a: ReadTable<string>, b: ReadTable<string>): boolean {
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
