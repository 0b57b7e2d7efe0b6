import { authorityOf } from '../../shared/authority.ts';
import { type FactRef, howUnread, type PersonalFact, placeOf, refOf } from '../../shared/facts.ts';
import { targetOf } from '../../shared/tally/standing.ts';
import type { Storage } from '../storage/homes.ts';
import type { NewFact } from '../storage/new-facts.ts';
import type { Db } from '../storage/tables.ts';
import { continueBranch } from './branch.ts';
import { factsNamed, lookedUpBy, personal, shortDigits } from './facts.ts';
import type { Erased } from './orders.ts';
import type { Placed } from './place.ts';
import type { Sent } from './verify.ts';
import { whoseOf } from './whose.ts';

/** New facts as rows of the table. */
export interface Rows {
  readonly all: readonly NewFact[];
  /** The facts of those rows that count from now on. */
  readonly counting: readonly PersonalFact[];
  /** The booths and desks at which something happened. */
  readonly places: ReadonlySet<string>;
  /** Passes that somebody had when they were erased, of which only these facts tell. */
  readonly passesOfErased: readonly { readonly blank: string; readonly tombstone: string }[];
}

export async function rowsOf(
  db: Db,
  { delivery: { fair, sender }, fresh, after, arrivalOffset }: Placed,
  erased: Erased,
): Promise<Rows> {
  const placeOfTarget = await placesOfTargets(db, fair.id, fresh);
  const authority = authorityOf(fair);
  const all = fresh.map((sent) => {
    const { wire, envelope } = sent;
    const { station, incarnation, seq, kind } = envelope;
    const whose = whoseOf(sent, erased, sender);
    const { target, blank_short, place } = lookedUpBy(sent, whose);
    return {
      fair_id: fair.id,
      station,
      incarnation,
      seq,
      kind,
      hash: wire.hash,
      text: wire.text,
      ...whose,
      short: whose.pseudonym === null ? null : shortDigits(whose.pseudonym),
      blank_short,
      target,
      place: place ?? (target !== null ? placeOfTarget.get(target) : undefined) ?? null,
      arrival: seq <= after.proven ? seq + arrivalOffset : null,
      unread: howUnread(sent),
    };
  });
  return {
    all,
    counting: fresh.flatMap(({ chained }, i) => {
      const row = all[i];
      return !chained || row === undefined || row.arrival === null ? [] : [personal(chained, row)];
    }),
    places: new Set(all.flatMap(({ place }) => place ?? [])),
    passesOfErased: fresh.flatMap(({ wire, chained }, i) => {
      // Only an entrance gives somebody a pass: nobody else may have others erased with them.
      if (!chained || authority.verdict(chained, () => undefined) !== 'may') return [];
      const { blank } = wire.opening ?? {};
      const row = all[i];
      const buried = row?.unproven_from === '' && row.pseudonym;
      return blank !== undefined && buried ? [{ blank, tombstone: buried }] : [];
    }),
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
  const known = fresh.flatMap(({ chained }) => (chained ? [{ chained }] : []));
  const targets = known.flatMap(({ chained }) => targetOf(chained) ?? []);
  if (targets.length === 0) return new Map();
  const stored = await factsNamed(db, fair, targets);
  const all = [...stored, ...known];
  return new Map(all.map(({ chained }) => [refOf(chained), placeOf(chained)]));
}
