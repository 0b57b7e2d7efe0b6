import { canonicalText } from '../../../shared/canonical.ts';
import { type Fair, FAIR_DOMAIN, fairSchema, type SignedFair } from '../../../shared/fair.ts';
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

export function signFair(fair: Fair, signingKey: Uint8Array): SignedFair {
  const text = canonicalText(fair);
  return { text, signature: keyText(signText(FAIR_DOMAIN, text, signingKey)) };
}

export function revisionHere(fair: Fair, text?: string): Revision {
  return revisionOf(fair, sha256, text);
}

/**
 * Verifies the first fair that a station sees. It came with the station's own keys and must be
 * consistent in itself.
 */
export function openSignedFair(signed: SignedFair): Result<Fair, RevisionFault> {
  const fair = parsed(signed.text);
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
  const fair = parsed(signed.text);
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

function parsed(text: string): Fair | undefined {
  try {
    return fairSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
