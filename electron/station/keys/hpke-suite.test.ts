import {
  AEAD_AES_128_GCM,
  AEAD_AES_256_GCM,
  CipherSuite,
  KDF_HKDF_SHA256,
  KEM_DHKEM_X25519_HKDF_SHA256,
} from 'hpke';
import { describe, expect, it } from 'vitest';
import { kdf, kem, suite } from './hpke-suite.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (raw: Uint8Array): string => Buffer.from(raw).toString('hex');

/** RFC 9180, appendix A.1.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode. */
const rfc = {
  info: '4f6465206f6e2061204772656369616e2055726e',
  ikmRecipient: '6db9df30aa07dd42ee5e8181afdb977e538f5e1fec8a06223f33f7013e525037',
  publicKey: '3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d',
  privateKey: '4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8',
  enc: '37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431',
  sharedSecret: 'fe0e18c9f024ce43799ae393c7e8fe8fce9d218875e8227b0187c04e7d2ea1fc',
  aad: '436f756e742d30',
  plaintext: '4265617574792069732074727574682c20747275746820626561757479',
  ciphertext:
    'f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a',
};

describe('our HPKE suite follows RFC 9180', () => {
  it('derives the key pair of the vector', async () => {
    const { publicKey, privateKey } = await kem.DeriveKeyPair(bytes(rfc.ikmRecipient), true);
    expect(hex(await kem.SerializePublicKey(publicKey))).toBe(rfc.publicKey);
    expect(hex(await kem.SerializePrivateKey(privateKey))).toBe(rfc.privateKey);
  });

  it('decapsulates the shared secret of the vector', async () => {
    const key = await kem.DeserializePrivateKey(bytes(rfc.privateKey), true);
    expect(hex(await kem.Decap(bytes(rfc.enc), key, undefined))).toBe(rfc.sharedSecret);
  });

  it('opens what the vector sealed', async () => {
    const suite128 = new CipherSuite(
      () => kem,
      () => kdf,
      AEAD_AES_128_GCM,
    );
    const key = await suite128.DeserializePrivateKey(bytes(rfc.privateKey));
    const opened = await suite128.Open(key, bytes(rfc.enc), bytes(rfc.ciphertext), {
      info: bytes(rfc.info),
      aad: bytes(rfc.aad),
    });
    expect(hex(opened)).toBe(rfc.plaintext);
  });

  it('exchanges boxes with the package’s own primitives', async () => {
    const web = new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM);
    const options = { info: bytes(rfc.info), aad: bytes(rfc.aad) };
    const message = bytes(rfc.plaintext);

    const ours = await suite.Seal(
      await suite.DeserializePublicKey(bytes(rfc.publicKey)),
      message,
      options,
    );
    const webKey = await web.DeserializePrivateKey(bytes(rfc.privateKey));
    const openedByWeb = web.Open(webKey, ours.encapsulatedSecret, ours.ciphertext, options);
    expect(hex(await openedByWeb)).toBe(rfc.plaintext);

    const theirs = await web.Seal(
      await web.DeserializePublicKey(bytes(rfc.publicKey)),
      message,
      options,
    );
    const key = await suite.DeserializePrivateKey(bytes(rfc.privateKey));
    const opened = suite.Open(key, theirs.encapsulatedSecret, theirs.ciphertext, options);
    expect(hex(await opened)).toBe(rfc.plaintext);
  });

  it('refuses a public key that would make every secret the same', async () => {
    const zero = await suite.DeserializePublicKey(new Uint8Array(32));
    await expect(suite.Seal(zero, bytes(rfc.plaintext))).rejects.toThrow();
  });
});
