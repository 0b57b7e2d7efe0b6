import { randomInt } from 'node:crypto';
import type { passwordFaults } from '../../shared/contract/accounts.ts';

/** Which passwords are refused, and those that the server makes. */

const LEAST = 10;

/** The commonest of those that are long enough; shorter ones are refused anyhow. */
const COMMONEST: ReadonlySet<string> = new Set(
  `1234567890 12345678910 123456789012 1234512345 password12 password123 password1234 passw0rd123 p@ssw0rd123 administrator administrator1
  admin12345 admin123456 admin888888 root123456 test123456 user123456 qwertyuiop qwerty1234
  qwerty12345 qwerty123456 qwer123456 asdfghjkl1 asdfghjkl; asdf123456 zxcvbnm123 1q2w3e4r5t
  1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc qazwsxedc123 a123456789 aa123456789 aa12345678
  abc1234567 abc12345678 abc123456789 abcd123456 asd123456789 q123456789 w123456789 z123456789
  123456789a 123456789q 1234567890a 123456789abc 5201314520 1314520520 5201314123 woaini1314
  woaini520 woaini1314520 woaini123456 iloveyou123 iloveyou1314 1123581321 1029384756
  0987654321 1212121212 1231231231 1233211234567 147258369a 1472583690 7894561230 9876543210
  changeme123 welcome123 letmein1234 chunfeng123 chunfeng1234 chunfeng2027 zhaopin123
  zhaopin123456 zhaopinhui123 rencai12345 jiuye12345 rsj12345678 rsj123456789`.match(/\S+/g),
);

export type PasswordFault = { readonly kind: (typeof passwordFaults)[number] };

export function passwordFault(password: string, name: string): PasswordFault | undefined {
  if ([...password].length < LEAST) return { kind: 'short' };
  const plain = password.normalize('NFKC').toLowerCase();
  if (COMMONEST.has(plain) || isPlain(plain)) return { kind: 'common' };
  const own = name.toLowerCase();
  return own.length > 2 && plain.replaceAll(own, '').length < LEAST - 4
    ? { kind: 'like-the-name' }
    : undefined;
}

/** Hardly any different characters, or only steps of one: `1111122222`, `abcdefghij`, `9876543210`. */
function isPlain(password: string): boolean {
  const codes = [...password].map((character) => character.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, i) => code - (codes[i] ?? 0)));
  return new Set(codes).size < 4 || steps.size === 1;
}

/** Nobody confuses two of these. */
const LETTERS = 'abcdefghjkmnpqrstvwxyz23456789';
const GROUPS = [4, 4, 4, 4];

/** 78 bits, which a person can copy from a screen. */
export function newPassword(): string {
  const letter = (): string => LETTERS[randomInt(LETTERS.length)] ?? '';
  return GROUPS.map((length) => Array.from({ length }, letter).join('')).join('-');
}
