import { z } from 'zod';
import { jsonOf } from '../../shared/json.ts';
import {
  type AnyErasure,
  erasedDigest,
  type Erasure,
  erasureSchema,
  isOld,
  orderOf,
} from '../../shared/sync/erasures.ts';
import type { SignedTime } from '../../shared/signed-time.ts';
import { sha256 } from '../fairs/keys.ts';
import type { Db } from '../storage/tables.ts';

/**
 * Erasure orders, numbered in order of arrival. They are kept for facts that arrive late and for stations
 * that do not know yet.
 */

/** Stores an order that is new here. False if it changes nothing. */
export async function keepOrder(db: Db, fair: string, erasure: AnyErasure): Promise<boolean> {
  const order = orderOf(fair, erasure);
  const known = await db
    .selectFrom('erasure')
    .select('order_json')
    .where('fair_id', '=', fair)
    .where('order_id', '=', order.id)
    .where('by_station', '=', erasure.by)
    .execute();
  const isClosed = await closed(db, fair);
  // The text of an old order names the person, and is not kept; its station sends it again.
  const order_json = isOld(erasure) || isClosed ? null : JSON.stringify(erasure);
  if (known.some((row) => row.order_json !== null) || (known.length > 0 && order_json === null)) {
    return false;
  }
  await addRow(db, fair, {
    order_id: order.id,
    by_station: erasure.by,
    tombstone: isClosed ? null : order.tombstone,
    digests: JSON.stringify(order.targets),
    order_json,
  });
  return true;
}

/** Further names of somebody whom an order covers, for facts under them that arrive late. */
export async function keepNames(
  db: Db,
  fair: string,
  tombstone: string,
  names: readonly string[],
): Promise<void> {
  const digests = names.map((name) => erasedDigest(fair, name, sha256));
  const row = { order_id: '', by_station: 0, tombstone, digests: JSON.stringify(digests) };
  await addRow(db, fair, { ...row, order_json: null });
}

interface NewRow {
  readonly order_id: string;
  readonly by_station: number;
  readonly tombstone: string | null;
  readonly digests: string;
  readonly order_json: string | null;
}

async function addRow(db: Db, fair: string, row: NewRow): Promise<void> {
  const number = (await lastNumber(db, fair)) + 1;
  await db
    .insertInto('erasure')
    .values({ fair_id: fair, number, ...row })
    .execute();
}

/** Whom the orders of a fair cover. */
export interface Erased {
  readonly any: boolean;
  /** Null if the fair is closed: then nothing tells under which tombstone. Undefined if nobody erased them. */
  tombstoneFor(pseudonym: string): string | null | undefined;
  /** The tombstone that facts stand under here whose author signed this one; or the id of an order. */
  standsFor(tombstone: string): string | undefined;
}

export const nobodyErased: Erased = {
  any: false,
  tombstoneFor: () => undefined,
  standsFor: () => undefined,
};

const digestsSchema = z.array(z.string());

export async function erasedIn(db: Db, fair: string): Promise<Erased> {
  const rows = await db
    .selectFrom('erasure')
    .select(['order_id', 'tombstone', 'digests'])
    .where('fair_id', '=', fair)
    .orderBy('number')
    .execute();
  const byDigest = new Map<string, string | null>();
  const byName = new Map<string, string>();
  for (const { order_id, tombstone, digests } of rows) {
    const covered = digestsSchema.parse(jsonOf(digests));
    // Two entrances that knew nothing of each other erased the same person: still one person.
    const first = covered.map((digest) => byDigest.get(digest)).find((other) => other) ?? tombstone;
    for (const digest of covered) if (!byDigest.get(digest)) byDigest.set(digest, first);
    if (tombstone === null || first === null) continue;
    if (!byName.has(tombstone)) byName.set(tombstone, first);
    if (order_id && !byName.has(order_id)) byName.set(order_id, first);
  }
  return {
    any: rows.length > 0,
    tombstoneFor: (pseudonym) =>
      byDigest.size === 0 ? undefined : byDigest.get(erasedDigest(fair, pseudonym, sha256)),
    standsFor: (tombstone) => byName.get(tombstone),
  };
}

export async function ordersAfter(
  db: Db,
  fair: string,
  received: number,
): Promise<{ readonly erasures: Erasure[]; readonly erasuresUpTo: number }> {
  const last = await lastNumber(db, fair);
  // A server that was restored from a backup restarts its numbers, so the station receives all of them.
  const rows = await db
    .selectFrom('erasure')
    .select('order_json')
    .where('fair_id', '=', fair)
    .where('number', '>', received > last ? 0 : received)
    .where('order_json', 'is not', null)
    .orderBy('number')
    .execute();
  const erasures = rows.map(({ order_json }) => erasureSchema.parse(jsonOf(order_json ?? '')));
  return { erasures, erasuresUpTo: last };
}

async function lastNumber(db: Db, fair: string): Promise<number> {
  const row = await db
    .selectFrom('erasure')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('fair_id', '=', fair)
    .executeTakeFirst();
  return row?.number ?? 0;
}

async function closed(db: Db, fair: string): Promise<boolean> {
  const row = await db
    .selectFrom('fair')
    .select('closed_ms')
    .where('fair_id', '=', fair)
    .executeTakeFirst();
  return (row?.closed_ms ?? null) !== null;
}

/** The end of the fair: from now on nothing here joins erased people to what they did. */
export async function forgetTombstones(
  db: Db,
  fair: string,
  time: SignedTime,
  nowMs: number,
): Promise<void> {
  // The days until it is archived run from when this server heard it, which may be long after the signature.
  const closed_ms = Math.max(time.ms, nowMs);
  await db
    .updateTable('fair')
    .set({ closed_ms, closing: JSON.stringify(time) })
    .where('fair_id', '=', fair)
    .where('closed_ms', 'is', null)
    .execute();
  await db
    .updateTable('erasure')
    .set({ tombstone: null, order_json: null })
    .where('fair_id', '=', fair)
    .execute();
}
