import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { slotSchema } from '../../../shared/facts.ts';
import { pinSchema } from '../../../shared/fair.ts';
import { signedText } from '../../../shared/signed-text.ts';
import { ROOT_LENGTH, secretOf } from './fair-root.ts';

/** All private keys of a fair. They are made once and stay with the organiser. */

export const keySchema = z
  .base64url()
  .length(43)
  .transform((text): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url')));

/** What staff type, and what allows a change of a station's role. Neither is in a file that is not encrypted. */
export const pinsSchema = z.strictObject({ staffPin: pinSchema, organiserPin: pinSchema });
export type Pins = z.infer<typeof pinsSchema>;

export const fairKeysSchema = z.strictObject({
  /** Makes people's pseudonyms; entrances hold it, too. */
  pseudonymKey: keySchema,
  /** X25519: opens what stations seal. */
  sealingKey: keySchema,
  /** Ed25519 seed: signs the fair and its revisions. */
  signingKey: keySchema,
  /** Ed25519 seeds of the station slots. */
  passKeys: z.array(z.strictObject({ slot: slotSchema, seed: keySchema })).min(1),
  /** Absent in an older fair, which has them in its public file. */
  pins: pinsSchema.exactOptional(),
  /** What all of these come from; absent in a fair from before there was one. */
  root: keySchema.exactOptional(),
});
export type FairKeys = z.infer<typeof fairKeysSchema>;

export const makeFairKeys = (
  slots: readonly number[],
  randomBytes: (length: number) => Uint8Array,
): FairKeys => keysOfRoot(randomBytes(ROOT_LENGTH), slots);

export function keysOfRoot(root: Uint8Array, slots: readonly number[]): FairKeys {
  return {
    root,
    pseudonymKey: secretOf(root, 'pseudonym'),
    sealingKey: secretOf(root, 'sealing'),
    signingKey: secretOf(root, 'signing'),
    passKeys: slots.map((slot) => ({ slot, seed: secretOf(root, `pass/${slot}`) })),
  };
}

export function fairKeysJson(keys: FairKeys): string {
  const { pseudonymKey, sealingKey, signingKey, passKeys, pins, root } = keys;
  return JSON.stringify({
    ...(pins && { pins }),
    ...(root && { root: keyText(root) }),
    pseudonymKey: keyText(pseudonymKey),
    sealingKey: keyText(sealingKey),
    signingKey: keyText(signingKey),
    passKeys: passKeys.map(({ slot, seed }) => ({ slot, seed: keyText(seed) })),
  });
}

export function keyText(key: Uint8Array): string {
  return Buffer.from(key).toString('base64url');
}

/** The first 4 bytes of SHA-256 over the public sealing key bind a fair's name to its key. */
export function fairIdOf(publicSealingKey: Uint8Array): string {
  return bytesToHex(sha256(publicSealingKey).subarray(0, 4));
}

/** The PKCS#8 prefix of RFC 8410 for 32 raw bytes, since Node takes no raw private key. */
const PKCS8 = {
  ed25519: Buffer.from('302e020100300506032b657004220420', 'hex'),
  x25519: Buffer.from('302e020100300506032b656e04220420', 'hex'),
} as const;

export function privateKeyOf(type: keyof typeof PKCS8, raw: Uint8Array) {
  return createPrivateKey({
    key: Buffer.concat([PKCS8[type], raw]),
    format: 'der',
    type: 'pkcs8',
  });
}

/** The public key of a raw private key, in the fair's encoding. */
export function publicKeyText(type: keyof typeof PKCS8, raw: Uint8Array): string {
  const { x } = createPublicKey(privateKeyOf(type, raw)).export({ format: 'jwk' });
  return z.string().parse(x);
}

export function ed25519PublicKey(x: string) {
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
}

const signedBytes = (domain: string, text: string): Buffer => Buffer.from(signedText(domain, text));

export function signText(domain: string, text: string, signingKey: Uint8Array): Uint8Array {
  return sign(null, signedBytes(domain, text), privateKeyOf('ed25519', signingKey));
}

export function isSigned(
  domain: string,
  text: string,
  signature: Uint8Array,
  publicKey: string,
): boolean {
  return verify(null, signedBytes(domain, text), ed25519PublicKey(publicKey), signature);
}
