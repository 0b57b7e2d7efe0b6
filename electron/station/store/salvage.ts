import type { Database } from 'better-sqlite3';
import { besideColumns, type Found } from './found.ts';
import type { Ledger } from './ledger.ts';

/**
 * Puts what was found of a damaged ledger into the one that takes its place: facts, and the rows
 * beside them. Returns how many facts were not there yet.
 */
export function salvage(found: Found, db: Database, ledger: Ledger): number {
  return db.transaction(() => {
    for (const { table, values } of found.beside) {
      const columns = besideColumns[table].slice(0, values.length);
      const places = columns.map(() => '?').join(', ');
      db.prepare(`INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${places})`).run(
        values.slice(0, columns.length),
      );
    }
    return ledger.takeBack(found);
  })();
}
