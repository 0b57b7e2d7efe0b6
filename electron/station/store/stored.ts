import { existsSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { z } from 'zod';
import { LEDGER_FILE } from './damage.ts';
import { sqliteFailure } from './database.ts';

/** How much a station's folder stores, whether or not the station is open. */

export interface Stored {
  readonly facts: number;
  readonly about: number;
  readonly identities: number;
  readonly phones: number;
  readonly othersBoxes: number;
  readonly profiles: number;
  readonly registrations: number;
  readonly notes: number;
}

/** If the station was enrolled but never opened. */
const nothing: Stored = {
  facts: 0,
  about: 0,
  identities: 0,
  phones: 0,
  othersBoxes: 0,
  profiles: 0,
  registrations: 0,
  notes: 0,
};

export const hasLedger = (folder: string): boolean => existsSync(join(folder, LEDGER_FILE));

/** The facts that this slot wrote; undefined where the ledger cannot be read. */
export function ownFactsIn(folder: string, slot: number): number | undefined {
  if (!hasLedger(folder)) return 0;
  try {
    const db = new SqliteDatabase(join(folder, LEDGER_FILE), { readonly: true });
    try {
      const count = db.prepare('SELECT count(*) FROM fact WHERE station = ?').pluck();
      return z.int().parse(count.get(slot));
    } finally {
      db.close();
    }
  } catch (error) {
    if (sqliteFailure(error) === undefined) throw error;
    return undefined;
  }
}

export function storedIn(folder: string): Stored {
  if (!hasLedger(folder)) return nothing;
  const db = new SqliteDatabase(join(folder, LEDGER_FILE), { readonly: true });
  const count = (from: string, what = 'count(*)'): number => {
    try {
      return z.int().parse(db.prepare(`SELECT ${what} FROM ${from}`).pluck().get());
    } catch (error) {
      // A ledger of an earlier version, which no station has opened since, lacks some tables.
      if (sqliteFailure(error) !== 'other') throw error;
      return 0;
    }
  };
  try {
    return {
      facts: count('fact'),
      about: count('fact', 'count(DISTINCT pseudonym)'),
      identities: count("box WHERE holds = 'identity'"),
      phones: count("box WHERE holds = 'phone'"),
      othersBoxes: count('others_box'),
      profiles: count('profile'),
      registrations: count('registration'),
      notes: count('note'),
    };
  } finally {
    db.close();
  }
}
