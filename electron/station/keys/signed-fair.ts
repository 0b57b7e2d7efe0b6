import { canonicalText } from '../../../shared/canonical.ts';
import { type Fair, FAIR_DOMAIN, readFair, type SignedFair } from '../../../shared/fair.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import {
  type Revision,
  revisionOf,
  succession,
  type SuccessionFault,
} from '../../../shared/succession.ts';
import { fairIdOf, isSigned, keyText, signText } from './fair-keys.ts';
import { sha256 } from './sha256.ts';

export type RevisionFault =
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'forged' }
  | { readonly kind: 'other-fair'; readonly fair: string }
  /** `older` if the fair in force is as new or newer: installing this one would undo later changes. */
  | SuccessionFault;

/** Fairs of a newer version, of which this one reads a part: they go on as they were signed. */
const ofNewer = new WeakMap<Fair, SignedFair>();

/** A change made here would drop what only a newer version knows. */
export const isOfNewer = (fair: Fair): boolean => ofNewer.has(fair);

export function signFair(fair: Fair, signingKey: Uint8Array): SignedFair {
  const signed = ofNewer.get(fair);
  if (signed) return signed;
  const text = canonicalText(fair);
  return { text, signature: keyText(signText(FAIR_DOMAIN, text, signingKey)) };
}

export function revisionHere(fair: Fair, text = ofNewer.get(fair)?.text): Revision {
  return revisionOf(fair, sha256, text);
}

/**
 * Verifies the first fair that a station sees. It came with the station's own keys and must be
 * consistent in itself.
 */
export function openSignedFair(signed: SignedFair): Result<Fair, RevisionFault> {
  const fair = parsed(signed);
  if (!fair) return fail({ kind: 'unreadable' });
  if (!isSignedUnder(fair, signed)) {
    return fail({ kind: 'forged' });
  }
  if (fair.id !== fairIdOf(Buffer.from(fair.sealingKey, 'base64url'))) {
    return fail({ kind: 'forged' });
  }
  return ok(fair);
}

/** Verifies a later revision with the known key, and that it follows the known one. */
export function openRevision(known: Revision, signed: SignedFair): Result<Fair, RevisionFault> {
  const { fair: inForce } = known;
  const fair = parsed(signed);
  if (!fair) return fail({ kind: 'unreadable' });
  if (fair.id !== inForce.id) return fail({ kind: 'other-fair', fair: fair.id });
  const keysStay = fair.signingKey === inForce.signingKey && fair.sealingKey === inForce.sealingKey;
  if (!keysStay || !isSignedUnder(inForce, signed)) {
    return fail({ kind: 'forged' });
  }
  const follows = succession(known, revisionHere(fair, signed.text));
  if (!follows.ok) return follows;
  if (follows.value === 'same') return fail({ kind: 'older', revision: fair.revision });
  return ok(fair);
}

function isSignedUnder({ signingKey }: Fair, { text, signature }: SignedFair): boolean {
  return isSigned(FAIR_DOMAIN, text, Buffer.from(signature, 'base64url'), signingKey);
}

function parsed(signed: SignedFair): Fair | undefined {
  const read = readFair(signed.text);
  if (read && !read.isWhole) ofNewer.set(read.value, signed);
  return read?.value;
}
