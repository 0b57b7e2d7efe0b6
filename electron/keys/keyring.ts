import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { Fair, StationSlot } from '../../shared/fair.ts';
import { pseudonymsUnder } from '../../shared/pseudonym.ts';
import { type Sealer, sealerFor } from './seal.ts';

/** An entrance's secrets; a booth and the server hold none of them. */
export interface EntranceSecrets {
  readonly pseudonymKey: Uint8Array;
  /** The Ed25519 seed of this station's own slot. */
  readonly passSeed: Uint8Array;
}

/** What an entrance can do with its keys; the keys themselves stay in here. */
export interface Keyring {
  pseudonymOf(idNumber: string): string;
  registrationLookup(token: string): string;
  signPass(payload: Uint8Array): Uint8Array;
  readonly seal: Sealer;
}

export async function entranceKeyring(
  fair: Fair,
  slot: StationSlot,
  { pseudonymKey, passSeed }: EntranceSecrets,
): Promise<Keyring> {
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'OKP',
      crv: 'Ed25519',
      d: Buffer.from(passSeed).toString('base64url'),
      x: slot.passKey,
    },
  });
  const seal = await sealerFor(Buffer.from(fair.sealingKey, 'base64url'));
  return {
    ...pseudonymsUnder(pseudonymKey),
    signPass: (payload) => sign(null, payload, key),
    seal,
  };
}

/** Whether a slot of the fair signed this; needs public keys only. */
export function passVerifier(fair: Fair) {
  const keys = new Map<number, KeyObject>(
    fair.stations.map(({ slot, passKey }) => [
      slot,
      createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: passKey } }),
    ]),
  );
  return function verifies(slot: number, payload: Uint8Array, signature: Uint8Array): boolean {
    const key = keys.get(slot);
    return key !== undefined && verify(null, payload, key, signature);
  };
}
export type PassVerifier = ReturnType<typeof passVerifier>;
