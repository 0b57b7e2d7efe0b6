import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** What a registered person's code carries in front of their token. */
export const REGISTRATION_PREFIX = 'CFR1:';

/**
 * The same person at two kiosks is one person: a keyed hash of the ID number under the fair's key,
 * cut to 128 bits. Whoever holds the key can enumerate numbers, so only entrances hold it.
 */
export function pseudonymsUnder(fairKey: Uint8Array) {
  const keyed = hmac.create(sha256, fairKey);
  const cut = (text: string): string =>
    bytesToHex(keyed.clone().update(utf8ToBytes(text)).digest().subarray(0, 16));
  return {
    pseudonymOf: (idNumber: string): string => cut(`chunfeng/person/1/${idNumber}`),
    /** How a pre-registration token is kept at an entrance: not as the token, which would open the door. */
    registrationLookup: (token: string): string => cut(`chunfeng/registration/1/${token}`),
  };
}
