import { hkdfSync } from 'node:crypto';
import { signerOf, staffCardText } from '../../../shared/staff-card.ts';

/**
 * All secrets of a new fair come from one root of 32 random bytes, so that a small sheet of paper brings back
 * each of them: its keys, its PINs, its staff card.
 */

export const ROOT_LENGTH = 32;
const SECRET_LENGTH = 32;

/** HKDF-SHA256. The purpose is part of the key: no secret says anything about another. */
export function secretOf(root: Uint8Array, purpose: string, length = SECRET_LENGTH): Uint8Array {
  const info = `chunfeng/fair-root/1/${purpose}`;
  return new Uint8Array(hkdfSync('sha256', root, new Uint8Array(), info, length));
}

/** In digits, as staff and organiser type them. */
export interface TypedPins {
  readonly staffPin: string;
  readonly organiserPin: string;
}

export function typedPinsOf(root: Uint8Array): TypedPins {
  return {
    staffPin: digitsOf(root, 'pin/staff', 6),
    organiserPin: digitsOf(root, 'pin/organiser', 8),
  };
}

/** The card that opens the fair's stations. Printed again, it is the same card. */
export const staffCardOf = (
  root: Uint8Array,
  { id, signingKey }: { readonly id: string; readonly signingKey: string },
): string =>
  staffCardText({
    fair: id,
    secret: secretOf(root, 'staff-card/1'),
    signer: signerOf(signingKey),
  });

function digitsOf(root: Uint8Array, purpose: string, length: number): string {
  const number = Buffer.from(secretOf(root, purpose, 8)).readBigUInt64BE();
  return String(number % 10n ** BigInt(length)).padStart(length, '0');
}
