/** Crockford's alphabet: without I, L, O and U, which people misread. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** As typed from paper: what resembles a digit is that digit. */
export const asTypedBase32 = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/[IL]/g, '1')
    .replaceAll('O', '0');

export function encodeBase32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const fives = bits.match(/.{1,5}/g) ?? [];
  return fives.map((five) => CROCKFORD.charAt(Number.parseInt(five.padEnd(5, '0'), 2))).join('');
}

/** Undefined if a character is none of the alphabet's. */
export function decodeBase32(text: string): Uint8Array | undefined {
  const digits = Array.from(text, (character) => CROCKFORD.indexOf(character));
  if (digits.includes(-1)) return undefined;
  const bits = digits.map((digit) => digit.toString(2).padStart(5, '0')).join('');
  const length = Math.floor(bits.length / 8);
  return Uint8Array.from({ length }, (_, i) => Number.parseInt(bits.slice(i * 8, i * 8 + 8), 2));
}
