import { type ExpressionBuilder, sql } from 'kysely';
import type { Head } from '../../shared/chain.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Ack, SyncFault, Upload } from '../../shared/sync/wire.ts';
import type { KeptFair } from '../fairs.ts';
import { newsOf } from '../live.ts';
import type { Storage } from '../storage/homes.ts';
import type { Db, Tables } from '../storage/tables.ts';
import { keepBoxes } from './boxes.ts';
import {
  beginBranch,
  type Branch,
  branchOf,
  contradiction,
  dropUnproven,
  hashAtHead,
  keepFork,
  moveOn,
} from './branch.ts';
import { keepCondition } from './condition.ts';
import { type Delivery, readDelivery, type Sent } from './delivery.ts';
import { obey, ordersFor } from './erasures.ts';
import { factOf, lastArrival } from './facts.ts';
import { heardBy, nonceFor } from './hearing.ts';
import { placed } from './placing.ts';
import { project } from './tally.ts';

/**
 * What a station sends is appended where its chain goes on; what is there already is passed over, so
 * that a repeat, a lost answer or a restart changes nothing. Facts count once a signed head stands on
 * them.
 */

export async function ingest(
  storage: Storage,
  kept: KeptFair,
  slot: number,
  upload: Upload,
  now: number,
): Promise<Result<Ack, SyncFault>> {
  const { fair } = kept;
  const read = readDelivery(fair, slot, upload, now);
  if (!read.ok) return read;
  const delivery = read.value;
  const known = isEmpty(delivery) ? await branchOf(storage.db, delivery) : undefined;
  const appended =
    known && provesNothing(delivery, known)
      ? ok(await heardFrom(storage.db, delivery, known))
      : await storage.exclusively(fair.id, (db) => append(storage, db, delivery));
  if (!appended.ok) return appended;
  const { condition, incarnation } = upload;
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

/** Then it may be a question only, and nobody has to wait for it. */
function isEmpty({ facts, erasures, boxes = [] }: Delivery): boolean {
  return facts.length + erasures.length + boxes.length === 0;
}

function provesNothing({ head }: Delivery, { acked, proven }: Branch): boolean {
  return head.seq <= proven || head.seq > acked.seq;
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
  if (delivery.facts.length > 0 && !delivery.end) {
    return fail({ kind: 'does-not-fit', acked: found.acked });
  }
  const forked = await contradiction(db, delivery, found.acked.seq);
  if (forked !== undefined && forked <= found.proven) {
    await keepFork(db, delivery, forked);
    return fail({ kind: 'forked', seq: forked });
  }
  // No signed head ever stood on what is contradicted: whoever sent it, it was not this station.
  const branch = forked === undefined ? found : await dropUnproven(db, delivery, found.proven);

  const fresh = delivery.facts.filter(({ chained }) => chained.seq > branch.acked.seq);
  if (!goesOn(branch.acked, fresh)) return fail({ kind: 'does-not-fit', acked: branch.acked });
  const acked: Head = (fresh.length > 0 && delivery.end) || branch.acked;
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
  const own = await placed(db, delivery.fair, fresh, { offset, provenUpTo });
  const erased = delivery.erasures.length > 0;
  await project(db, delivery.fair, own.facts, async () => {
    await storage.insertFacts(db, own.rows);
    // Of who has written nothing yet, too: a hub hands on that it was heard.
    await moveOn(db, delivery, acked, reached && head.seq >= branch.proven);
    if (!proves && !erased) return;
    // Of what came earlier, and waited for its head, the places are not at hand.
    const places = branch.acked.seq === branch.proven ? own.places : undefined;
    const { fair, slot } = delivery;
    await storage.tell(db, newsOf({ fair: fair.id, from: slot, everyone: erased }, places));
  });
  await obey(db, delivery.fair, delivery.erasures);
  const { boxes = [] } = delivery;
  if (boxes.length > 0) {
    const orders = await ordersFor(db, delivery.fair);
    await keepBoxes(db, delivery.fair, delivery.slot, boxes, orders);
  }
  return ok({ acked, proven: proves ? head.seq : branch.proven });
}

function goesOn(acked: Head, [first]: readonly Sent[]): boolean {
  return !first || (first.chained.seq === acked.seq + 1 && first.chained.prev === acked.hash);
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
    const those = (eb: ExpressionBuilder<Tables, 'fact'>) =>
      eb.and([
        eb('station', '=', slot),
        eb('incarnation', '=', incarnation),
        eb('seq', '>', from),
        eb('seq', '<=', Math.min(upTo, from + PROVEN_AT_ONCE)),
      ]);
    const rows = await db
      .selectFrom('fact')
      .select(['text', 'pseudonym'])
      .where('fair_id', '=', fair.id)
      .where(those)
      .execute();
    await project(db, fair, rows.map(factOf), () =>
      db
        .updateTable('fact')
        .set({ arrival: sql`seq + ${offset}` })
        .where('fair_id', '=', fair.id)
        .where(those)
        .execute(),
    );
  }
}
