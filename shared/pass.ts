import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import { asTypedBase32, CROCKFORD } from './base32.ts';
import { decodeBase45, encodeBase45 } from './base45.ts';
import { type Education, educations, type Trade, trades } from './codes.ts';
import { fail, ok, type Result } from './result.ts';
import { decodeSurname, encodeSurname, type Surname } from './names/surname.ts';

/**
 * The pass: `CF1:` and base45 of a 36-byte payload with its Ed25519 signature. The 100 bytes exactly fill a
 * version 6-M symbol, which a cheap scanner reads at arm's length: there is no byte to spare. Never add key
 * groups: anybody can read the code, and it must not tell a recruiter who is poor or ill.
 */

export const PASS_PREFIX = 'CF1:';
const PASS_VERSION = 1;
const PAYLOAD_LENGTH = 36;
const SIGNATURE_LENGTH = 64;
const MINUTE_MS = 60_000;

export interface Pass {
  readonly fair: string;
  readonly pseudonym: string;
  readonly station: number;
  /** Minutes since 1970 by the station's clock, which may be wrong: never a sufficient reason to refuse. */
  readonly minute: number;
  readonly surname: Surname;
  readonly education?: Education;
  /** At most four. */
  readonly trades: readonly Trade[];
  /** 0 for the first pass; one more each time that new answers refresh it. */
  readonly reissue: number;
}

export type PassFault =
  | { readonly kind: 'not-a-pass' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'newer-version' };

export function minuteOf(ms: number): number {
  return Math.floor(ms / MINUTE_MS);
}

export function encodePayload(pass: Pass): Uint8Array {
  const bytes = new Uint8Array(PAYLOAD_LENGTH);
  const view = new DataView(bytes.buffer);
  bytes[0] = PASS_VERSION;
  bytes.set(hexToBytes(pass.fair), 1);
  bytes.set(hexToBytes(pass.pseudonym), 5);
  view.setUint16(21, pass.station);
  view.setUint32(23, pass.minute);
  bytes.set(encodeSurname(pass.surname), 27);
  bytes[30] = educations.find((known) => known.code === pass.education)?.byte ?? 0;
  pass.trades.slice(0, 4).forEach((trade, i) => {
    bytes[31 + i] = trades.find((known) => known.code === trade)?.byte ?? 0;
  });
  bytes[35] = Math.min(pass.reissue, 255);
  return bytes;
}

function decodePayload(bytes: Uint8Array): Result<Pass, PassFault> {
  if (bytes[0] !== PASS_VERSION) return fail({ kind: 'newer-version' });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const education = educations.find((known) => known.byte === bytes[30]);
  return ok({
    fair: bytesToHex(bytes.subarray(1, 5)),
    pseudonym: bytesToHex(bytes.subarray(5, 21)),
    station: view.getUint16(21),
    minute: view.getUint32(23),
    surname: decodeSurname(bytes.subarray(27, 30)),
    ...(education && { education: education.code }),
    trades: Array.from(bytes.subarray(31, 35)).flatMap(
      (byte) => trades.find((known) => known.byte === byte)?.code ?? [],
    ),
    reissue: bytes[35] ?? 0,
  });
}

export interface SignedPass {
  readonly pass: Pass;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

export function passText(payload: Uint8Array, signature: Uint8Array): string {
  return PASS_PREFIX + encodeBase45(concatBytes(payload, signature));
}

/** Decodes a scanned text. Only the signature proves it. */
export function readPassText(text: string): Result<SignedPass, PassFault> {
  if (!text.startsWith(PASS_PREFIX)) return fail({ kind: 'not-a-pass' });
  const bytes = decodeBase45(text.slice(PASS_PREFIX.length));
  if (!bytes.ok || bytes.value.length !== PAYLOAD_LENGTH + SIGNATURE_LENGTH) {
    return fail({ kind: 'damaged' });
  }
  const payload = bytes.value.subarray(0, PAYLOAD_LENGTH);
  const pass = decodePayload(payload);
  if (!pass.ok) return pass;
  return ok({ pass: pass.value, payload, signature: bytes.value.subarray(PAYLOAD_LENGTH) });
}

/** Printed beside the QR: forty bits of the pseudonym and a check character. */
export function shortCode(pseudonym: string): string {
  let bits = 0n;
  for (const byte of hexToBytes(pseudonym.slice(0, 10))) bits = bits * 256n + BigInt(byte);
  let text = '';
  for (let i = 7; i >= 0; i -= 1) {
    text += CROCKFORD.charAt(Number((bits >> BigInt(i * 5)) & 31n));
  }
  return `${text.slice(0, 4)}-${text.slice(4)}-${CROCKFORD.charAt(checkOf(text))}`;
}

/** Weights are odd, so each is invertible modulo 32 and any single mistyped character is found. */
function checkOf(text: string): number {
  return Array.from(text).reduce(
    (sum, character, i) => (sum + CROCKFORD.indexOf(character) * (2 * i + 1)) % 32,
    0,
  );
}

const SHORT_DIGITS = 10;
const PSEUDONYM_DIGITS = 32;

/** Stands for a pseudonym of which only the short code is known; no real one ends in so many zeros. */
export function shortOf(pseudonym: string): string {
  return pseudonym.slice(0, SHORT_DIGITS).padEnd(PSEUDONYM_DIGITS, '0');
}

export function isShort(pseudonym: string): boolean {
  return pseudonym === shortOf(pseudonym);
}

/** The beginning of the pseudonym that a typed short code stands for. */
export function readShortCode(typed: string): Result<string, { kind: 'length' | 'mistyped' }> {
  const text = asTypedBase32(typed);
  if (text.length !== 9) return fail({ kind: 'length' });
  const digits = Array.from(text, (character) => CROCKFORD.indexOf(character));
  if (digits.includes(-1) || digits[8] !== checkOf(text.slice(0, 8))) {
    return fail({ kind: 'mistyped' });
  }
  const bits = digits.slice(0, 8).reduce((sum, digit) => sum * 32n + BigInt(digit), 0n);
  return ok(shortOf(bits.toString(16).padStart(SHORT_DIGITS, '0')));
}
