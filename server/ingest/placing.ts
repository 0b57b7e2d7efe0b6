import { type FactRef, type PersonalFact, refOf } from '../../shared/facts.ts';
import type { Fair } from '../../shared/fair.ts';
import { targetOf } from '../../shared/tally/standing.ts';
import type { NewFact } from '../storage/new-facts.ts';
import type { Db } from '../storage/tables.ts';
import type { Sent } from './delivery.ts';
import { buried } from './erasures.ts';
import { factsNamed, placeOf, shortDigits } from './facts.ts';

/** How new facts stand in the table: whose they are, where they happened, when they came to count. */

interface Placed {
  readonly rows: readonly NewFact[];
  /** Those that count from now on. */
  readonly facts: readonly PersonalFact[];
  /** The booths and desks at which something happened. */
  readonly places: ReadonlySet<string>;
}

/** As they will stand in the table. */
export async function placed(
  db: Db,
  fair: Fair,
  facts: readonly Sent[],
  { offset, provenUpTo }: { readonly offset: number; readonly provenUpTo: number },
): Promise<Placed> {
  const taken = await buried(
    db,
    fair,
    facts.map(({ wire, chained }) => ({ wire, stampMs: chained.stamp.ms })),
  );
  const placeOfTarget = await placesOfTargets(db, fair, facts);
  const rows = facts.map(({ wire, chained }) => {
    const tombstone = taken.get(wire) ?? wire.tombstone;
    const pseudonym = tombstone ?? wire.opening?.pseudonym ?? null;
    return {
      fair_id: fair.id,
      station: chained.station,
      incarnation: chained.incarnation,
      seq: chained.seq,
      kind: chained.kind,
      hash: wire.hash,
      text: wire.text,
      pseudonym,
      salt: tombstone === undefined ? (wire.opening?.salt ?? null) : null,
      short: pseudonym === null ? null : shortDigits(pseudonym),
      blank_short: chained.kind === 'bind' ? shortDigits(chained.what.blank) : null,
      target: targetOf(chained) ?? null,
      place: placeOf(chained) ?? placeOfTarget.get(targetOf(chained) ?? '') ?? null,
      arrival: chained.seq <= provenUpTo ? chained.seq + offset : null,
    };
  });
  return {
    rows,
    facts: facts.flatMap(({ chained }, i) => {
      const { arrival, pseudonym } = rows[i] ?? { arrival: null, pseudonym: null };
      return arrival === null ? [] : [{ chained, ...(pseudonym !== null && { pseudonym }) }];
    }),
    places: new Set(rows.flatMap(({ place }) => place ?? [])),
  };
}

/** What is taken back at a booth is the booth's, too. */
async function placesOfTargets(
  db: Db,
  fair: Fair,
  facts: readonly Sent[],
): Promise<ReadonlyMap<FactRef, string | undefined>> {
  const targets = facts.flatMap(({ chained }) => targetOf(chained) ?? []);
  if (targets.length === 0) return new Map();
  const stored = await factsNamed(db, fair.id, targets);
  const all = [...stored.map(({ chained }) => chained), ...facts.map(({ chained }) => chained)];
  return new Map(all.map((chained) => [refOf(chained), placeOf(chained)]));
}
