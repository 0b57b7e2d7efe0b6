import { randomBytes } from 'node:crypto';
import type { KeptFair } from '../fairs/fairs.ts';
import { type Counter, type Epoch, newestEpoch } from '../ingest/counted-by.ts';
import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';
import { isSealed, sealOf } from './seal.ts';

/**
 * How a database that was put back is noticed (P60 to P63). It cannot notice it itself, since its bytes are
 * what they were. So each server's start begins an epoch, and an epoch counts its writes. Each answer
 * carries both as a receipt. A receipt of an epoch that is not here, or for more writes than are here,
 * comes from a time that this database has lost; after its next start no epoch of before grows any more.
 */

const begun = new WeakMap<Db, Map<string, number>>();

/** Call it before each exchange: the first one of a start, or of a new connection, begins an epoch. */
export async function ensureEpoch(storage: Storage, fair: string): Promise<void> {
  const ours = begun.get(storage.db) ?? new Map<string, number>();
  begun.set(storage.db, ours);
  const connection = storage.connection();
  if (ours.get(fair) === connection) return;
  await beginEpoch(storage, fair);
  ours.set(fair, connection);
}

/** A fair that was removed and added again since this start has none. */
export async function currentEpoch(storage: Storage, fair: string): Promise<Epoch | undefined> {
  const known = await newestEpoch(storage.db, fair);
  if (known) return known;
  await beginEpoch(storage, fair);
  return newestEpoch(storage.db, fair);
}

function beginEpoch(storage: Storage, fair: string): Promise<unknown> {
  return storage.exclusively(fair, async (db) => {
    const last = await newestEpoch(db, fair);
    const number = (last?.number ?? 0) + 1;
    const epoch = randomBytes(4).toString('hex');
    await db
      .insertInto('epoch')
      .values({ fair_id: fair, number, epoch, writes: 0, counted: 0, lowest_rules: null })
      .execute();
  });
}

/** Of the newest epoch. Read that last: it must not promise less than the answer tells. */
export function receiptOf({ secret }: KeptFair, last: Counter | undefined): string {
  const { epoch = '', writes = 0 } = last ?? {};
  return `${epoch}.${writes}.${sealOf(secret, textOf(epoch, writes))}`;
}

const textOf = (epoch: string, writes: number): string => `receipt/${epoch}/${writes}`;

/** Undefined for one that is not ours. */
export function shownBy(
  { secret }: Pick<KeptFair, 'secret'>,
  receipt = '',
): Pick<Counter, 'epoch' | 'writes'> | undefined {
  const [epoch = '', count = '', seal = ''] = receipt.split('.');
  const writes = Number(count);
  return isSealed(secret, textOf(epoch, writes), seal) ? { epoch, writes } : undefined;
}

/** Whether everything is here that this database had when it gave the receipt. */
export async function isKept(storage: Storage, kept: KeptFair, receipt: string): Promise<boolean> {
  const shown = shownBy(kept, receipt);
  if (!shown) return false;
  const known = await storage.db
    .selectFrom('epoch')
    .select('writes')
    .where('fair_id', '=', kept.fair.id)
    .where('epoch', '=', shown.epoch)
    .executeTakeFirst();
  if (known && shown.writes <= known.writes) return true;
  await noticePutBack(storage, kept, shown);
  return false;
}

/** Put back while it ran, as a whole machine is: others must not find their receipts grown over. */
export async function noticePutBack(
  storage: Storage,
  { fair }: Pick<KeptFair, 'fair'>,
  { epoch }: Pick<Counter, 'epoch'>,
): Promise<void> {
  const current = await newestEpoch(storage.db, fair.id);
  if (current?.epoch === epoch) await beginEpoch(storage, fair.id);
}
