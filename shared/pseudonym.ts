import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * The same person at two kiosks is one person: a keyed hash of the ID number under the fair's key,
 * cut to 128 bits. Whoever holds the key can enumerate numbers, so only entrances hold it.
 */
export function pseudonymOf(fairKey: Uint8Array, idNumber: string): string {
  const mac = hmac(sha256, fairKey, utf8ToBytes(`chunfeng/person/1/${idNumber}`));
  return bytesToHex(mac.subarray(0, 16));
}

/** How a pre-registration token is kept at an entrance: not as the token, which would open the door. */
export function registrationLookup(fairKey: Uint8Array, token: string): string {
  const mac = hmac(sha256, fairKey, utf8ToBytes(`chunfeng/registration/1/${token}`));
  return bytesToHex(mac.subarray(0, 16));
}
