import { createPublicKey, hash, verify } from 'node:crypto';
import type { Sha256 } from '../shared/chain.ts';
import { type Fair, fairSchema } from '../shared/fair.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { jsonOf } from '../shared/json.ts';

/** By the machine's own library: it reads what a whole fair sends. */
export const sha256: Sha256 = (what) => hash('sha256', what, 'hex');

/** What the server can tell with public keys alone: whose signature a text bears. */

export function isSigned(
  domain: string,
  text: string,
  signature: string,
  publicKey: string,
): boolean {
  const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: publicKey } });
  const bytes = Buffer.from(`${domain}\n${text}`);
  return verify(null, bytes, key, Buffer.from(signature, 'base64url'));
}

const FAIR_DOMAIN = 'chunfeng/fair/1';

/** A revision of a fair, if it is of one piece: signed by its own key, and named after its keys. */
export function openFair(
  text: string,
  signature: string,
): Result<Fair, { readonly kind: 'unreadable' | 'forged' }> {
  const fair = fairSchema.safeParse(jsonOf(text)).data;
  if (!fair) return fail({ kind: 'unreadable' });
  const id = sha256(Buffer.from(fair.sealingKey, 'base64url')).slice(0, 8);
  const whole = fair.id === id && isSigned(FAIR_DOMAIN, text, signature, fair.signingKey);
  return whole ? ok(fair) : fail({ kind: 'forged' });
}
