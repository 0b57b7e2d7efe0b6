import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { z } from 'zod';
import { type ChainedFact, chainedFactSchema } from '../../shared/facts.ts';
import { shortCode } from '../../shared/pass.ts';

/** Reads what the station has on disk, beside the station. */

export interface Written {
  readonly fact: ChainedFact;
  /** The number on the person's pass; empty for a fact about nobody. */
  readonly number: string;
}
export interface Note {
  readonly booth: string;
  readonly number: string;
  readonly text: string;
}

const factRow = z.object({ text: z.string(), person: z.string().nullable() });
const noteRow = z.object({ booth: z.string(), text: z.string(), person: z.string() });
const numberOf = (pseudonym: string | null): string =>
  pseudonym === null ? '' : shortCode(pseudonym.toLowerCase());

export function readLedger(folder: string, station: number) {
  const db = new SqliteDatabase(join(folder, 'station.db'), { readonly: true });
  const facts = db.prepare(
    'SELECT text, hex(pseudonym) AS person FROM fact WHERE station = ? ORDER BY seq LIMIT -1 OFFSET ?',
  );
  const notes = db.prepare(
    'SELECT booth, text, hex(pseudonym) AS person FROM note ORDER BY number LIMIT -1 OFFSET ?',
  );
  const all: Written[] = [];
  let noted = 0;
  return {
    all: (): readonly Written[] => all,
    /** Facts since the last call. */
    newFacts(): readonly Written[] {
      const rows = z.array(factRow).parse(facts.all(station, all.length));
      const written = rows.map(({ text, person }) => ({
        fact: chainedFactSchema.parse(JSON.parse(text)),
        number: numberOf(person === '' ? null : person),
      }));
      all.push(...written);
      return written;
    },
    newNotes(): readonly Note[] {
      const rows = z.array(noteRow).parse(notes.all(noted));
      noted += rows.length;
      return rows.map(({ booth, text, person }) => ({ booth, text, number: numberOf(person) }));
    },
    close: () => void db.close(),
  };
}
export type Ledger = ReturnType<typeof readLedger>;
