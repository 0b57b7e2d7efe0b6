import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';

/** Random secrets: only their hashes are stored, and comparing takes as long for a wrong one. */

/** The fair of what belongs to the whole server. */
export const WHOLE_SERVER = '';

const BYTES = 32;
export const SECRET = /^[A-Za-z0-9_-]{43}$/;

export const newSecret = (): string => randomBytes(BYTES).toString('base64url');

export const secretHash = (secret: string): string =>
  createHash('sha256').update(`chunfeng/secret/1/${secret}`).digest('hex');

/** Hashes have one length, which `timingSafeEqual` requires. */
export function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

const secretOf = new WeakMap<Db, string>();

/** Made once for each database, by whichever server needs it first. */
export async function doorSecret({ db }: Pick<Storage, 'db'>): Promise<string> {
  const known = secretOf.get(db) ?? (await readSecret(db));
  if (known !== undefined) {
    secretOf.set(db, known);
    return known;
  }
  await db
    .insertInto('door')
    .values({ fair_id: WHOLE_SERVER, secret: newSecret() })
    .onConflict((conflict) => conflict.column('fair_id').doNothing())
    .execute();
  return doorSecret({ db });
}

async function readSecret(db: Db): Promise<string | undefined> {
  const row = await db
    .selectFrom('door')
    .select('secret')
    .where('fair_id', '=', WHOLE_SERVER)
    .executeTakeFirst();
  return row?.secret;
}

export const sealed = (secret: string, text: string): Buffer =>
  createHmac('sha256', secret).update(text).digest();
