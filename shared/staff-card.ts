import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import { decodeBase45, encodeBase45 } from './base45.ts';
import { fail, ok, type Result } from './result.ts';

/**
 * The staff card 工作卡: a QR that staff scan at each start of a station. Its secret unwraps the station's
 * keys. It exists only on paper, never in the machine.
 */

const STAFF_CARD_PREFIX = 'CFK1:';
const SECRET_LENGTH = 32;
const FAIR_LENGTH = 4;
const CHECK_LENGTH = 4;

export interface StaffCard {
  readonly fair: string;
  readonly secret: Uint8Array;
}

export type StaffCardFault = { readonly kind: 'not-a-staff-card' | 'damaged' };

export function staffCardText({ fair, secret }: StaffCard): string {
  const content = concatBytes(hexToBytes(fair), secret);
  return STAFF_CARD_PREFIX + encodeBase45(concatBytes(content, checkOf(content)));
}

export function readStaffCard(text: string): Result<StaffCard, StaffCardFault> {
  if (!text.startsWith(STAFF_CARD_PREFIX)) return fail({ kind: 'not-a-staff-card' });
  const bytes = decodeBase45(text.slice(STAFF_CARD_PREFIX.length));
  if (!bytes.ok || bytes.value.length !== FAIR_LENGTH + SECRET_LENGTH + CHECK_LENGTH) {
    return fail({ kind: 'damaged' });
  }
  const content = bytes.value.subarray(0, FAIR_LENGTH + SECRET_LENGTH);
  const check = bytes.value.subarray(FAIR_LENGTH + SECRET_LENGTH);
  if (bytesToHex(checkOf(content)) !== bytesToHex(check)) return fail({ kind: 'damaged' });
  return ok({
    fair: bytesToHex(content.subarray(0, FAIR_LENGTH)),
    secret: content.slice(FAIR_LENGTH),
  });
}

/** Distinguishes a mistyped card from a wrong one. It is no protection. */
function checkOf(content: Uint8Array): Uint8Array {
  return sha256(content).subarray(0, CHECK_LENGTH);
}
