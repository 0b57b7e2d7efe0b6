import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

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
    /** How an entrance stores a pre-registration token: hashed, because the token itself admits its holder. */
    registrationLookup: (token: string): string => cut(`chunfeng/registration/1/${token}`),
  };
}
