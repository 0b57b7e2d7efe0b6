import SqliteDatabase, { type Database } from 'better-sqlite3';
import { sqliteFailure } from './database.ts';
import { type FactRow, factRows } from './fact-rows.ts';
import type { Ledger } from './ledger.ts';

/**
 * What a damaged file can still tell: the facts after the backup's newest one, for as far as they
 * can be read and continue the chain, and what stood beside them.
 */
export function salvage(damagedFile: string, into: Database, ledger: Ledger, slot: number): number {
  let damaged: Database | undefined;
  try {
    damaged = new SqliteDatabase(damagedFile, { readonly: true });
    const from = ledger.head.seq;
    const regained = ledger.regain(
      readable(factRows(damaged).branch(slot, ledger.incarnation, from)),
    );
    if (regained > 0)
      for (const table of ['profile', 'box'] as const) copyRows(damaged, into, table);
    return regained;
  } catch (error) {
    if (sqliteFailure(error) === undefined) throw error;
    return 0;
  } finally {
    damaged?.close();
  }
}

/** Ends where the file can't be read any further. */
function* readable(rows: Iterable<FactRow>): Generator<FactRow> {
  try {
    yield* rows;
  } catch (error) {
    if (sqliteFailure(error) === undefined) throw error;
  }
}

function copyRows(from: Database, into: Database, table: 'profile' | 'box'): void {
  const columns = into.pragma(`table_info(${table})`);
  const width = Array.isArray(columns) ? columns.length : 0;
  const put = into.prepare(
    `INSERT OR REPLACE INTO ${table} VALUES (${Array.from({ length: width }, () => '?').join(', ')})`,
  );
  try {
    for (const row of from.prepare(`SELECT * FROM ${table}`).raw().iterate()) put.run(row);
  } catch (error) {
    if (sqliteFailure(error) === undefined) throw error;
  }
}
