/**
 * Decodes the reply to a read command into an `IdCard`: `textLen, photoLen, text, photo`; the text
 * is 256 bytes of UTF-16LE, padded with spaces. The photo is skipped and never looked at. Anything
 * that deviates from the standard is a fault: never check anybody in by a guess.
 */

import { isRealDay } from '../../../shared/calendar.ts';
import { isCheckedNumber, isPermitNumber2017 } from '../../../shared/id-number.ts';
import { plainText } from '../../../shared/names/written.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { IdCard, IdCardType } from './scan.ts';

/** Names the field for staff, never its content. */
export interface CardFault {
  readonly kind: 'card-unreadable';
  readonly field: 'lengths' | 'text' | 'name' | 'sex' | 'birth' | 'number' | 'valid-until';
}

const LENGTHS_BYTES = 4;
const TEXT_BYTES = 256;
const TYPE_AT = 248;
/** A citizen's card has a space there; an unknown letter counts as one too. */
const typeLetters: ReadonlyMap<string, IdCardType> = new Map([
  ['I', 'foreigner-2017'],
  ['J', 'hmt-residence'],
  ['Y', 'foreigner-2023'],
]);
const FOR_GOOD = '长期';

/** Offsets and lengths in bytes. */
type Place = readonly [offset: number, length: number];

interface Places {
  /** The first non-empty one. */
  readonly names: readonly (readonly Place[])[];
  readonly sex: Place;
  readonly birth: Place;
  readonly number: Place;
  readonly validUntil: Place;
  readonly address?: Place;
}

const citizen: Places = {
  names: [[[0, 30]]],
  sex: [30, 2],
  birth: [36, 16],
  address: [52, 70],
  number: [122, 36],
  validUntil: [204, 16],
};

// A foreigner's Chinese name comes first: staff call it out in the hall.
const places: Record<IdCardType, Places> = {
  citizen,
  'hmt-residence': citizen,
  'foreigner-2017': {
    names: [[[158, 30]], [[0, 120]]],
    sex: [120, 2],
    birth: [220, 16],
    number: [122, 30],
    validUntil: [204, 16],
  },
  'foreigner-2023': {
    // A long English name continues in a second field.
    names: [
      [[0, 30]],
      [
        [52, 70],
        [220, 22],
      ],
    ],
    sex: [30, 2],
    birth: [36, 16],
    number: [122, 36],
    validUntil: [204, 16],
  },
};

export function cardFromReadData(data: Uint8Array): Result<IdCard, CardFault> {
  const [high = 0, low = 0] = data;
  const text = data.subarray(LENGTHS_BYTES, LENGTHS_BYTES + TEXT_BYTES);
  if (((high << 8) | low) !== TEXT_BYTES || text.length !== TEXT_BYTES)
    return unreadable('lengths');
  return cardFromText(text);
}

function cardFromText(bytes: Uint8Array): Result<IdCard, CardFault> {
  const text = utf16(bytes);
  if (text === undefined) return unreadable('text');
  const field = (...parts: readonly Place[]): string =>
    parts
      .map(([offset, length]) => text.slice(offset / 2, (offset + length) / 2))
      .join('')
      .replace(PADDING, '');

  const type = typeLetters.get(text.charAt(TYPE_AT / 2)) ?? 'citizen';
  const at = places[type];
  const written = at.names.map((parts) => field(...parts)).find((name) => name !== '');
  if (written === undefined || UNPRINTABLE.test(written)) return unreadable('name');
  const name = plainText(written);
  if (name === '') return unreadable('name');
  const sex = sexes.get(field(at.sex));
  if (sex === undefined) return unreadable('sex');
  const birth = dayOf(field(at.birth));
  if (birth === undefined) return unreadable('birth');
  const number = field(at.number);
  if (!(type === 'foreigner-2017' ? isPermitNumber2017 : isCheckedNumber)(number)) {
    return unreadable('number');
  }
  const address = at.address === undefined ? '' : plainText(field(at.address));
  const card = { type, name, number, sex, birth, address };
  const until = field(at.validUntil);
  if (until === FOR_GOOD) return ok(card);
  const validUntil = dayOf(until);
  return validUntil === undefined ? unreadable('valid-until') : ok({ ...card, validUntil });
}

/** Cards pad with spaces; some writers use NULs or wide spaces. */
const PADDING = /[ \u3000\0]+$/;
/** Control characters: no name has them, and damaged bytes usually do. */
const UNPRINTABLE = /\p{Cc}/u;

/** GB/T 2261.1: 0 means unknown, 9 not stated. */
const sexes: ReadonlyMap<string, IdCard['sex']> = new Map([
  ['1', 'male'],
  ['2', 'female'],
  ['0', 'unknown'],
  ['9', 'unknown'],
]);

/** `19740312` to `1974-03-12`. */
function dayOf(digits: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d\d)(\d\d)$/.exec(digits) ?? [];
  if (!isRealDay(Number(year), Number(month), Number(day))) return undefined;
  return `${year}-${month}-${day}`;
}

/** Strict: half a surrogate pair means a damaged record. */
function utf16(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function unreadable(field: CardFault['field']): Result<IdCard, CardFault> {
  return fail({ kind: 'card-unreadable', field });
}
