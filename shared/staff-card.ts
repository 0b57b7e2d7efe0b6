import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { decodeBase45, encodeBase45 } from './base45.ts';
import { fail, ok, type Result } from './result.ts';

/**
 * The staff card 工作卡: a QR that staff scan at each start of a station. Its secret unwraps the station's
 * keys. It exists only on paper, never in the machine.
 */

/** The second also says by which key its fair is signed: a fair's id of four bytes is soon imitated. */
const PREFIXES = ['CFK1:', 'CFK2:'] as const;
const SECRET_LENGTH = 32;
const FAIR_LENGTH = 4;
const SIGNER_LENGTH = 16;
const CHECK_LENGTH = 4;

export interface StaffCard {
  readonly fair: string;
  readonly secret: Uint8Array;
  /** Of the fair's signing key, in hex; a card from before has none. */
  readonly signer?: string;
}

export type StaffCardFault = { readonly kind: 'not-a-staff-card' | 'damaged' };

export function staffCardText({ fair, secret, signer }: StaffCard): string {
  const content = concatBytes(hexToBytes(fair), secret, hexToBytes(signer ?? ''));
  const prefix = PREFIXES[signer === undefined ? 0 : 1];
  return prefix + encodeBase45(concatBytes(content, checkOf(content)));
}

export function readStaffCard(text: string): Result<StaffCard, StaffCardFault> {
  const prefix = PREFIXES.find((each) => text.startsWith(each));
  if (prefix === undefined) return fail({ kind: 'not-a-staff-card' });
  const length = FAIR_LENGTH + SECRET_LENGTH + (prefix === 'CFK2:' ? SIGNER_LENGTH : 0);
  const bytes = decodeBase45(text.slice(prefix.length));
  if (!bytes.ok || bytes.value.length !== length + CHECK_LENGTH) return fail({ kind: 'damaged' });
  const content = bytes.value.subarray(0, length);
  const check = bytes.value.subarray(length);
  if (bytesToHex(checkOf(content)) !== bytesToHex(check)) return fail({ kind: 'damaged' });
  return ok({
    fair: bytesToHex(content.subarray(0, FAIR_LENGTH)),
    secret: content.slice(FAIR_LENGTH, FAIR_LENGTH + SECRET_LENGTH),
    ...(prefix === 'CFK2:' && {
      signer: bytesToHex(content.subarray(FAIR_LENGTH + SECRET_LENGTH)),
    }),
  });
}

/** What a card of a fair says of its signing key. */
export const signerOf = (signingKey: string): string =>
  bytesToHex(sha256(utf8ToBytes(`chunfeng/staff-card/2/${signingKey}`)).subarray(0, SIGNER_LENGTH));

/** Whether the card is this fair's, and not of one that has only its id. */
export const isCardOf = (
  { fair, signer }: StaffCard,
  { id, signingKey }: { readonly id: string; readonly signingKey: string },
): boolean => fair === id && (signer === undefined || signer === signerOf(signingKey));

/** Distinguishes a mistyped card from a wrong one. It is no protection. */
function checkOf(content: Uint8Array): Uint8Array {
  return sha256(content).subarray(0, CHECK_LENGTH);
}
