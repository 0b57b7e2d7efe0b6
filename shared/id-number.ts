/**
 * The numbers on resident ID cards and residence permits (GB 11643): parsed whole, or checked key by key as
 * somebody types.
 */

import { isRealDay } from './calendar.ts';
import { provinceOf, provinces } from './regions.ts';
import { fail, ok, type Result } from './result.ts';

type IdNumberType = 'citizen' | 'hmt-residence' | 'foreigner-2017' | 'foreigner-2023';

export interface IdNumber {
  /** Without spaces, half-width, X in capitals. */
  readonly number: string;
  readonly type: IdNumberType;
  /** `1974-03-12`; absent from a foreigner's number of 2017. */
  readonly birth?: string;
  readonly sex?: 'male' | 'female';
  readonly lastFour: string;
}

export type IdNumberFault = {
  readonly kind: 'length' | 'character' | 'region' | 'birth' | 'checksum';
};

export interface CivilDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const LENGTH = 18;
const WEIGHTS: readonly number[] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

/** ISO 7064 MOD 11-2 over the first seventeen digits. */
export function checkCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

/** Eighteen characters of the right kind with a correct check character. */
export function isCheckedNumber(number: string): boolean {
  return /^\d{17}[\dX]$/.test(number) && checkCharacter(number) === number[17];
}

/** As printed on foreigners' permits of 2017, which have no check character that we know. */
export function isPermitNumber2017(number: string): boolean {
  return /^[A-Z]{3}\d{12}$/.test(number);
}

/** Accepts what people type and paste: spaces between groups, a small x, an input method's wide digits. */
function normaliseIdNumber(text: string): string {
  return text
    .replace(/\s/g, '')
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .toUpperCase();
}

export function parseIdNumber(text: string, today: CivilDay): Result<IdNumber, IdNumberFault> {
  const number = normaliseIdNumber(text);
  const lastFour = number.slice(-4);
  if (isPermitNumber2017(number)) return ok({ number, type: 'foreigner-2017', lastFour });
  if (!/^[A-Z]{0,3}\d*X?$/.test(number)) return fail({ kind: 'character' });
  if (number.length !== LENGTH) return fail({ kind: 'length' });
  if (!/^\d{17}[\dX]$/.test(number)) return fail({ kind: 'character' });

  const type = typeOf(number);
  if (type === undefined) return fail({ kind: 'region' });
  const birth = dashed(number.slice(6, 14));
  if (!isDay(number.slice(6, 14)) || birth < '1900' || birth > latestBirth(today)) {
    return fail({ kind: 'birth' });
  }
  if (checkCharacter(number) !== number[17]) return fail({ kind: 'checksum' });
  const sex = Number(number[16]) % 2 === 1 ? 'male' : 'female';
  return ok({ number, type, birth, sex, lastFour });
}

/** Why the typed characters can no longer become a valid number. */
export type TypedFault =
  | 'character'
  | 'region'
  | 'year'
  | 'month'
  | 'day'
  | 'checksum'
  /** More than eighteen characters. */
  | 'length';

export type Typed =
  | { readonly kind: 'open' }
  | { readonly kind: 'complete' }
  | { readonly kind: 'impossible'; readonly index: number; readonly why: TypedFault };

/**
 * What was typed on the on-screen keys so far. This needs no clock: the complete number is parsed later. A
 * foreigner's permit of 2017 has letters, which the keys lack, so it comes only by card.
 */
export function checkTyped(prefix: string): Typed {
  const typed = normaliseIdNumber(prefix);
  for (let index = 0; index < typed.length; index++) {
    const why = faultAt(typed, index);
    if (why !== undefined) return { kind: 'impossible', index, why };
  }
  return { kind: typed.length === LENGTH ? 'complete' : 'open' };
}

interface Part {
  /** The index after its last character. */
  readonly end: number;
  readonly why: TypedFault;
  readonly fits: (soFar: string) => boolean;
}

/** The parts of a number in order, each with a check whether the typed characters can still become one. */
const parts: readonly Part[] = [
  { end: 2, why: 'region', fits: canBecomeRegion },
  { end: 6, why: 'region', fits: () => true },
  { end: 8, why: 'year', fits: (soFar) => ['19', '20'].some((c) => c.startsWith(soFar.slice(6))) },
  { end: 10, why: 'year', fits: () => true },
  { end: 12, why: 'month', fits: (soFar) => canBecomeMonth(soFar.slice(10)) },
  { end: 14, why: 'day', fits: (soFar) => canBecomeDay(soFar.slice(6, 12), soFar.slice(12)) },
  { end: 17, why: 'checksum', fits: () => true },
  { end: LENGTH, why: 'checksum', fits: (soFar) => checkCharacter(soFar) === soFar[17] },
];

/** What is wrong with the character at `index`, if those before it are right. */
function faultAt(typed: string, index: number): TypedFault | undefined {
  const part = parts.find(({ end }) => index < end);
  if (!part) return 'length';
  if (!(index === 17 ? /[\dX]/ : /\d/).test(typed.charAt(index))) return 'character';
  return part.fits(typed.slice(0, index + 1)) ? undefined : part.why;
}

function canBecomeRegion(start: string): boolean {
  return start.startsWith('9') || [...provinces.keys()].some((code) => code.startsWith(start));
}

function canBecomeMonth(start: string): boolean {
  return start.length === 1 ? start <= '1' : start >= '01' && start <= '12';
}

function canBecomeDay(yearAndMonth: string, start: string): boolean {
  const days = Array.from({ length: 31 }, (_, i) => String(i + 1).padStart(2, '0'));
  return days.some((day) => day.startsWith(start) && isDay(yearAndMonth + day));
}

function typeOf(number: string): IdNumberType | undefined {
  if (number.startsWith('9')) return 'foreigner-2023';
  if (provinceOf(number) === undefined) return undefined;
  return /^8[123]/.test(number) ? 'hmt-residence' : 'citizen';
}

function isDay(digits: string): boolean {
  return isRealDay(
    Number(digits.slice(0, 4)),
    Number(digits.slice(4, 6)),
    Number(digits.slice(6, 8)),
  );
}

function dashed(digits: string): string {
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
}

/** A machine that runs this and shows an earlier year has a wrong clock. */
const WRITTEN_IN = 2026;
const LAST_DAY = '2099-12-31';

/**
 * The last birthday to accept. The clock may be wrong: two days of grace cover a time zone or a weak
 * battery. A clock before `WRITTEN_IN` (reset to 2000, say) is ignored, so that it refuses nobody; one that
 * runs ahead only accepts more. One that lags refuses at most people younger than its lag, and at a job
 * fair those are infants.
 */
function latestBirth(today: CivilDay): string {
  if (today.year < WRITTEN_IN || today.year > 2099) return LAST_DAY;
  const last = dayAfter(dayAfter(today));
  const day = `${last.year}-${two(last.month)}-${two(last.day)}`;
  return day < LAST_DAY ? day : LAST_DAY;
}

function dayAfter({ year, month, day }: CivilDay): CivilDay {
  if (isRealDay(year, month, day + 1)) return { year, month, day: day + 1 };
  return month < 12 ? { year, month: month + 1, day: 1 } : { year: year + 1, month: 1, day: 1 };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
