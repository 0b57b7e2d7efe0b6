import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type ChainedFact, type FactRef, factKindSchema, refOf } from '../../../shared/facts.ts';
import type { Unauthorised } from '../../../shared/report/coverage.ts';

const refSchema = z.object({ station: z.int(), incarnation: z.string(), seq: z.int() });
const countSchema = z.object({ slot: z.int(), fact: factKindSchema, facts: z.int() });

/** Which facts here have no authority: only a list, since the ledger has the facts themselves. */
export function evidenceRows(db: Database) {
  const insert = db.prepare('INSERT OR IGNORE INTO evidence VALUES (?, ?, ?, ?)');
  const remove = db.prepare(
    'DELETE FROM evidence WHERE station = ? AND incarnation = ? AND seq = ?',
  );
  const all = db.prepare('SELECT station, incarnation, seq FROM evidence');
  const counts = db.prepare(
    `SELECT station AS slot, kind AS fact, count(*) AS facts FROM evidence
     GROUP BY station, kind ORDER BY station, kind`,
  );
  return {
    keep(facts: readonly { readonly chained: ChainedFact }[]): void {
      for (const { chained } of facts) {
        insert.run(chained.station, chained.incarnation, chained.seq, chained.kind);
      }
    },
    remove(ref: FactRef): void {
      const [station, incarnation, seq] = ref.split('.');
      remove.run(Number(station), incarnation, Number(seq));
    },
    all: (): FactRef[] => all.all().map((row) => refOf(refSchema.parse(row))),
    counts: (): Unauthorised[] => counts.all().map((row) => countSchema.parse(row)),
  };
}
export type EvidenceRows = ReturnType<typeof evidenceRows>;
