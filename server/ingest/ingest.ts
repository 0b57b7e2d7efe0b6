import { genesis, type Head, verifyChain } from '../../shared/chain.ts';
import { chainedFactSchema, type ChainedFact } from '../../shared/facts.ts';
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
import type { Db } from '../storage/tables.ts';
import { buried, isOrdered, obey, ordersAfter } from './erasures.ts';
import { factOf, portions } from './facts.ts';
import { shortDigits } from './same-person.ts';
import { project } from './tally.ts';

/**
 * What a station sends is appended where its chain goes on; what is there already is passed over, so
 * that a repeat, a lost answer or a restart changes nothing. Facts count once a signed head stands on
 * them.
 */

interface Branch {
  readonly acked: Head;
  readonly proven: number;
}

interface Sent {
  readonly wire: WireFact;
  readonly chained: ChainedFact;
}

interface Delivery extends Omit<Upload, 'facts'> {
  readonly fair: Fair;
  readonly slot: number;
  readonly facts: readonly Sent[];
  readonly now: number;
}

export async function ingest(
  storage: Storage,
  fair: Fair,
  slot: number,
  upload: Upload,
  now: number,
): Promise<Result<Ack, SyncFault>> {
  const station = fair.stations.find((other) => other.slot === slot);
  if (!station) return fail({ kind: 'no-such-station' });
  if (fair.revoked.includes(slot)) return fail({ kind: 'revoked' });
  if (!headIsSigned(fair.id, slot, upload, station.passKey)) return fail({ kind: 'not-signed' });
  const { incarnation } = upload;
  const facts: Sent[] = [];
  for (const wire of upload.facts) {
    const chained = chainedOf(wire);
    const own =
      chained?.fair === fair.id && chained.station === slot && chained.incarnation === incarnation;
    if (!own) return fail({ kind: 'bad-upload' });
    facts.push({ wire, chained });
  }
  if (!upload.erasures.every((erasure) => isOrdered(fair, erasure))) {
    return fail({ kind: 'not-signed' });
  }
  const delivery = { ...upload, fair, slot, facts, now };
  return storage.exclusively(fair.id, (db) => append(db, delivery));
}

async function append(db: Db, delivery: Delivery): Promise<Result<Ack, SyncFault>> {
  const found = (await branchOf(db, delivery)) ?? (await begin(db, delivery));
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
    fresh.map(({ wire }) => wire),
  );
  if (!verified.ok) return fail({ kind: 'does-not-fit', acked: branch.acked });
  const acked = verified.value;
  const { head } = delivery;
  const reached = head.seq <= acked.seq;
  // Signed over another past: what came with it was not this station's.
  if (reached && (await hashAt(db, delivery, branch.acked.seq)) !== head.hash) {
    return fail({ kind: 'not-signed' });
  }
  await insert(db, delivery.fair, fresh);
  const proven = reached ? Math.max(branch.proven, head.seq) : branch.proven;
  await db
    .updateTable('branch')
    .set({
      acked_seq: acked.seq,
      acked_hash: acked.hash,
      proven_seq: proven,
      waiting: delivery.waiting,
      heard_ms: delivery.now,
    })
    .where('fair_id', '=', delivery.fair.id)
    .where('station', '=', delivery.slot)
    .where('incarnation', '=', delivery.incarnation)
    .execute();
  if (proven > branch.proven) await prove(db, delivery, branch.proven, proven);
  await obey(db, delivery.fair, delivery.erasures);
  return ok({ acked, proven, ...(await ordersAfter(db, delivery.fair, delivery.erasuresHeard)) });
}

async function branchOf(
  db: Db,
  { fair, slot, incarnation }: Delivery,
): Promise<Branch | undefined> {
  const row = await db
    .selectFrom('branch')
    .select(['acked_seq', 'acked_hash', 'proven_seq'])
    .where('fair_id', '=', fair.id)
    .where('station', '=', slot)
    .where('incarnation', '=', incarnation)
    .executeTakeFirst();
  return row && { acked: { seq: row.acked_seq, hash: row.acked_hash }, proven: row.proven_seq };
}

/** An incarnation goes on from the station's beginning, or from a fact of an earlier one. */
async function begin(
  db: Db,
  { fair, slot, incarnation, from, now }: Delivery,
): Promise<Branch | undefined> {
  const known =
    from.seq === 0
      ? from.hash === genesis(fair.id, slot)
      : (await db
          .selectFrom('fact')
          .select('seq')
          .where('fair_id', '=', fair.id)
          .where('station', '=', slot)
          .where('seq', '=', from.seq)
          .where('hash', '=', from.hash)
          .executeTakeFirst()) !== undefined;
  if (!known) return undefined;
  await db
    .insertInto('branch')
    .values({
      fair_id: fair.id,
      station: slot,
      incarnation,
      from_seq: from.seq,
      from_hash: from.hash,
      acked_seq: from.seq,
      acked_hash: from.hash,
      proven_seq: from.seq,
      waiting: null,
      heard_ms: now,
    })
    .execute();
  return { acked: from, proven: from.seq };
}

/** Where what was sent again is not what was sent before. */
async function contradiction(
  db: Db,
  { fair, slot, incarnation, facts }: Delivery,
  acked: number,
): Promise<number | undefined> {
  const again = new Map(
    facts
      .filter(({ chained }) => chained.seq <= acked)
      .map(({ chained, wire }) => [chained.seq, wire.hash]),
  );
  for (const some of portions([...again.keys()])) {
    const rows = await db
      .selectFrom('fact')
      .select(['seq', 'hash'])
      .where('fair_id', '=', fair.id)
      .where('station', '=', slot)
      .where('incarnation', '=', incarnation)
      .where('seq', 'in', some)
      .orderBy('seq')
      .execute();
    const other = rows.find(({ seq, hash }) => again.get(seq) !== hash);
    if (other) return other.seq;
  }
  return undefined;
}

async function keepFork(
  db: Db,
  { fair, slot, incarnation, facts, now }: Delivery,
  from: number,
): Promise<void> {
  const rows = facts
    .filter(({ chained }) => chained.seq >= from)
    .map(({ wire: { hash, text }, chained: { seq } }) => ({
      fair_id: fair.id,
      station: slot,
      incarnation,
      seq,
      hash,
      text,
      seen_ms: now,
    }));
  for (const some of portions(rows)) {
    await db
      .insertInto('fork')
      .values([...some])
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

async function dropUnproven(db: Db, delivery: Delivery, proven: number): Promise<Branch> {
  const { fair, slot, incarnation, from } = delivery;
  const last = await db
    .selectFrom('fact')
    .select('hash')
    .where('fair_id', '=', fair.id)
    .where('station', '=', slot)
    .where('incarnation', '=', incarnation)
    .where('seq', '=', proven)
    .executeTakeFirst();
  await db
    .deleteFrom('fact')
    .where('fair_id', '=', fair.id)
    .where('station', '=', slot)
    .where('incarnation', '=', incarnation)
    .where('seq', '>', proven)
    .execute();
  return { acked: { seq: proven, hash: last?.hash ?? from.hash }, proven };
}

async function insert(db: Db, fair: Fair, facts: readonly Sent[]): Promise<void> {
  const taken = await buried(
    db,
    fair,
    facts.map(({ wire, chained }) => ({ wire, stampMs: chained.stamp.ms })),
  );
  const rows = facts.map(({ wire, chained }) => {
    const tombstone = taken.get(wire) ?? wire.tombstone;
    const pseudonym = tombstone ?? wire.opening?.pseudonym ?? null;
    const { what } = chained;
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
      target: targetOf(chained) ?? null,
      blank: chained.kind === 'bind' ? chained.what.blank : null,
      booth: 'booth' in what ? what.booth : 'desk' in what ? what.desk : null,
      proven: 0,
    };
  });
  for (const some of portions(rows)) {
    await db
      .insertInto('fact')
      .values([...some])
      .execute();
  }
}

/** The hash that stands where the head says: in what was sent just now, or in what is there. */
async function hashAt(
  db: Db,
  { fair, slot, incarnation, from, facts, head }: Delivery,
  acked: number,
): Promise<string | undefined> {
  const { seq } = head;
  if (seq === from.seq) return from.hash;
  if (seq > acked) return facts.find(({ chained }) => chained.seq === seq)?.wire.hash;
  const row = await db
    .selectFrom('fact')
    .select('hash')
    .where('fair_id', '=', fair.id)
    .where('station', '=', slot)
    .where('incarnation', '=', incarnation)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row?.hash;
}

async function prove(
  db: Db,
  { fair, slot, incarnation }: Delivery,
  after: number,
  upTo: number,
): Promise<void> {
  const rows = await db
    .updateTable('fact')
    .set({ proven: 1 })
    .where('fair_id', '=', fair.id)
    .where('station', '=', slot)
    .where('incarnation', '=', incarnation)
    .where('seq', '>', after)
    .where('seq', '<=', upTo)
    .returning(['text', 'pseudonym'])
    .execute();
  await project(db, fair.id, fair.utcOffsetMinutes, rows.map(factOf));
}

function headIsSigned(
  fair: string,
  slot: number,
  { incarnation, head }: Upload,
  passKey: string,
): boolean {
  return isSigned(HEAD_DOMAIN, headText(fair, slot, incarnation, head), head.signature, passKey);
}

function chainedOf({ text }: WireFact): ChainedFact | undefined {
  try {
    return chainedFactSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
