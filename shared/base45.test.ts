import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase45, encodeBase45 } from './base45.ts';

const utf8 = new TextEncoder();

describe('base45', () => {
  it.each([
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
  ])('encodes %s as in RFC 9285', (plain, encoded) => {
    expect(encodeBase45(utf8.encode(plain))).toBe(encoded);
    expect(decodeBase45(encoded)).toEqual({ ok: true, value: utf8.encode(plain) });
  });

  it.each(['GGW', ':::', 'A', 'ab8', 'FGW0', '::'])(
    'refuses %s, which encodes no bytes',
    (text) => {
      const decoded = decodeBase45(text);
      if (decoded.ok) expect(encodeBase45(decoded.value)).toBe(text);
      else expect(decoded.fault.kind).toBe('not-base45');
    },
  );

  it('decodes to the bytes that were encoded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        expect(decodeBase45(encodeBase45(bytes))).toEqual({ ok: true, value: bytes });
      }),
    );
  });
});
