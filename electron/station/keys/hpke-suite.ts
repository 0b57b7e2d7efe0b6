import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import {
  type AEAD,
  CipherSuite,
  concat,
  encode,
  I2OSP,
  type KDF,
  type KEM,
  type Key,
  LabeledExpand,
  LabeledExtract,
} from 'hpke';

/**
 * HPKE (RFC 9180) with Node's own crypto: X25519, HKDF-SHA256, AES-256-GCM. The construction is the
 * package's. Its default, Web Cryptography, waits for a thread in each of twenty small steps, while
 * people queue for their box to be sealed. Tests check it against the RFC's vectors.
 */

const HASH_BYTES = 32;
const KEY_BYTES = 32;
const TAG_BYTES = 16;
const KEM_X25519 = 0x0020;

export const kdf: KDF = {
  id: 0x0001,
  type: 'KDF',
  name: 'HKDF-SHA256',
  Nh: HASH_BYTES,
  stages: 2,
  Extract: async (salt, ikm) => extract(sha256, ikm, salt),
  Expand: async (prk, info, length) => expand(sha256, prk, info, length),
  Derive: () => Promise.reject(new Error('HKDF has two stages')),
};

const aead: AEAD = {
  id: 0x0002,
  type: 'AEAD',
  name: 'AES-256-GCM',
  Nk: KEY_BYTES,
  Nn: 12,
  Nt: TAG_BYTES,
  async Seal(key, nonce, aad, plaintext) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    cipher.setAAD(aad);
    const sealed = cipher.update(plaintext);
    cipher.final();
    return concat(sealed, cipher.getAuthTag());
  },
  async Open(key, nonce, aad, sealed) {
    const end = sealed.length - TAG_BYTES;
    if (end < 0) throw new Error('shorter than its tag');
    const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(aad);
    cipher.setAuthTag(sealed.subarray(end));
    const opened = cipher.update(sealed.subarray(0, end));
    // Throws if a single bit has changed.
    cipher.final();
    return new Uint8Array(opened);
  },
};

/** A key as the package passes it around; only these functions read its contents. */
interface X25519Key extends Key {
  readonly object: KeyObject;
  /** The public half, also present in a private key. */
  readonly rawPublic: Uint8Array;
}

const suiteId = concat(encode('KEM'), I2OSP(KEM_X25519, 2));

async function sharedSecret(dh: Uint8Array, context: Uint8Array): Promise<Uint8Array> {
  const prk = await LabeledExtract(kdf, suiteId, new Uint8Array(0), encode('eae_prk'), dh);
  return LabeledExpand(kdf, suiteId, prk, encode('shared_secret'), context, HASH_BYTES);
}

function wrap(type: 'public' | 'private', object: KeyObject, raw?: Uint8Array): X25519Key {
  const open = type === 'public' ? object : createPublicKey(object);
  return {
    algorithm: { name: 'X25519' },
    extractable: true,
    type,
    object,
    rawPublic: raw ?? unprefixed(open.export({ format: 'der', type: 'spki' }), SPKI),
  };
}

/** The DER prefix of a raw key (RFC 8410). */
const SPKI = Buffer.from('302a300506032b656e032100', 'hex');
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex');

function publicKeyOf(raw: Uint8Array): KeyObject {
  if (raw.length !== KEY_BYTES) throw new Error(`a public key has ${KEY_BYTES} bytes`);
  return createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' });
}

function privateKeyOf(raw: Uint8Array): KeyObject {
  if (raw.length !== KEY_BYTES) throw new Error(`a private key has ${KEY_BYTES} bytes`);
  return createPrivateKey({ key: Buffer.concat([PKCS8, raw]), format: 'der', type: 'pkcs8' });
}

function unprefixed(der: Buffer, prefix: Buffer): Uint8Array {
  return new Uint8Array(der.subarray(prefix.length));
}

export const kem: KEM<X25519Key> = {
  id: KEM_X25519,
  type: 'KEM',
  name: 'DHKEM(X25519, HKDF-SHA256)',
  Nsecret: HASH_BYTES,
  Nenc: KEY_BYTES,
  Npk: KEY_BYTES,
  Nsk: KEY_BYTES,
  async DeriveKeyPair(ikm) {
    const prk = await LabeledExtract(kdf, suiteId, new Uint8Array(0), encode('dkp_prk'), ikm);
    const raw = await LabeledExpand(kdf, suiteId, prk, encode('sk'), new Uint8Array(0), KEY_BYTES);
    return pair(privateKeyOf(raw));
  },
  GenerateKeyPair: async () => pair(generateKeyPairSync('x25519').privateKey),
  SerializePublicKey: async ({ rawPublic }) => rawPublic,
  DeserializePublicKey: async (raw) => wrap('public', publicKeyOf(raw), Uint8Array.from(raw)),
  SerializePrivateKey: async ({ object }) =>
    unprefixed(object.export({ format: 'der', type: 'pkcs8' }), PKCS8),
  DeserializePrivateKey: async (raw) => wrap('private', privateKeyOf(raw)),
  async Encap(recipient) {
    const { privateKey, publicKey } = generateKeyPairSync('x25519');
    const enc = unprefixed(publicKey.export({ format: 'der', type: 'spki' }), SPKI);
    const dh = diffieHellman({ privateKey, publicKey: recipient.object });
    return { shared_secret: await sharedSecret(dh, concat(enc, recipient.rawPublic)), enc };
  },
  async Decap(enc, recipient) {
    const dh = diffieHellman({ privateKey: recipient.object, publicKey: publicKeyOf(enc) });
    return sharedSecret(dh, concat(enc, recipient.rawPublic));
  },
};

function pair(privateKey: KeyObject) {
  return {
    privateKey: wrap('private', privateKey),
    publicKey: wrap('public', createPublicKey(privateKey)),
  };
}

export const suite = new CipherSuite(
  () => kem,
  () => kdf,
  () => aead,
);
