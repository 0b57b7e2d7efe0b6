import { hkdfSync, scryptSync, sign } from 'node:crypto';
import { expect, it } from 'vitest';
import { privateKeyOf, publicKeyText } from './fair-keys.ts';

/** The examples of the RFCs that our keys follow, run through the functions that we call. */

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const url = (text: string): string => hex(text).toString('base64url');

it('HKDF-SHA256 matches RFC 5869 A.1', () => {
  const derived = hkdfSync(
    'sha256',
    Buffer.alloc(22, 0x0b),
    hex('000102030405060708090a0b0c'),
    hex('f0f1f2f3f4f5f6f7f8f9'),
    42,
  );
  expect(Buffer.from(derived).toString('hex')).toBe(
    '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
  );
});

it('scrypt matches RFC 7914 section 12', () => {
  const derived = scryptSync('pleaseletmein', 'SodiumChloride', 64, { N: 16_384, r: 8, p: 1 });
  expect(derived.toString('hex')).toBe(
    '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2' +
      'd5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887',
  );
});

it('Ed25519 keys and signatures match RFC 8032, 7.1 test 2', () => {
  const seed = hex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb');
  expect(publicKeyText('ed25519', seed)).toBe(
    url('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c'),
  );
  expect(sign(null, hex('72'), privateKeyOf('ed25519', seed)).toString('hex')).toBe(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
      '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  );
});

it('X25519 keys match RFC 7748, 6.1', () => {
  const alice = hex('77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a');
  expect(publicKeyText('x25519', alice)).toBe(
    url('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a'),
  );
});
