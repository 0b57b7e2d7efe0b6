import { type AccountRole, accountRoleSchema } from '../../shared/contract/accounts.ts';
import type { Storage } from '../storage/homes.ts';
import { newSecret, SECRET, secretHash } from './secrets.ts';

/** Sign-ins at the server's page: each is a row that ends by time, by sign-out, or with its account. */

export interface Session {
  /** Empty for the whole server. */
  readonly fair: string;
  readonly name: string;
  readonly role: AccountRole;
  readonly hash: string;
  readonly untilMs: number;
}

/** A long day at a fair. */
const GOOD_FOR_MS = 16 * 3_600_000;
/** Of one account; the oldest of more end. */
const MOST_OF_ACCOUNT = 20;
const COOKIE = 'chunfeng-organiser';
const HIDDEN = 'HttpOnly; SameSite=Strict; Path=/';

/** Returns what the browser keeps. */
export async function beginSession(
  { db }: Storage,
  { fair, name }: Pick<Session, 'fair' | 'name'>,
  nowMs: number,
): Promise<string> {
  const secret = newSecret();
  await db
    .deleteFrom('session')
    .where('fair_id', '=', fair)
    .where('until_ms', '<=', nowMs)
    .execute();
  const older = db
    .selectFrom('session')
    .select('hash')
    .where('fair_id', '=', fair)
    .where('name', '=', name)
    .orderBy('until_ms', 'desc')
    .orderBy('hash')
    .limit(MOST_OF_ACCOUNT - 1);
  await db
    .deleteFrom('session')
    .where('fair_id', '=', fair)
    .where('name', '=', name)
    .where('hash', 'not in', older)
    .execute();
  const row = { hash: secretHash(secret), name, until_ms: nowMs + GOOD_FOR_MS };
  await db
    .insertInto('session')
    .values({ fair_id: fair, ...row })
    .execute();
  return `${fair}.${secret}`;
}

/** Undefined also where the account is gone: its sessions went with it. */
export async function sessionOf(
  { db }: Storage,
  cookies: string | undefined,
  nowMs: number,
): Promise<Session | undefined> {
  const [fair = '', secret = '', ...more] = (cookieNamed(COOKIE, cookies) ?? '').split('.');
  if (!SECRET.test(secret) || !/^[0-9a-f]{0,8}$/.test(fair) || more.length > 0) return undefined;
  const hash = secretHash(secret);
  const row = await db
    .selectFrom('session')
    .innerJoin('account', (join) =>
      join
        .onRef('account.fair_id', '=', 'session.fair_id')
        .onRef('account.name', '=', 'session.name'),
    )
    .select(['session.name', 'session.until_ms', 'account.role'])
    .where('session.fair_id', '=', fair)
    .where('session.hash', '=', hash)
    .executeTakeFirst();
  const untilMs = Number(row?.until_ms ?? 0);
  if (!row || untilMs <= nowMs) return undefined;
  return { fair, name: row.name, role: accountRoleSchema.parse(row.role), hash, untilMs };
}

export async function endSession({ db }: Storage, { fair, hash }: Session): Promise<void> {
  await db.deleteFrom('session').where('fair_id', '=', fair).where('hash', '=', hash).execute();
}

export const sessionCookie = (kept: string, isSecure: boolean): string =>
  cookie(COOKIE, kept, GOOD_FOR_MS, isSecure);

export const noSession = `${COOKIE}=; ${HIDDEN}; Max-Age=0`;

export function cookie(name: string, value: string, forMs: number, isSecure: boolean): string {
  return `${name}=${value}; ${HIDDEN}; Max-Age=${forMs / 1_000}${isSecure ? '; Secure' : ''}`;
}

export function cookieNamed(name: string, cookies = ''): string | undefined {
  const pair = cookies.split('; ').find((each) => each.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}
