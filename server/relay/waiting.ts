import { jsonOf } from '../../shared/json.ts';
import { type Erasure, erasureSchema } from '../../shared/sync/erasures.ts';
import type { FactPlace, Hearing, Proof, Upload } from '../../shared/sync/wire.ts';
import { MOST_BOXES, type SentBox, sentBoxSchema } from '../../shared/sync/boxes.ts';
import { fairById } from '../fairs/fairs.ts';
import { signedIn } from '../ingest/condition.ts';
import { wireColumns, wireForAbove } from '../ingest/facts.ts';
import type { Storage } from '../storage/homes.ts';

/** What a hub has for the server above it, signed by the stations. */

export interface Branch {
  readonly fair: string;
  readonly slot: number;
  readonly incarnation: string;
  readonly from: Upload['from'];
  readonly head: Upload['head'];
  readonly waiting: number;
  readonly heardMs: number;
  /** Of the station's incarnations, the one that was heard last. */
  readonly isNewest: boolean;
}

export interface Order {
  readonly number: number;
  readonly order: Erasure;
}

/** The contents of one upload. */
export interface Load {
  readonly facts: Upload['facts'];
  readonly orders: readonly Order[];
  readonly boxes: SentBox[];
  /** The station's question for the server above, and whether it still waits. */
  readonly hears?: Hearing;
  readonly isAsked: boolean;
  /** What the server above asked for, as far as it is here. */
  readonly proofs: Proof[];
}

type Db = Storage['db'];

const ORDERS_AT_ONCE = 100;

/** Branches under a signed head; an earlier incarnation comes before its successor. */
export async function branchesIn(db: Db): Promise<Branch[]> {
  const rows = await db.selectFrom('branch').selectAll().orderBy('from_seq').execute();
  const last = new Map(
    rows
      .toSorted((a, b) => Number(a.heard_ms) - Number(b.heard_ms))
      .map((row) => [`${row.fair_id}/${row.station}`, row.incarnation]),
  );
  return rows.flatMap((row) =>
    row.proven_signature === null
      ? []
      : [
          {
            fair: row.fair_id,
            slot: row.station,
            incarnation: row.incarnation,
            from: { seq: row.from_seq, hash: row.from_hash },
            head: { seq: row.proven_seq, hash: row.proven_hash, signature: row.proven_signature },
            waiting: row.waiting ?? 0,
            heardMs: Number(row.heard_ms),
            isNewest: last.get(`${row.fair_id}/${row.station}`) === row.incarnation,
          },
        ],
  );
}

export async function factsAfter(
  db: Db,
  { fair, slot, incarnation, head }: Branch,
  seq: number,
  limit: number,
): Promise<Upload['facts']> {
  const rows = await db
    .selectFrom('fact')
    .select(wireColumns)
    .where('fair_id', '=', fair)
    .where('station', '=', slot)
    .where('incarnation', '=', incarnation)
    .where('seq', '>', seq)
    .where('seq', '<=', head.seq)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(wireForAbove);
}

export async function proofsOf(
  db: Db,
  { fair, slot }: Branch,
  unproven: readonly FactPlace[],
): Promise<Proof[]> {
  const proofs: Proof[] = [];
  for (const [incarnation, places] of Map.groupBy(unproven, (place) => place.incarnation)) {
    const seqs = places.map(({ seq }) => seq);
    const rows = await db
      .selectFrom('fact')
      .select([...wireColumns, 'seq'])
      .where('fair_id', '=', fair)
      .where('station', '=', slot)
      .where('incarnation', '=', incarnation)
      .where('seq', 'in', seqs)
      .execute();
    for (const { seq, ...row } of rows) {
      const { text: _text, hash: _hash, ...proof } = wireForAbove(row);
      if (proof.opening || proof.cover) proofs.push({ incarnation, seq, ...proof });
    }
  }
  return proofs;
}

/** Without those of entrances that are revoked by now: they count nowhere above (P25). */
export async function ordersAfter(
  storage: Storage,
  fair: string,
  number: number,
  limit: number,
): Promise<Order[]> {
  const revoked = (await fairById(storage, fair))?.fair.revoked ?? [];
  const rows = await storage.db
    .selectFrom('erasure')
    .select(['number', 'order_json'])
    .where('fair_id', '=', fair)
    .where('number', '>', number)
    .where('order_json', 'is not', null)
    .$if(revoked.length > 0, (rows) => rows.where('by_station', 'not in', revoked))
    .orderBy('number')
    .limit(Math.min(ORDERS_AT_ONCE, limit))
    .execute();
  return rows.map((row) => ({
    number: row.number,
    order: erasureSchema.parse(jsonOf(row.order_json ?? '')),
  }));
}

/** Whether the server above lacks one. */
export const hasOrdersAfter = async (
  storage: Storage,
  fair: string,
  { orders }: { readonly orders: ReadonlyMap<string, number> },
): Promise<boolean> => (await ordersAfter(storage, fair, orders.get(fair) ?? 0, 1)).length > 0;

/** Whether one of the incarnations wrote the fact that this one continues. */
export async function continuesOneOf(
  db: Db,
  { fair, slot, from }: Branch,
  incarnations: readonly string[],
): Promise<boolean> {
  if (incarnations.length === 0) return false;
  const row = await db
    .selectFrom('fact')
    .select('seq')
    .where('fair_id', '=', fair)
    .where('station', '=', slot)
    .where('incarnation', 'in', incarnations)
    .where('seq', '=', from.seq)
    .where('hash', '=', from.hash)
    .executeTakeFirst();
  return row !== undefined;
}

export async function boxesWaiting(
  db: Db,
  { fair, slot }: Branch,
  limit: number,
): Promise<SentBox[]> {
  const rows = await db
    .selectFrom('box')
    .select(['pseudonym', 'holds', 'sealed', 'stamp_ms', 'signature'])
    .where('fair_id', '=', fair)
    .where('station', '=', slot)
    .where('handed_on', '=', 0)
    .limit(Math.min(MOST_BOXES, limit))
    .execute();
  return rows.map(({ stamp_ms, ...box }) =>
    sentBoxSchema.parse({ ...box, stampMs: Number(stamp_ms) }),
  );
}

export async function countBoxes(db: Db, { fair, slot }: Branch): Promise<number> {
  const row = await db
    .selectFrom('box')
    .select(({ fn }) => fn.countAll().as('boxes'))
    .where('fair_id', '=', fair)
    .where('station', '=', slot)
    .where('handed_on', '=', 0)
    .executeTakeFirst();
  return Number(row?.boxes ?? 0);
}

export async function boxesSent(
  db: Db,
  { fair, slot }: Branch,
  boxes: readonly SentBox[],
): Promise<void> {
  for (const { pseudonym, holds, stampMs } of boxes) {
    await db
      .updateTable('box')
      .set({ handed_on: 1 })
      .where('fair_id', '=', fair)
      .where('station', '=', slot)
      .where('pseudonym', '=', pseudonym)
      .where('holds', '=', holds)
      .where('stamp_ms', '=', stampMs)
      .execute();
  }
}

/** The server above took boxes: where it is put back before this hub's next start, they go again. */
export async function keepReceipt(db: Db, fair: string, receipt: string): Promise<void> {
  await db
    .insertInto('above')
    .values({ fair_id: fair, receipt })
    .onConflict((conflict) => conflict.column('fair_id').doUpdateSet({ receipt }))
    .execute();
}

export async function receiptsIn(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('above').selectAll().execute();
  return new Map(rows.map(({ fair_id, receipt }) => [fair_id, receipt]));
}

export async function sendBoxesAgain(db: Db, fair: string): Promise<void> {
  await db.updateTable('box').set({ handed_on: 0 }).where('fair_id', '=', fair).execute();
}

export async function conditionOf(
  db: Db,
  { fair, slot }: Branch,
  nowMs: number,
): Promise<Pick<Upload, 'condition'>> {
  const kept = (await signedIn(db, fair)).find((other) => other.slot === slot);
  if (!kept) return {};
  return { condition: { said: kept.signed, ageMs: Math.max(0, nowMs - kept.saidMs) } };
}
