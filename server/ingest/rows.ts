import { type FactRef, type PersonalFact, placeOf, refOf } from '../../shared/facts.ts';
import { targetOf } from '../../shared/tally/standing.ts';
import type { Storage } from '../storage/homes.ts';
import type { NewFact } from '../storage/new-facts.ts';
import type { Db } from '../storage/tables.ts';
import { continueBranch } from './branch.ts';
import { tombstonesFor } from './erase.ts';
import { factsNamed, shortDigits } from './facts.ts';
import type { Placed } from './place.ts';
import type { Sent } from './verify.ts';

/** New facts as rows of the table. */
export interface Rows {
  readonly all: readonly NewFact[];
  /** The facts of those rows that count from now on. */
  readonly counting: readonly PersonalFact[];
  /** The booths and desks at which something happened. */
  readonly places: ReadonlySet<string>;
}

export async function rowsOf(
  db: Db,
  { delivery: { fair }, fresh, after, arrivalOffset }: Placed,
): Promise<Rows> {
  const tombstones = await tombstonesFor(db, fair.id, fresh);
  const placeOfTarget = await placesOfTargets(db, fair.id, fresh);
  const all = fresh.map(({ wire, chained }) => {
    const tombstone = tombstones.get(wire) ?? wire.tombstone;
    const pseudonym = tombstone ?? wire.opening?.pseudonym ?? null;
    const target = targetOf(chained);
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
      target: target ?? null,
      place: placeOf(chained) ?? (target && placeOfTarget.get(target)) ?? null,
      arrival: chained.seq <= after.proven ? chained.seq + arrivalOffset : null,
    };
  });
  return {
    all,
    counting: fresh.flatMap(({ chained }, i) => {
      const { arrival, pseudonym } = all[i] ?? { arrival: null, pseudonym: null };
      return arrival === null ? [] : [{ chained, ...(pseudonym !== null && { pseudonym }) }];
    }),
    places: new Set(all.flatMap(({ place }) => place ?? [])),
  };
}

export async function store(
  storage: Pick<Storage, 'insertFacts'>,
  db: Db,
  placed: Placed,
  { all }: Rows,
): Promise<void> {
  await storage.insertFacts(db, all);
  await continueBranch(db, placed.delivery, placed.after);
}

/** A retraction happened at the place of the fact that it retracts. */
async function placesOfTargets(
  db: Db,
  fair: string,
  fresh: readonly Sent[],
): Promise<ReadonlyMap<FactRef, string | undefined>> {
  const targets = fresh.flatMap(({ chained }) => targetOf(chained) ?? []);
  if (targets.length === 0) return new Map();
  const stored = await factsNamed(db, fair, targets);
  const all = [...stored, ...fresh];
  return new Map(all.map(({ chained }) => [refOf(chained), placeOf(chained)]));
}
