import { genesis, type Head } from '../../shared/chain.ts';
import type { SignedHead } from '../../shared/sync/wire.ts';
import { portions } from '../storage/bulk.ts';
import type { Db } from '../storage/tables.ts';
import type { Delivery } from './verify.ts';

/** One incarnation of a station's chain, as far as it is stored here. */
export interface Branch {
  /** Everything up to here is stored. */
  readonly acked: Head;
  /** Everything up to here stands under a signed head, and counts. */
  readonly proven: number;
}

export type Place = Pick<Delivery, 'fair' | 'slot' | 'incarnation'>;

export async function branchOf(
  db: Db,
  { fair, slot, incarnation }: Place,
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

/** The newest head that the station signed. */
export async function headOf(
  db: Db,
  { fair, slot, incarnation }: Place,
): Promise<SignedHead | undefined> {
  const row = await db
    .selectFrom('branch')
    .select(['proven_seq', 'proven_hash', 'proven_signature'])
    .where('fair_id', '=', fair.id)
    .where('station', '=', slot)
    .where('incarnation', '=', incarnation)
    .executeTakeFirst();
  if (!row || row.proven_signature === null) return undefined;
  return { seq: row.proven_seq, hash: row.proven_hash, signature: row.proven_signature };
}

/** An incarnation begins with the station, or continues a fact of an earlier one. */
export async function beginBranch(
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
      proven_hash: from.hash,
      proven_signature: null,
      waiting: null,
      heard_ms: now,
    })
    .execute();
  return { acked: from, proven: from.seq };
}

/**
 * Also keeps a head that proves no new fact. So a station without facts has a signed head that a hub can
 * relay, and is known to be alive.
 */
export async function continueBranch(
  db: Db,
  { fair, slot, incarnation, head, waiting, now }: Delivery,
  { acked, proven }: Branch,
): Promise<void> {
  await db
    .updateTable('branch')
    .set({
      acked_seq: acked.seq,
      acked_hash: acked.hash,
      ...(head.seq === proven && {
        proven_seq: head.seq,
        proven_hash: head.hash,
        proven_signature: head.signature,
      }),
      waiting,
      heard_ms: now,
    })
    .where('fair_id', '=', fair.id)
    .where('station', '=', slot)
    .where('incarnation', '=', incarnation)
    .execute();
}

/** A question only shows that the station is alive and how many facts wait there. */
export async function recordContact(
  db: Db,
  { fair, slot, incarnation, waiting, now }: Delivery,
): Promise<void> {
  await db
    .updateTable('branch')
    .set({ waiting, heard_ms: now })
    .where('fair_id', '=', fair.id)
    .where('station', '=', slot)
    .where('incarnation', '=', incarnation)
    .execute();
}

/** The first fact that arrives again and differs from the stored one. */
export async function contradiction(
  db: Db,
  { fair, slot, incarnation, facts }: Delivery,
  acked: number,
): Promise<number | undefined> {
  const again = new Map(
    facts
      .filter(({ envelope }) => envelope.seq <= acked)
      .map(({ envelope, wire }) => [envelope.seq, wire.hash]),
  );
  const seqs = [...again.keys()];
  if (seqs.length === 0) return undefined;
  const rows = await db
    .selectFrom('fact')
    .select(['seq', 'hash'])
    .where('fair_id', '=', fair.id)
    .where('station', '=', slot)
    .where('incarnation', '=', incarnation)
    .where('seq', '>=', Math.min(...seqs))
    .where('seq', '<=', Math.max(...seqs))
    .orderBy('seq')
    .execute();
  return rows.find(({ seq, hash }) => hash !== (again.get(seq) ?? hash))?.seq;
}

export async function keepFork(
  db: Db,
  { fair, slot, incarnation, facts, now }: Delivery,
  from: number,
): Promise<void> {
  const rows = facts
    .filter(({ envelope }) => envelope.seq >= from)
    .map(({ wire: { hash, text }, envelope: { seq } }) => ({
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

export async function dropUnproven(
  db: Db,
  { fair, slot, incarnation, from }: Delivery,
  proven: number,
): Promise<Branch> {
  await db
    .deleteFrom('fact')
    .where('fair_id', '=', fair.id)
    .where('station', '=', slot)
    .where('incarnation', '=', incarnation)
    .where('seq', '>', proven)
    .execute();
  const hash = (await storedHash(db, { fair, slot, incarnation }, proven)) ?? from.hash;
  // Or the station could never send again what was dropped.
  await db
    .updateTable('branch')
    .set({ acked_seq: proven, acked_hash: hash })
    .where('fair_id', '=', fair.id)
    .where('station', '=', slot)
    .where('incarnation', '=', incarnation)
    .execute();
  return { acked: { seq: proven, hash }, proven };
}

/** The hash of the fact that the head names, among the new or the stored facts. */
export async function hashAtHead(
  db: Db,
  delivery: Delivery,
  acked: number,
): Promise<string | undefined> {
  const { from, facts, head } = delivery;
  if (head.seq === from.seq) return from.hash;
  if (head.seq > acked) return facts.find(({ envelope }) => envelope.seq === head.seq)?.wire.hash;
  return storedHash(db, delivery, head.seq);
}

async function storedHash(
  db: Db,
  { fair, slot, incarnation }: Place,
  seq: number,
): Promise<string | undefined> {
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
