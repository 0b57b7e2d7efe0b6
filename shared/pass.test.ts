import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { educations, trades } from './codes.ts';
import {
  encodePayload,
  type Pass,
  passText,
  readPassText,
  readShortCode,
  shortOf,
  shortCode,
} from './pass.ts';
import { compoundSurnames } from './names/surname.ts';

const hex = (bytes: number) =>
  fc
    .uint8Array({ minLength: bytes, maxLength: bytes })
    .map((some) => Buffer.from(some).toString('hex'));

const anyPass: fc.Arbitrary<Pass> = fc.record(
  {
    fair: hex(4),
    pseudonym: hex(16),
    station: fc.integer({ min: 1, max: 65_535 }),
    minute: fc.integer({ min: 0, max: 0xffffffff }),
    surname: fc.record({
      text: fc.constantFrom('', '王', '㛃', '𠮷', 'S', ...compoundSurnames),
      title: fc.constantFrom('none', 'mr', 'ms', 'anonymous'),
    }),
    education: fc.constantFrom(...educations.map((known) => known.code)),
    trades: fc.uniqueArray(fc.constantFrom(...trades.map((known) => known.code)), { maxLength: 4 }),
    reissue: fc.integer({ min: 0, max: 255 }),
  },
  { requiredKeys: ['fair', 'pseudonym', 'station', 'minute', 'surname', 'trades', 'reissue'] },
);
const signature = new Uint8Array(64).fill(7);

describe('a pass', () => {
  it('decodes to everything that was encoded', () => {
    fc.assert(
      fc.property(anyPass, (pass) => {
        const read = readPassText(passText(encodePayload(pass), signature));
        expect(read.ok && read.value.pass).toEqual(pass);
        expect(read.ok && read.value.signature).toEqual(signature);
      }),
    );
  });

  it('is 154 characters long, so that it fits a version 6-M symbol', () => {
    fc.assert(
      fc.property(anyPass, (pass) => {
        expect(passText(encodePayload(pass), signature)).toHaveLength(154);
      }),
    );
  });

  it.each([
    ['https://example.cn/', 'not-a-pass'],
    ['CF1:', 'damaged'],
    ['CF1:lower case', 'damaged'],
  ])('refuses to decode %j', (text, kind) => {
    expect(readPassText(text)).toEqual({ ok: false, fault: { kind } });
  });

  it('of a later version reports its version and is not misread', () => {
    const payload = new Uint8Array(36);
    payload[0] = 2;
    expect(readPassText(passText(payload, signature))).toEqual({
      ok: false,
      fault: { kind: 'newer-version' },
    });
  });
});

describe('the short code', () => {
  it('decodes to the first forty bits of the pseudonym (F25)', () => {
    fc.assert(
      fc.property(hex(16), (pseudonym) => {
        expect(readShortCode(shortCode(pseudonym))).toEqual({
          ok: true,
          value: shortOf(pseudonym),
        });
      }),
    );
  });

  it('may be typed in small letters, without hyphens, with O or l', () => {
    const code = shortCode('0840000000ffffffffffffffffffffff');
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(readShortCode(typed)).toEqual({ ok: true, value: `0840000000${'0'.repeat(22)}` });
  });

  it('is refused if one character is mistyped', () => {
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    fc.assert(
      fc.property(
        hex(16),
        fc.nat({ max: 8 }),
        fc.constantFrom(...alphabet),
        (pseudonym, at, other) => {
          const code = shortCode(pseudonym).replaceAll('-', '');
          fc.pre(code[at] !== other);
          const mistyped = code.slice(0, at) + other + code.slice(at + 1);
          expect(readShortCode(mistyped)).toEqual({ ok: false, fault: { kind: 'mistyped' } });
        },
      ),
    );
  });
});
