import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Fair } from '../../shared/fair.ts';
import { jsonOf } from '../../shared/json.ts';

/**
 * A sealed cookie keeps the sign-in at the server's page. The organiser's token seals it: every server
 * process can verify it, and none has to store it.
 */

const sessionSchema = z.object({
  fair: z.string(),
  name: z.string(),
  untilMs: z.int(),
});
export type Session = z.infer<typeof sessionSchema>;

/** Who is signed in, and for which fair. */
export interface Organiser {
  readonly name: string;
  readonly fair: Fair;
}

/** A long day at a fair. */
const GOOD_FOR_MS = 16 * 3_600_000;
const COOKIE = 'chunfeng-organiser';

export function isToken(given: string, token: string): boolean {
  return timingSafeEqual(sha256(given), sha256(token));
}

export function sessionCookie(
  token: string,
  { fair, name }: Omit<Session, 'untilMs'>,
  now: number,
  { secure }: { readonly secure: boolean },
): string {
  const session: Session = { fair, name, untilMs: now + GOOD_FOR_MS };
  const text = Buffer.from(JSON.stringify(session)).toString('base64url');
  return `${COOKIE}=${text}.${sealOf(token, text)}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${GOOD_FOR_MS / 1_000}${secure ? '; Secure' : ''}`;
}

export const noSession = `${COOKIE}=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0`;

export function sessionOf(token: string, cookies = '', now: number): Session | undefined {
  const pair = cookies.split('; ').find((each) => each.startsWith(`${COOKIE}=`));
  const [text = '', seal = ''] = (pair ?? '').slice(COOKIE.length + 1).split('.');
  if (!isToken(seal, sealOf(token, text))) return undefined;
  const session = sessionSchema.safeParse(jsonOf(Buffer.from(text, 'base64url').toString())).data;
  return session && session.untilMs > now ? session : undefined;
}

const sealOf = (token: string, text: string): string =>
  createHmac('sha256', token).update(`chunfeng/session/1/${text}`).digest('base64url');

/** Hashes have one length, which `timingSafeEqual` requires. */
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
