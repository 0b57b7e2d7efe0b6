import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import { decodeBase45, encodeBase45 } from './base45.ts';
import { fail, ok, type Result } from './result.ts';

/**
 * A pre-printed pass: `CFB1:` and base45 of the fair, an unused pseudonym, and the organiser's signature.
 * It names nobody; staff at the door bind it to the person who takes it.
 */

const BLANK_PREFIX = 'CFB1:';
const FAIR_LENGTH = 4;
const PSEUDONYM_LENGTH = 16;
const SIGNATURE_LENGTH = 64;

export interface BlankPass {
  readonly fair: string;
  readonly pseudonym: string;
  readonly signature: Uint8Array;
}

export type BlankFault = { readonly kind: 'not-a-blank' | 'damaged' };

export function blankText({ fair, pseudonym, signature }: BlankPass): string {
  return BLANK_PREFIX + encodeBase45(concatBytes(hexToBytes(fair + pseudonym), signature));
}

export function readBlankText(text: string): Result<BlankPass, BlankFault> {
  if (!text.startsWith(BLANK_PREFIX)) return fail({ kind: 'not-a-blank' });
  const bytes = decodeBase45(text.slice(BLANK_PREFIX.length));
  const signed = FAIR_LENGTH + PSEUDONYM_LENGTH;
  if (!bytes.ok || bytes.value.length !== signed + SIGNATURE_LENGTH) {
    return fail({ kind: 'damaged' });
  }
  return ok({
    fair: bytesToHex(bytes.value.subarray(0, FAIR_LENGTH)),
    pseudonym: bytesToHex(bytes.value.subarray(FAIR_LENGTH, signed)),
    signature: bytes.value.subarray(signed),
  });
}
