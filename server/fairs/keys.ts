import { createPublicKey, hash, verify } from 'node:crypto';
import type { Sha256 } from '../../shared/chain.ts';
import { type Fair, FAIR_DOMAIN, readFair } from '../../shared/fair.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type Revision, revisionOf } from '../../shared/succession.ts';
import { signedText } from '../../shared/signed-text.ts';

/** Node's own library is ten times as fast as a portable one, and the server hashes all that a fair sends. */
export const sha256: Sha256 = (what) => hash('sha256', what, 'hex');

export function isSigned(
  domain: string,
  text: string,
  signature: string,
  publicKey: string,
): boolean {
  const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: publicKey } });
  return verify(
    null,
    Buffer.from(signedText(domain, text)),
    key,
    Buffer.from(signature, 'base64url'),
  );
}

/** Of fairs that are kept in memory: each is hashed once. */
const hashed = new WeakMap<Fair, Revision>();
export function revisionHere(fair: Fair): Revision {
  const known = hashed.get(fair) ?? revisionOf(fair, sha256);
  hashed.set(fair, known);
  return known;
}

/** A revision is valid if the fair's own key signed it and the fair's id is derived from its keys. */
export function openFair(
  text: string,
  signature: string,
): Result<Fair, { readonly kind: 'unreadable' | 'forged' }> {
  const read = readFair(text);
  if (!read) return fail({ kind: 'unreadable' });
  const fair = read.value;
  const id = sha256(Buffer.from(fair.sealingKey, 'base64url')).slice(0, 8);
  const whole = fair.id === id && isSigned(FAIR_DOMAIN, text, signature, fair.signingKey);
  // Its hash is that of its text, of which more may be known than this version reads.
  if (!read.isWhole) hashed.set(fair, revisionOf(fair, sha256, text));
  return whole ? ok(fair) : fail({ kind: 'forged' });
}
