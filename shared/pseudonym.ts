import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export type Pseudonyms = ReturnType<typeof pseudonymsUnder>;

/** Who somebody with this ID number is now. */
export interface PersonNow {
  readonly pseudonym: string;
  /** The order that erased who they were before. */
  readonly follows?: string;
  /** Further pseudonyms, where entrances that knew nothing of each other both erased them. */
  readonly also: readonly string[];
}

/** Follows the orders of erasure from the first pseudonym of an ID number to those that none covers. */
export function personNow(
  { pseudonymOf, pseudonymAfter }: Pick<Pseudonyms, 'pseudonymOf' | 'pseudonymAfter'>,
  idNumber: string,
  ordersOn: (pseudonym: string) => readonly string[],
): PersonNow {
  const ends: Omit<PersonNow, 'also'>[] = [];
  const walk = (pseudonym: string, follows: string | undefined): void => {
    const orders = ordersOn(pseudonym);
    if (orders.length === 0) ends.push({ pseudonym, ...(follows !== undefined && { follows }) });
    for (const order of orders) walk(pseudonymAfter(order, idNumber), order);
  };
  walk(pseudonymOf(idNumber), undefined);
  const [now, ...others] = ends;
  if (!now) throw new Error('every pseudonym of a person is erased');
  return { ...now, also: others.map(({ pseudonym }) => pseudonym) };
}

/** The prefix of a registered person's code, before their token. */
export const REGISTRATION_PREFIX = 'CFR1:';

/**
 * Makes the same person at two kiosks one person: a keyed hash of the ID number under the fair's key, cut
 * to 128 bits. With the key one can enumerate numbers, so only entrances have it.
 */
export function pseudonymsUnder(fairKey: Uint8Array) {
  const keyed = hmac.create(sha256, fairKey);
  const cut = (text: string): string =>
    bytesToHex(keyed.clone().update(utf8ToBytes(text)).digest().subarray(0, 16));
  return {
    pseudonymOf: (idNumber: string): string => cut(`chunfeng/person/1/${idNumber}`),
    /** Of somebody whom this order erased, and who then came and agreed again. */
    pseudonymAfter: (order: string, idNumber: string): string =>
      cut(`chunfeng/person/2/${order}/${idNumber}`),
    /** How an entrance stores a pre-registration token: hashed, because the token itself admits its holder. */
    registrationLookup: (token: string): string => cut(`chunfeng/registration/1/${token}`),
  };
}
