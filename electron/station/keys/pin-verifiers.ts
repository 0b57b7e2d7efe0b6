import { scrypt } from 'node:crypto';
import type { Pins } from './fair-keys.ts';
import { secretOf, type TypedPins } from './fair-root.ts';

/**
 * scrypt's cost for a PIN: about 50 ms here. It slows an attacker who reads a verifier, and does not stop them.
 */
const PIN_COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;
const SALT_LENGTH = 16;

export function hashPin(pin: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, 32, PIN_COST, (error, hash) => {
      if (error) reject(error);
      else resolve(hash);
    });
  });
}

/** What stations compare a typed PIN with. From the same root it is the same again. */
export async function pinVerifiers(root: Uint8Array, typed: TypedPins): Promise<Pins> {
  const verifier = async (pin: string, holder: string) => {
    const salt = secretOf(root, `pin-salt/${holder}`, SALT_LENGTH);
    const hash = await hashPin(pin, salt);
    return { salt: Buffer.from(salt).toString('base64url'), hash: hash.toString('base64url') };
  };
  return {
    staffPin: await verifier(typed.staffPin, 'staff'),
    organiserPin: await verifier(typed.organiserPin, 'organiser'),
  };
}
