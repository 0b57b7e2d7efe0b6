/**
 * The organiser's passphrase: how hard it is to guess for somebody who has found the recovery sheet or the
 * laptop, and may try for months. The rule counts low, since people choose alike.
 */

export type PassphraseStrength = 'none' | 'weak' | 'enough' | 'strong';

/** Each guess costs 128 MiB and most of a second: 48 bits are two thousand years of a thousand cores. */
const ENOUGH_BITS = 48;
const STRONG_BITS = 60;

export function passphraseStrength(
  typed: string,
  /** What anybody would try first: words of this fair. */
  known: readonly string[] = [],
): PassphraseStrength {
  const plain = plainPassphrase(typed);
  if (plain === '') return 'none';
  const bits = bitsOf(plain, known);
  if (bits < ENOUGH_BITS) return 'weak';
  return bits < STRONG_BITS ? 'enough' : 'strong';
}

export const isEnough = (strength: PassphraseStrength): boolean =>
  strength === 'enough' || strength === 'strong';

/** As it is compared: case, spaces and hyphens make no difference, since it is typed from paper. */
export const plainPassphrase = (typed: string): string =>
  typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');

/** What many choose, in the order of their fondness for it. */
const COMMON = [
  'PASSWORD',
  'PASSWD',
  'ADMIN',
  'QWERTY',
  'ASDFGH',
  'ZXCVBN',
  'QAZWSX',
  'WOAINI',
  'ILOVEYOU',
  'NIHAO',
  'CHUNFENG',
  'ZHAOPIN',
  'ZHAOPINHUI',
  'RENSHE',
  'JIUYE',
  'MIMA',
  '5201314',
  '1314',
  '147258369',
  '密码',
  '春风',
  '招聘会',
  '人社局',
];

const KNOWN_BITS = 6;
/** In a run of letters, which is a word or its pinyin. */
const WORD_LETTER_BITS = 1.5;
const LETTER_BITS = 4;
const DIGIT_BITS = 3;
const HAN_BITS = 5;
const SIGN_BITS = 4;
/** Where kinds of characters alternate, no word stands. */
const TURN_BITS = 2;
/** Continues what is before it: 1234, AAAA, 8642. */
const EXPECTED_BITS = 0.5;
const LONGEST_SYLLABLE = 3;

/** Stands where a known word was. */
const KNOWN_MARK = '\u0000';

function bitsOf(plain: string, known: readonly string[]): number {
  const words = [...COMMON, ...known.map(plainPassphrase)]
    .filter((word) => word.length >= 2)
    .toSorted((a, b) => b.length - a.length);
  let rest = plain.replaceAll(/(?:19|20)\d\d(?:[01]\d[0-3]\d)?|1[3-9]\d{9}/g, KNOWN_MARK);
  for (const word of words) rest = rest.replaceAll(word, KNOWN_MARK);
  const characters = Array.from(repeatsOnce(rest));
  return characters.reduce((bits, _, at) => bits + bitsAt(characters, at), 0);
}

/** A block that comes again adds nothing: ABCABCABC is ABC. */
const repeatsOnce = (text: string): string => text.replaceAll(/(.{2,}?)\1+/gu, '$1');

type Kind = 'letter' | 'digit' | 'han' | 'known' | 'sign';

function kindOf(character: string | undefined): Kind | undefined {
  if (character === undefined) return undefined;
  if (character === KNOWN_MARK) return 'known';
  if (/[A-Z]/.test(character)) return 'letter';
  if (/\d/.test(character)) return 'digit';
  return /\p{Script=Han}/u.test(character) ? 'han' : 'sign';
}

function bitsAt(characters: readonly string[], at: number): number {
  const kind = kindOf(characters[at]) ?? 'sign';
  const before = kindOf(characters[at - 1]);
  const turn = before !== undefined && before !== kind && kind !== 'known' ? TURN_BITS : 0;
  if (kind === 'known') return KNOWN_BITS;
  if (continuesRun(characters, at)) return EXPECTED_BITS;
  return turn + ownBits(kind, characters, at);
}

function ownBits(kind: Exclude<Kind, 'known'>, characters: readonly string[], at: number): number {
  switch (kind) {
    case 'letter':
      return runLength(characters, at) > LONGEST_SYLLABLE ? WORD_LETTER_BITS : LETTER_BITS;
    case 'digit':
      return DIGIT_BITS;
    case 'han':
      return HAN_BITS;
    case 'sign':
      return SIGN_BITS;
  }
}

/** The same step as between the two before it: 123, CBA, 000, 246. */
function continuesRun(characters: readonly string[], at: number): boolean {
  const [a, b, c] = [at - 2, at - 1, at].map((i) => characters[i]?.codePointAt(0));
  if (a === undefined || b === undefined || c === undefined) return false;
  return c - b === b - a && Math.abs(c - b) <= 2;
}

function runLength(characters: readonly string[], at: number): number {
  const kind = kindOf(characters[at]);
  let from = at;
  let to = at;
  while (kindOf(characters[from - 1]) === kind) from -= 1;
  while (kindOf(characters[to + 1]) === kind) to += 1;
  return to - from + 1;
}
