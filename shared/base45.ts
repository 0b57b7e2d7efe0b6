import { fail, ok, type Result } from './result.ts';

/** RFC 9285 encodes bytes in the characters that a QR code packs most tightly. */

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

export function encodeBase45(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 2) {
    const high = bytes[i] ?? 0;
    const low = bytes[i + 1];
    if (low === undefined) {
      text += digit(high) + digit(high / 45);
    } else {
      const value = high * 256 + low;
      text += digit(value) + digit(value / 45) + digit(value / 2025);
    }
  }
  return text;
}

export function decodeBase45(text: string): Result<Uint8Array, { kind: 'not-base45' }> {
  const no = fail({ kind: 'not-base45' });
  if (text.length % 3 === 1) return no;
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i += 3) {
    const digits = Array.from(text.slice(i, i + 3), (character) => ALPHABET.indexOf(character));
    if (digits.includes(-1)) return no;
    const [c = 0, d = 0, e] = digits;
    const value = c + d * 45 + (e ?? 0) * 2025;
    if (e === undefined) {
      if (value > 255) return no;
      bytes.push(value);
    } else {
      if (value > 65_535) return no;
      bytes.push(value >> 8, value & 255);
    }
  }
  return ok(Uint8Array.from(bytes));
}

function digit(value: number): string {
  return ALPHABET.charAt(Math.floor(value) % 45);
}
