import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Authority } from '../../../shared/authority.ts';
import {
  type ChainedFact,
  type FactRef,
  factKindSchema,
  type Happening,
  refOf,
} from '../../../shared/facts.ts';
import type { Unauthorised } from '../../../shared/report/coverage.ts';
import type { FactRows } from './fact-rows.ts';

const refSchema = z.object({ station: z.int(), incarnation: z.string(), seq: z.int() });
const countSchema = z.object({ slot: z.int(), fact: factKindSchema, facts: z.int() });

/**
 * What the fair lets this station write, and the list of facts here that their stations may not write. They
 * are evidence: the ledger keeps them, they count nowhere, and nothing else looks them up.
 */
export function stationRights(
  db: Database,
  rows: FactRows,
  slot: number,
  authority: () => Authority,
) {
  const insert = db.prepare('INSERT OR IGNORE INTO evidence VALUES (?, ?, ?, ?)');
  const remove = db.prepare(
    'DELETE FROM evidence WHERE station = ? AND incarnation = ? AND seq = ?',
  );
  const mark = db.prepare(
    'UPDATE fact SET evidence = ? WHERE station = ? AND incarnation = ? AND seq = ?',
  );
  const all = db.prepare('SELECT station, incarnation, seq FROM evidence');
  const counts = db.prepare(
    `SELECT station AS slot, kind AS fact, count(*) AS facts FROM evidence
     GROUP BY station, kind ORDER BY station, kind`,
  );
  const targetOf = (ref: FactRef) => rows.one(ref)?.chained;
  const may = (fact: ChainedFact | (Happening & { readonly station: number })): boolean =>
    authority().verdict(fact, targetOf) === 'may';

  return {
    mayWrite: (happening: Happening): boolean => may({ station: slot, ...happening }),
    keepEvidence(facts: readonly { readonly chained: ChainedFact }[]): void {
      for (const { chained } of facts) {
        insert.run(chained.station, chained.incarnation, chained.seq, chained.kind);
        mark.run(1, chained.station, chained.incarnation, chained.seq);
      }
    },
    /** What was evidence until a newer revision allowed it. */
    allowedNow: (): ChainedFact[] =>
      all
        .all()
        .flatMap((row) => targetOf(refOf(refSchema.parse(row))) ?? [])
        .filter(may),
    dropEvidence(facts: readonly ChainedFact[]): void {
      for (const { station, incarnation, seq } of facts) {
        remove.run(station, incarnation, seq);
        mark.run(null, station, incarnation, seq);
      }
    },
    /** How many facts here their stations may not write, by station and kind. */
    unauthorised: (): Unauthorised[] => counts.all().map((row) => countSchema.parse(row)),
  };
}
export type StationRights = ReturnType<typeof stationRights>;
