import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { asTypedBase32, decodeBase32, encodeBase32 } from './base32.ts';
import { decodeBase45, encodeBase45 } from './base45.ts';
import { fail, ok, type Result } from './result.ts';

/**
 * The recovery sheet 恢复单: the root of a fair's keys, wrapped under the organiser's passphrase. Printed as a
 * QR, and as lines to be typed where no scanner is left. Sheet and passphrase together give all keys.
 */

export interface RecoverySheet {
  readonly fair: string;
  readonly salt: Uint8Array;
  readonly box: Uint8Array;
}

const PREFIX = 'CFS1:';
const FAIR_LENGTH = 4;
const SALT_LENGTH = 16;
/** A root of 32 bytes, and the 16 of its seal. */
const BOX_LENGTH = 48;
const LENGTH = FAIR_LENGTH + SALT_LENGTH + BOX_LENGTH;
const CHECK_LENGTH = 4;

export function recoveryCodeText(sheet: RecoverySheet): string {
  const bytes = bytesOf(sheet);
  return PREFIX + encodeBase45(concatBytes(bytes, checkOf(bytes, CHECK_LENGTH)));
}

export function readRecoveryCode(
  text: string,
): Result<RecoverySheet, { readonly kind: 'not-a-recovery-sheet' | 'damaged' }> {
  if (!text.startsWith(PREFIX)) return fail({ kind: 'not-a-recovery-sheet' });
  const read = decodeBase45(text.slice(PREFIX.length));
  if (!read.ok || read.value.length !== LENGTH + CHECK_LENGTH) return fail({ kind: 'damaged' });
  const bytes = read.value.subarray(0, LENGTH);
  const isWhole = same(checkOf(bytes, CHECK_LENGTH), read.value.subarray(LENGTH));
  return isWhole ? ok(sheetOf(bytes)) : fail({ kind: 'damaged' });
}

const BYTES_A_LINE = 10;
export const RECOVERY_LINES = Math.ceil(LENGTH / BYTES_A_LINE);
const GROUP_LENGTH = 4;
/** Of these ten bits, so that a slip of the finger is found in its line. */
const LINE_CHECK_LENGTH = 2;

/** `0A3F-…-…-…-K7`: its last group is the check of its line. */
export function recoveryLines(sheet: RecoverySheet): string[] {
  const bytes = bytesOf(sheet);
  return Array.from({ length: RECOVERY_LINES }, (_, line) => {
    const own = bytes.subarray(line * BYTES_A_LINE, (line + 1) * BYTES_A_LINE);
    const groups = encodeBase32(own).match(new RegExp(`.{1,${GROUP_LENGTH}}`, 'g')) ?? [];
    return [...groups, lineCheck(line, own)].join('-');
  });
}

export type RecoveryLineState = 'empty' | 'unfinished' | 'wrong' | 'right';

/** While it is typed; the first line is 0. */
export function recoveryLineState(line: number, typed: string): RecoveryLineState {
  const plain = asTypedBase32(typed);
  if (plain === '') return 'empty';
  const { length } = lineBytes(line);
  const whole = charactersFor(length) + LINE_CHECK_LENGTH;
  if (plain.length < whole) return 'unfinished';
  return readLine(line, typed) ? 'right' : 'wrong';
}

/** Undefined unless every line is right. */
export function readRecoveryLines(lines: readonly string[]): RecoverySheet | undefined {
  if (lines.length !== RECOVERY_LINES) return undefined;
  const read = lines.map((typed, line) => readLine(line, typed));
  return read.every((bytes) => bytes !== undefined) ? sheetOf(concatBytes(...read)) : undefined;
}

function readLine(line: number, typed: string): Uint8Array | undefined {
  const plain = asTypedBase32(typed);
  const { length } = lineBytes(line);
  const characters = charactersFor(length);
  if (plain.length !== characters + LINE_CHECK_LENGTH) return undefined;
  const bytes = decodeBase32(plain.slice(0, characters));
  return bytes && lineCheck(line, bytes) === plain.slice(characters) ? bytes : undefined;
}

const lineBytes = (line: number) => ({
  length: Math.min(BYTES_A_LINE, LENGTH - line * BYTES_A_LINE),
});
const charactersFor = (bytes: number): number => Math.ceil((bytes * 8) / 5);

function lineCheck(line: number, bytes: Uint8Array): string {
  return encodeBase32(checkOf(concatBytes(Uint8Array.of(line), bytes), 2)).slice(
    0,
    LINE_CHECK_LENGTH,
  );
}

/** Tells a misread sheet from a wrong passphrase. It is no protection. */
function checkOf(bytes: Uint8Array, length: number): Uint8Array {
  return sha256(concatBytes(utf8ToBytes('chunfeng/recovery/1'), bytes)).subarray(0, length);
}

const bytesOf = ({ fair, salt, box }: RecoverySheet): Uint8Array =>
  concatBytes(hexToBytes(fair), salt, box);

const sheetOf = (bytes: Uint8Array): RecoverySheet => ({
  fair: bytesToHex(bytes.subarray(0, FAIR_LENGTH)),
  salt: bytes.slice(FAIR_LENGTH, FAIR_LENGTH + SALT_LENGTH),
  box: bytes.slice(FAIR_LENGTH + SALT_LENGTH, LENGTH),
});

const same = (a: Uint8Array, b: Uint8Array): boolean => bytesToHex(a) === bytesToHex(b);
