import { sql } from 'kysely';
import { verifyChain } from '../../shared/chain.ts';
import { type ChainedFact, type FactRef, type PersonalFact, refOf } from '../../shared/facts.ts';
import type { Fair } from '../../shared/fair.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  type Ack,
  HEAD_DOMAIN,
  headText,
  type SyncFault,
  type Upload,
  type WireFact,
} from '../../shared/sync/wire.ts';
import { targetOf } from '../../shared/tally/standing.ts';
import { isSigned } from '../keys.ts';
import type { Storage } from '../storage/homes.ts';
import { inserts } from '../storage/bulk.ts';
import type { Db } from '../storage/tables.ts';
import { buried, isOrdered, obey, ordersFor } from './erasures.ts';
import { areSealedBy, keepBoxes } from './boxes.ts';
import { isSaidBy, keepCondition } from './condition.ts';
import { newsOf } from '../live.ts';
import { heardBy, nonceFor } from './hearing.ts';
import type { KeptFair } from '../fairs.ts';
import {
  beginBranch,
  type Branch,
  branchOf,
  contradiction,
  dropUnproven,
  hashAtHead,
  keepFork,
} from './branch.ts';
import { chainedOf, factOf, factsNamed, lastArrival, placeOf, shortDigits } from './facts.ts';
import { project } from './tally.ts';

/**
 * What a station sends is appended where its chain goes on; what is there already is passed over, so
 * that a repeat, a lost answer or a restart changes nothing. Facts count once a signed head stands on
 * them.
 */

interface Sent {
  readonly wire: WireFact;
  readonly chained: ChainedFact;
}

export interface Delivery extends Omit<Upload, 'facts'> {
  readonly fair: Fair;
  readonly slot: number;
  readonly facts: readonly Sent[];
  readonly now: number;
}

export async function ingest(
  storage: Storage,
  kept: KeptFair,
  slot: number,
  upload: Upload,
  now: number,
): Promise<Result<Ack, SyncFault>> {
  const { fair } = kept;
  const station = fair.stations.find((other) => other.slot === slot);
  if (!station) return fail({ kind: 'no-such-station' });
  if (fair.revoked.includes(slot)) return fail({ kind: 'revoked' });
  if (!headIsSigned(fair.id, slot, upload, station.passKey)) return fail({ kind: 'not-signed' });
  const { incarnation } = upload;
  const facts: Sent[] = [];
  for (const wire of upload.facts) {
    const chained = chainedOf(wire.text);
    const own =
      chained?.fair === fair.id && chained.station === slot && chained.incarnation === incarnation;
    if (!own) return fail({ kind: 'bad-upload' });
    facts.push({ wire, chained });
  }
  if (!upload.erasures.every((erasure) => isOrdered(fair, erasure))) {
    return fail({ kind: 'not-signed' });
  }
  if (!areSealedBy(fair, slot, upload.boxes ?? [])) return fail({ kind: 'not-signed' });
  const { condition } = upload;
  if (condition && !isSaidBy(fair, slot, station.passKey, condition.said)) {
    return fail({ kind: 'not-signed' });
  }
  const delivery = { ...upload, fair, slot, facts, now };
  const known = await branchOf(storage.db, delivery);
  const appended =
    known && bringsNothing(delivery, known)
      ? ok(await heardFrom(storage.db, delivery, known))
      : await storage.exclusively(fair.id, (db) => append(storage, db, delivery));
  if (!appended.ok) return appended;
  if (condition) await keepCondition(storage.db, fair, slot, condition, now);
  const heard = await heardBy(storage.db, kept, { slot, incarnation, hears: upload.hears }, now);
  return ok({
    ...appended.value,
    ...(upload.boxes && fair.boxesToServer && { boxes: true as const }),
    nonce: nonceFor(kept.secret, slot, now),
    ...(heard && { heard }),
  });
}

type Standing = Pick<Ack, 'acked' | 'proven'>;

/** A question only: nobody has to wait for it. */
function bringsNothing(
  { facts, erasures, boxes = [], head }: Delivery,
  { acked, proven }: Branch,
): boolean {
  const provesNothing = head.seq <= proven || head.seq > acked.seq;
  return facts.length + erasures.length + boxes.length === 0 && provesNothing;
}

async function heardFrom(db: Db, delivery: Delivery, { acked, proven }: Branch): Promise<Standing> {
  await db
    .updateTable('branch')
    .set({ waiting: delivery.waiting, heard_ms: delivery.now })
    .where('fair_id', '=', delivery.fair.id)
    .where('station', '=', delivery.slot)
    .where('incarnation', '=', delivery.incarnation)
    .execute();
  return { acked, proven };
}

async function append(
  storage: Storage,
  db: Db,
  delivery: Delivery,
): Promise<Result<Standing, SyncFault>> {
  const found = (await branchOf(db, delivery)) ?? (await beginBranch(db, delivery));
  if (!found) return fail({ kind: 'unknown-beginning' });
  const forked = await contradiction(db, delivery, found.acked.seq);
  if (forked !== undefined && forked <= found.proven) {
    await keepFork(db, delivery, forked);
    return fail({ kind: 'forked', seq: forked });
  }
  // No signed head ever stood on what is contradicted: whoever sent it, it was not this station.
  const branch = forked === undefined ? found : await dropUnproven(db, delivery, found.proven);

  const fresh = delivery.facts.filter(({ chained }) => chained.seq > branch.acked.seq);
  const verified = verifyChain(
    branch.acked,
    fresh.map(({ wire, chained }) => ({ ...wire, fact: chained })),
  );
  if (!verified.ok) return fail({ kind: 'does-not-fit', acked: branch.acked });
  const acked = verified.value;
  const { head } = delivery;
  const reached = head.seq <= acked.seq;
  // Signed over another past: what came with it was not this station's.
  if (reached && (await hashAtHead(db, delivery, branch.acked.seq)) !== head.hash) {
    return fail({ kind: 'not-signed' });
  }
  const proves = reached && head.seq > branch.proven;
  const offset = proves ? (await lastArrival(db, delivery.fair.id)) - branch.proven : 0;
  // Before the rest is here: what is counted with these must have been counted itself.
  if (proves) {
    const upTo = Math.min(branch.acked.seq, head.seq);
    await prove(db, delivery, { after: branch.proven, upTo }, offset);
  }
  const provenUpTo = proves ? head.seq : 0;
  const placed = await insert(db, delivery.fair, fresh, { offset, provenUpTo });
  await db
    .updateTable('branch')
    .set({
      acked_seq: acked.seq,
      acked_hash: acked.hash,
      // Of who has written nothing yet, too: a hub hands on that it was heard.
      ...(reached &&
        head.seq >= branch.proven && {
          proven_seq: head.seq,
          proven_hash: head.hash,
          proven_signature: head.signature,
        }),
      waiting: delivery.waiting,
      heard_ms: delivery.now,
    })
    .where('fair_id', '=', delivery.fair.id)
    .where('station', '=', delivery.slot)
    .where('incarnation', '=', delivery.incarnation)
    .execute();
  await project(db, delivery.fair.id, delivery.fair.utcOffsetMinutes, placed.facts);
  await obey(db, delivery.fair, delivery.erasures);
  const { boxes = [] } = delivery;
  if (boxes.length > 0) {
    const orders = await ordersFor(db, delivery.fair);
    await keepBoxes(db, delivery.fair, delivery.slot, boxes, orders);
  }
  const erased = delivery.erasures.length > 0;
  if (proves || erased) {
    // Of what came earlier, and waited for its head, the places are not at hand.
    const all = branch.acked.seq === branch.proven ? placed.places : undefined;
    const { fair, slot } = delivery;
    await storage.tell(db, newsOf({ fair: fair.id, from: slot, everyone: erased }, all));
  }
  return ok({ acked, proven: proves ? head.seq : branch.proven });
}

interface Placed {
  /** Those that count from now on. */
  readonly facts: readonly PersonalFact[];
  /** The booths and desks at which something happened. */
  readonly places: ReadonlySet<string>;
}

async function insert(
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
  for (const statement of inserts(db, 'fact', FACT_COLUMNS, rows)) await statement.execute();
  return {
    facts: facts.flatMap(({ chained }, i) => {
      const { arrival, pseudonym } = rows[i] ?? { arrival: null, pseudonym: null };
      return arrival === null ? [] : [{ chained, ...(pseudonym !== null && { pseudonym }) }];
    }),
    places: new Set(rows.flatMap(({ place }) => place ?? [])),
  };
}

const FACT_COLUMNS = [
  'fair_id',
  'station',
  'incarnation',
  'seq',
  'kind',
  'hash',
  'text',
  'pseudonym',
  'salt',
  'short',
  'blank_short',
  'target',
  'place',
  'arrival',
] as const;

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

/** Whoever sends a day under one head costs no more memory than who signs each batch. */
const PROVEN_AT_ONCE = 1_000;

/** Facts that were here already, and waited for their head. */
async function prove(
  db: Db,
  { fair, slot, incarnation }: Delivery,
  { after, upTo }: { readonly after: number; readonly upTo: number },
  offset: number,
): Promise<void> {
  for (let from = after; from < upTo; from += PROVEN_AT_ONCE) {
    const rows = await db
      .updateTable('fact')
      .set({ arrival: sql`seq + ${offset}` })
      .where('fair_id', '=', fair.id)
      .where('station', '=', slot)
      .where('incarnation', '=', incarnation)
      .where('seq', '>', from)
      .where('seq', '<=', Math.min(upTo, from + PROVEN_AT_ONCE))
      .returning(['text', 'pseudonym'])
      .execute();
    await project(db, fair.id, fair.utcOffsetMinutes, rows.map(factOf));
  }
}

function headIsSigned(
  fair: string,
  slot: number,
  { incarnation, head }: Upload,
  passKey: string,
): boolean {
  return isSigned(HEAD_DOMAIN, headText(fair, slot, incarnation, head), head.signature, passKey);
}
