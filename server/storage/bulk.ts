import { CompiledQuery, type Insertable, PostgresAdapter, sql } from 'kysely';
import { CopyingAdapter, copiedRows } from './copying.ts';
import type { Db, Tables } from './tables.ts';

/**
 * Many rows at once. PostgreSQL takes them as one JSON value, in a tenth of the time that it needs for
 * as many parameters; SQLite takes no more than 32,766 of those.
 */

const AT_ONCE = 2_000;

export const isPostgres = (db: Db): boolean => db.getExecutor().adapter instanceof PostgresAdapter;

export function* portions<T>(all: readonly T[], size = AT_ONCE): Generator<readonly T[]> {
  for (let i = 0; i < all.length; i += size) yield all.slice(i, i + size);
}

/** One statement for each portion, still to be executed. */
export function* inserts<T extends 'fact' | 'tally'>(
  db: Db,
  table: T,
  columns: readonly (keyof Tables[T] & string)[],
  rows: readonly Insertable<Tables[T]>[],
) {
  for (const some of portions(rows)) {
    const into = db.insertInto(table);
    yield isPostgres(db)
      ? into.columns(columns).expression(
          sql`SELECT ${sql.join(columns.map((column) => sql.ref(column)))}
              FROM jsonb_populate_recordset(NULL::${sql.table(table)}, ${JSON.stringify(some)}::jsonb)`,
        )
      : into.values([...some]);
  }
}

/** Where nothing is to be said of what is there already: each home has a quickest way. */
export async function insertFacts(
  db: Db,
  columns: readonly (keyof Tables['fact'])[],
  rows: readonly Insertable<Tables['fact']>[],
): Promise<void> {
  if (rows.length > 0 && db.getExecutor().adapter instanceof CopyingAdapter) {
    const copy = `COPY fact (${columns.join(', ')}) FROM STDIN`;
    await db.executeQuery(CompiledQuery.raw(copy, [copiedRows(columns, rows)]));
    return;
  }
  for (const statement of inserts(db, 'fact', columns, rows)) await statement.execute();
}
