import type { BoxContent } from '../store/people.ts';
import { suite } from './hpke-suite.ts';

/**
 * Boxes sealed to the organiser's public key by HPKE (RFC 9180, base mode, X25519, HKDF-SHA256,
 * AES-256-GCM). Who sealed one cannot open it again.
 */
const BOX_VERSION = 1;
const INFO = new TextEncoder().encode('chunfeng/box/1');
const ENCAPSULATED_LENGTH = 32;

/** Whose box it is and what it holds: a box can't be passed off as another's. */
export interface BoxLabel {
  readonly fair: string;
  readonly pseudonym: string;
  readonly holds: BoxContent;
}

export type Sealer = (label: BoxLabel, content: string) => Promise<Uint8Array>;

export async function sealerFor(publicKey: Uint8Array): Promise<Sealer> {
  const key = await suite.DeserializePublicKey(publicKey);
  return async (label, content) => {
    const { encapsulatedSecret, ciphertext } = await suite.Seal(
      key,
      new TextEncoder().encode(content),
      { info: INFO, aad: labelBytes(label) },
    );
    return Buffer.concat([Uint8Array.of(BOX_VERSION), encapsulatedSecret, ciphertext]);
  };
}

export type Opener = (label: BoxLabel, box: Uint8Array) => Promise<string>;

/** At the organiser's station only. */
export async function openerFor(privateKey: Uint8Array): Promise<Opener> {
  const key = await suite.DeserializePrivateKey(privateKey);
  return async (label, box) => {
    if (box[0] !== BOX_VERSION) throw new Error('a box of a version that is not known');
    const content = await suite.Open(
      key,
      box.subarray(1, 1 + ENCAPSULATED_LENGTH),
      box.subarray(1 + ENCAPSULATED_LENGTH),
      { info: INFO, aad: labelBytes(label) },
    );
    return new TextDecoder().decode(content);
  };
}

function labelBytes({ fair, pseudonym, holds }: BoxLabel): Uint8Array {
  return new TextEncoder().encode(`${fair}/${pseudonym}/${holds}`);
}
