import { isSealed, sealOf } from './seal.ts';

/** Sealed, so that none has to be stored. */

export const NONCE_MS = 10 * 60_000;

export function nonceFor(secret: string, slot: number, now: number): string {
  const until = String(now + NONCE_MS);
  return `${until}.${sealOf(secret, `${slot}/${until}`)}`;
}

export function isOurNonce(secret: string, slot: number, nonce: string, now: number): boolean {
  const [until = '', seal = ''] = nonce.split('.');
  return isSealed(secret, `${slot}/${until}`, seal) && now <= Number(until);
}
