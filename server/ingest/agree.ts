import type { Head } from '../../shared/chain.ts';
import type { SeenBranch } from '../../shared/sync/wire.ts';
import type { Db } from '../storage/tables.ts';
import { type Branch, hashAtHead, type Place } from './branch.ts';
import type { Delivery } from './verify.ts';

/** Whether a station's signed head lies on the chain that is stored here, and where the two last agree. */

/** A head beyond what is proven here says nothing yet. */
export async function differs(
  db: Db,
  delivery: Delivery,
  { acked, proven }: Branch,
): Promise<boolean> {
  const { seq, hash } = delivery.head;
  if (seq > proven) return false;
  const ours = seq === acked.seq ? acked.hash : await hashAtHead(db, delivery, acked.seq);
  return ours !== hash;
}

/** Heads of our chain from its end back, each twice as far from the end as the one before (P65). */
export async function trailOf(db: Db, { fair, slot, incarnation }: Place): Promise<Head[]> {
  const branch = (await branchesOf(db, fair.id, slot)).find(
    (own) => own.incarnation === incarnation,
  );
  if (!branch) return [];
  const { from, head } = branch;
  const seqs: number[] = [];
  for (let back = 1; head.seq - back > from.seq; back *= 2) seqs.push(head.seq - back);
  const midway =
    seqs.length === 0
      ? []
      : await db
          .selectFrom('fact')
          .select(['seq', 'hash'])
          .where('fair_id', '=', fair.id)
          .where('station', '=', slot)
          .where('incarnation', '=', incarnation)
          .where('seq', 'in', seqs)
          .orderBy('seq', 'desc')
          .execute();
  return [head, ...midway, from];
}

/** All incarnations of a station, each up to its last signed head. */
export async function branchesOf(db: Db, fair: string, slot: number): Promise<SeenBranch[]> {
  const rows = await db
    .selectFrom('branch')
    .select(['incarnation', 'from_seq', 'from_hash', 'proven_seq', 'proven_hash'])
    .where('fair_id', '=', fair)
    .where('station', '=', slot)
    .orderBy('from_seq')
    .execute();
  return rows.map(({ incarnation, from_seq, from_hash, proven_seq, proven_hash }) => ({
    incarnation,
    from: { seq: from_seq, hash: from_hash },
    head: { seq: proven_seq, hash: proven_hash },
  }));
}
