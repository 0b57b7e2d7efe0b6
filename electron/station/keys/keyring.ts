import { type KeyObject, sign, verify } from 'node:crypto';
import type { Fair } from '../../../shared/fair.ts';
import { type Pseudonyms, pseudonymsUnder } from '../../../shared/pseudonym.ts';
import { ed25519PublicKey, privateKeyOf } from './fair-keys.ts';
import { type Sealer, sealerFor } from './seal.ts';

/** An entrance's secrets; a booth and the server hold none of them. */
export interface EntranceSecrets {
  readonly pseudonymKey: Uint8Array;
  /** The Ed25519 seed of this station's own slot. */
  readonly passSeed: Uint8Array;
}

/** What an entrance can do with its keys. The keys themselves never leave this object. */
export interface Keyring extends Pseudonyms {
  signPass(payload: Uint8Array): Uint8Array;
  readonly seal: Sealer;
}

export async function entranceKeyring(
  fair: Fair,
  { pseudonymKey, passSeed }: EntranceSecrets,
): Promise<Keyring> {
  const key = privateKeyOf('ed25519', passSeed);
  const seal = await sealerFor(Buffer.from(fair.sealingKey, 'base64url'));
  return {
    ...pseudonymsUnder(pseudonymKey),
    signPass: (payload) => sign(null, payload, key),
    seal,
  };
}

export type PassJudgement = 'good' | 'forged' | 'revoked';

/**
 * Whether an entrance of the fair signed this. Needs only public keys, so a booth can check too.
 */
export function passVerifier(
  fair: Pick<Fair, 'stations' | 'revoked'>,
  revoked: () => readonly number[] = () => fair.revoked,
) {
  const keys = new Map<number, KeyObject>(
    fair.stations
      .filter(({ role }) => role === 'entrance')
      .map(({ slot, passKey }) => [slot, ed25519PublicKey(passKey)]),
  );
  return function judge(slot: number, payload: Uint8Array, signature: Uint8Array): PassJudgement {
    const key = keys.get(slot);
    if (!key || !verify(null, payload, key, signature)) return 'forged';
    return revoked().includes(slot) ? 'revoked' : 'good';
  };
}
