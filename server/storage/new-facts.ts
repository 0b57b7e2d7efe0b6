import type { Database } from 'better-sqlite3';
import { CompiledQuery, type Insertable } from 'kysely';
import { inserts } from './bulk.ts';
import { copiedRows } from './copying.ts';
import type { Db, Tables } from './tables.ts';

/** Facts arrive by the thousand, and each database has its own fastest way to insert them. */

export type NewFact = Insertable<Tables['fact']>;
/** Call it within a transaction of that database. */
export type InsertFacts = (db: Db, facts: readonly NewFact[]) => Promise<void>;

const COLUMNS = [
  'fair_id',
  'station',
  'incarnation',
  'seq',
  'kind',
  'hash',
  'text',
  'pseudonym',
  'salt',
  'short',
  'blank_short',
  'target',
  'place',
  'arrival',
  'blank',
  'cover',
  'unproven_from',
  'unread',
] as const;

/** The statement stays prepared: Kysely would prepare one of 28,000 parameters each time. */
export function intoSqlite(database: Database): InsertFacts {
  const prepare = () =>
    database.prepare(
      `INSERT INTO fact (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`,
    );
  let insert: ReturnType<typeof prepare> | undefined;
  return async (_db, facts) => {
    insert ??= prepare();
    for (const fact of facts) insert.run(COLUMNS.map((column) => fact[column]));
  };
}

export const byCopy: InsertFacts = async (db, facts) => {
  if (facts.length === 0) return;
  const copy = `COPY fact (${COLUMNS.join(', ')}) FROM STDIN`;
  await db.executeQuery(CompiledQuery.raw(copy, [copiedRows(COLUMNS, facts)]));
};

export const byJson: InsertFacts = async (db, facts) => {
  for (const statement of inserts(db, 'fact', COLUMNS, facts)) await statement.execute();
};
