import type { BoxContent } from '../../../shared/sync/boxes.ts';
import { suite } from './hpke-suite.ts';

/**
 * Boxes sealed to the organiser's public key with HPKE (RFC 9180, base mode, X25519, HKDF-SHA256,
 * AES-256-GCM). The sealer can't open them again.
 */
const BOX_VERSION = 1;
const INFO = new TextEncoder().encode('chunfeng/box/1');
const ENCAPSULATED_LENGTH = 32;

/** Binds a box to its owner and its content type: it can't be passed off as another's. */
export interface BoxLabel {
  readonly fair: string;
  readonly pseudonym: string;
  readonly holds: BoxContent;
}

export type Sealer = (label: BoxLabel, content: string) => Promise<Uint8Array>;

export async function sealerFor(publicKey: Uint8Array): Promise<Sealer> {
  const seal = await sealingTo(publicKey, INFO);
  return (label, content) => seal(labelBytes(label), new TextEncoder().encode(content));
}

export type Opener = (label: BoxLabel, box: Uint8Array) => Promise<string>;

/** At the organiser's station only. */
export async function openerFor(privateKey: Uint8Array): Promise<Opener> {
  const open = await openingWith(privateKey, INFO);
  return async (label, box) => new TextDecoder().decode(await open(labelBytes(label), box));
}

/** `info` names the kind of content, so that one kind can't be passed off as another. */
export async function sealingTo(publicKey: Uint8Array, info: Uint8Array) {
  const key = await suite.DeserializePublicKey(publicKey);
  return async (label: Uint8Array, content: Uint8Array): Promise<Uint8Array> => {
    const sealed = await suite.Seal(key, content, { info, aad: label });
    const { encapsulatedSecret, ciphertext } = sealed;
    return Buffer.concat([Uint8Array.of(BOX_VERSION), encapsulatedSecret, ciphertext]);
  };
}

export async function openingWith(privateKey: Uint8Array, info: Uint8Array) {
  const key = await suite.DeserializePrivateKey(privateKey);
  return async (label: Uint8Array, box: Uint8Array): Promise<Uint8Array> => {
    if (box[0] !== BOX_VERSION) throw new Error('a box of a version that is not known');
    const encapsulated = box.subarray(1, 1 + ENCAPSULATED_LENGTH);
    const sealed = box.subarray(1 + ENCAPSULATED_LENGTH);
    return suite.Open(key, encapsulated, sealed, { info, aad: label });
  };
}

function labelBytes({ fair, pseudonym, holds }: BoxLabel): Uint8Array {
  return new TextEncoder().encode(`${fair}/${pseudonym}/${holds}`);
}
