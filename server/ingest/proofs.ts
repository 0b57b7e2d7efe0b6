import type { ExpressionBuilder, Updateable } from 'kysely';
import type { FairRights } from '../../shared/authority.ts';
import { opens } from '../../shared/chain.ts';
import type { Fair } from '../../shared/fair.ts';
import type { Coverage } from '../../shared/report/coverage.ts';
import { readFact, refOf } from '../../shared/facts.ts';
import { type Beside, type FactPlace, MOST_PROOFS, placeName } from '../../shared/sync/wire.ts';
import { sha256 } from '../fairs/keys.ts';
import type { Db, Tables } from '../storage/tables.ts';
import { factsIn, lastArrival, namesIn, personal, shortDigits } from './facts.ts';
import type { Erased } from './orders.ts';
import { isCoverSigned } from './signatures.ts';
import { move, movementsOfChange } from './tally.ts';
import type { Delivery } from './verify.ts';
import { type WhoseColumns, whoseOf } from './whose.ts';

/**
 * Proofs of whom a fact is about that come after the fact: from its station, which is asked for them, or with
 * a fact that is sent again. The truth replaces what stood there, and the figures follow.
 */

export interface RowKey {
  readonly station: number;
  readonly incarnation: string;
  readonly seq: number;
}

export interface NewlyProven {
  readonly key: RowKey;
  readonly set: Updateable<Tables['fact']>;
}

/** What a delivery proves of facts that are stored already. */
export async function takeProofs(db: Db, delivery: Delivery, erased: Erased): Promise<void> {
  const { fair, slot, facts, sender, proofs = [] } = delivery;
  const offered = new Map<string, Beside>();
  for (const { envelope, wire } of facts) offered.set(placeName(envelope), wire);
  for (const proof of proofs) offered.set(placeName(proof), proof);
  if (offered.size === 0) return;
  const seqs = [...facts.map(({ envelope }) => envelope.seq), ...proofs.map(({ seq }) => seq)];
  const rows = await unproven(db, delivery)
    .select(['incarnation', 'seq', 'text', 'hash', 'pseudonym'])
    .where('seq', '>=', smallest(seqs))
    .where('seq', '<=', -smallest(seqs.map((seq) => -seq)))
    .execute();
  const now: NewlyProven[] = [];
  for (const { text, hash, incarnation, seq, ...row } of rows) {
    const wire = offered.get(placeName({ incarnation, seq }));
    const { envelope } = readFact(text) ?? {};
    if (!wire || !envelope || (wire.opening && !opens(envelope, wire.opening, sha256))) continue;
    const covered = isCoverSigned(fair, envelope, hash, wire);
    const whose = whoseOf({ envelope, wire, covered }, erased, sender);
    const set = betterOf(row, whose);
    if (set) now.push({ key: { station: slot, incarnation, seq }, set });
  }
  await countProven(db, fair, now);
}

/** What to store, if it is more than is known. */
function betterOf(
  known: Pick<WhoseColumns, 'pseudonym'>,
  whose: WhoseColumns,
): NewlyProven['set'] | undefined {
  const isOpened = whose.salt !== null;
  // We took the person out ourselves; now the author says so, too.
  if (known.pseudonym !== null && !isOpened) {
    return whose.cover === null ? undefined : { cover: whose.cover, unproven_from: null };
  }
  if (whose.pseudonym === null && whose.cover === null) return undefined;
  const { pseudonym, blank } = whose;
  return {
    ...whose,
    short: pseudonym === null ? null : shortDigits(pseudonym),
    ...(blank !== null && { blank_short: shortDigits(blank) }),
  };
}

/** Stores the proofs, moves the figures, and lets stations hear it again. */
export async function countProven(
  db: Db,
  fair: FairRights & Pick<Fair, 'id' | 'utcOffsetMinutes'>,
  proven: readonly NewlyProven[],
): Promise<void> {
  for (const { key, set } of proven) {
    const stored = await db
      .selectFrom('fact')
      .select(['text', 'pseudonym', 'blank', 'arrival'])
      .where('fair_id', '=', fair.id)
      .where(ofKey(key))
      .executeTakeFirst();
    if (!stored) continue;
    const [old] = factsIn(stored);
    const { pseudonym = stored.pseudonym, blank = null } = set;
    const now = old && personal(old.chained, { pseudonym, blank });
    const changes = stored.arrival !== null && pseudonym !== stored.pseudonym;
    const moved =
      changes &&
      now &&
      (await movementsOfChange(
        db,
        fair,
        { names: namesIn([old, now]), facts: [refOf(now.chained)] },
        (facts) => [...facts.filter(({ chained }) => refOf(chained) !== refOf(now.chained)), now],
      ));
    const arrival = changes ? { arrival: (await lastArrival(db, fair.id)) + 1 } : {};
    await db
      .updateTable('fact')
      .set({ ...set, ...arrival })
      .where('fair_id', '=', fair.id)
      .where(ofKey(key))
      .execute();
    if (moved) await move(db, fair, moved);
  }
}

const ofKey =
  ({ station, incarnation, seq }: RowKey) =>
  (eb: ExpressionBuilder<Tables, 'fact'>) =>
    eb.and({ station, incarnation, seq });

/** There are too many for the arguments of `Math.min`. */
const smallest = (numbers: readonly number[]): number =>
  numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);

/** The facts of this station whose author must still prove their person. */
export function unprovenOf(db: Db, station: OfStation): Promise<FactPlace[]> {
  return unproven(db, station)
    .select(['incarnation', 'seq'])
    .orderBy('incarnation')
    .orderBy('seq')
    .limit(MOST_PROOFS)
    .execute();
}

type OfStation = Pick<Delivery, 'fair' | 'slot'>;

const unproven = (db: Db, { fair, slot }: OfStation) =>
  db
    .selectFrom('fact')
    .where('fair_id', '=', fair.id)
    .where('station', '=', slot)
    .where('unproven_from', 'is not', null);

/** For the organiser: whose facts count nowhere for want of a proof, and who sent them so. */
export async function unprovenBySender(
  db: Db,
  fair: string,
): Promise<NonNullable<Coverage['unproven']>> {
  const rows = await db
    .selectFrom('fact')
    .select(['station', 'unproven_from'])
    .select(({ fn }) => fn.countAll().as('facts'))
    .where('fair_id', '=', fair)
    .where('unproven_from', 'is not', null)
    .where('unproven_from', '<>', '')
    .groupBy(['station', 'unproven_from'])
    .orderBy('station')
    .orderBy('unproven_from')
    .execute();
  return [...Map.groupBy(rows, ({ station }) => station)].map(([slot, own]) => ({
    slot,
    facts: own.reduce((sum, { facts }) => sum + Number(facts), 0),
    from: own.flatMap(({ unproven_from }) => unproven_from ?? []),
  }));
}
