import type { Database } from 'better-sqlite3';
import { refOf } from '../../../shared/facts.ts';
import type { WireFact } from '../../../shared/sync/wire.ts';
import type { FactRows } from './fact-rows.ts';
import { factFromElsewhere, type KeptFact } from './kept-facts.ts';
import type { Projection } from './tallies.ts';
import { tombstonesIn } from './tombstones.ts';

type IsErased = (pseudonym: string) => boolean;

interface LearningParts {
  readonly db: Database;
  readonly fair: string;
  readonly rows: FactRows;
  readonly projection: Projection;
  /** Its own come back under its own signature alone: see `regain`. */
  readonly slot: number;
  readonly keep: (fact: KeptFact) => void;
}

/**
 * Stores facts that other stations wrote. Only some of them reach us, so each is checked by its own hash and
 * not by a chain. A fact that is here already may come again with a proof of whom it is about. Returns the new
 * ones, and those that were proven.
 */
export function learning({ db, fair, rows, projection, ...parts }: LearningParts) {
  const tombstones = tombstonesIn(db);
  return db.transaction(
    (facts: readonly WireFact[], isErased: IsErased = () => false): KeptFact[] => {
      let corrected = false;
      const learnt = facts.flatMap((row) => {
        const fact = factFromElsewhere(row, fair, tombstones.knows);
        const known = fact && rows.kept(refOf(fact.envelope));
        if (fact && known && provesMore(fact, known, isErased)) {
          rows.setPerson(fact);
          corrected = true;
          return [fact];
        }
        if (!fact || known || fact.envelope.station === parts.slot) return [];
        parts.keep(fact);
        return [fact];
      });
      if (corrected) projection.rebuild();
      return learnt;
    },
  );
}

function provesMore({ person }: KeptFact, known: KeptFact, isErased: IsErased): boolean {
  if (person === undefined || known.person?.salt !== undefined) return false;
  if (known.person === undefined) return true;
  return person.salt !== undefined && !isErased(person.pseudonym);
}
