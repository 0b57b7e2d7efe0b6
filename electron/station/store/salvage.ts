import SqliteDatabase, { type Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Head } from '../../../shared/chain.ts';
import { sqliteFailure } from './database.ts';
import { type FactRow, factRows } from './fact-rows.ts';
import type { Ledger } from './ledger.ts';

/**
 * Recovers what a damaged file still holds: the facts after the backup's newest one, as far as they
 * can be read and continue the chain, and the rows beside them.
 */
export function salvage(damagedFile: string, into: Database, ledger: Ledger, slot: number): number {
  let damaged: Database | undefined;
  try {
    damaged = new SqliteDatabase(damagedFile, { readonly: true });
    const branches = branchesFrom(damaged, ledger.incarnation);
    // Ignore a ledger with another history.
    if (branches.length === 0) return 0;
    const rows = factRows(damaged);
    let regained = 0;
    for (const { incarnation, from } of branches) {
      const ours = incarnation === ledger.incarnation;
      if (!ours && !ledger.regainIncarnation(incarnation, from)) break;
      regained += ledger.regain(readable(rows.branch(slot, incarnation, ledger.head.seq)));
    }
    for (const table of ['profile', 'box'] as const) copyRows(damaged, into, table);
    return regained;
  } catch (error) {
    if (sqliteFailure(error) === undefined) throw error;
    return 0;
  } finally {
    damaged?.close();
  }
}

const branchRow = z.object({
  incarnation: z.string(),
  from_seq: z.int(),
  from_hash: z.instanceof(Uint8Array),
});

interface Branch {
  readonly incarnation: string;
  readonly from: Head;
}

/** The incarnation of the backup, and those after it. */
function branchesFrom(damaged: Database, incarnation: string): Branch[] {
  const branches = damaged
    .prepare('SELECT incarnation, from_seq, from_hash FROM incarnation ORDER BY number')
    .all()
    .map((row): Branch => {
      const { from_seq, from_hash, ...branch } = branchRow.parse(row);
      return { ...branch, from: { seq: from_seq, hash: Buffer.from(from_hash).toString('hex') } };
    });
  const ours = branches.findIndex((branch) => branch.incarnation === incarnation);
  return ours < 0 ? [] : branches.slice(ours);
}

/** Stops where the file can't be read any further. */
function* readable(rows: Iterable<FactRow>): Generator<FactRow> {
  try {
    yield* rows;
  } catch (error) {
    if (sqliteFailure(error) === undefined) throw error;
  }
}

const columnsSchema = z.array(z.object({ name: z.string() }));

/** Copy by column name: the damaged file may be of an earlier version, with fewer columns. */
function copyRows(from: Database, into: Database, table: 'profile' | 'box'): void {
  try {
    const columns = columnsSchema.parse(from.pragma(`table_info(${table})`));
    if (columns.length === 0) return;
    const names = columns.map(({ name }) => name).join(', ');
    const put = into.prepare(
      `INSERT OR REPLACE INTO ${table} (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    for (const row of from.prepare(`SELECT ${names} FROM ${table}`).raw().iterate()) put.run(row);
  } catch (error) {
    if (sqliteFailure(error) === undefined) throw error;
  }
}
