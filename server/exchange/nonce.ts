import { createHmac, timingSafeEqual } from 'node:crypto';

/** Sealed with the fair's secret: every server on the same database accepts it, and none has to store it. */

export const NONCE_MS = 10 * 60_000;

export function nonceFor(secret: string, slot: number, now: number): string {
  const until = String(now + NONCE_MS);
  return `${until}.${sealOf(secret, slot, until)}`;
}

export function isOurNonce(secret: string, slot: number, nonce: string, now: number): boolean {
  const [until = '', seal = ''] = nonce.split('.');
  const right = Buffer.from(sealOf(secret, slot, until));
  const given = Buffer.from(seal);
  return given.length === right.length && timingSafeEqual(given, right) && now <= Number(until);
}

function sealOf(secret: string, slot: number, until: string): string {
  return createHmac('sha256', secret).update(`${slot}/${until}`).digest('base64url');
}
