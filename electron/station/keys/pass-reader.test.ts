import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { decodeBase45 } from '../../../shared/base45.ts';
import { encodePayload, PASS_PREFIX, type Pass, passText } from '../../../shared/pass.ts';
import { loadSampleFair, type SampleFair } from '../sample/sample-fair.ts';
import { entranceKeyring } from './keyring.ts';
import { passReader } from './pass-reader.ts';

let sample: SampleFair;
let issued: readonly string[];
beforeAll(async () => {
  sample = await loadSampleFair(
    join(import.meta.dirname, '../../../resources/fairs/street-market'),
  );
  issued = await Promise.all([1, 2, 3].map((slot) => issue(slot)));
});

const pass = (station: number, fair = sample.fair.id): Pass => ({
  fair,
  pseudonym: `${station}a`.repeat(16),
  station,
  minute: 30_000_000,
  surname: { text: '周', title: 'mr' },
  education: 'vocational',
  trades: ['logistics', 'catering'],
  reissue: 0,
});

async function issue(slot: number, fair = sample.fair.id): Promise<string> {
  const passSeed = sample.keys.passKeys.get(slot);
  if (!passSeed) throw new Error(`no slot ${slot}`);
  const { pseudonymKey } = sample.keys;
  const keyring = await entranceKeyring(sample.fair, { pseudonymKey, passSeed });
  const payload = encodePayload(pass(slot, fair));
  return passText(payload, keyring.signPass(payload));
}

/**
 * Some are base45 characters, some are not, and some are what a wrong keyboard layout makes of
 * them.
 */
const character = fc.oneof(
  fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'),
  fc.constantFrom('a', 'z', '@', '_', '：', '０', '\0', '\n', '�'),
);

/** What a forger, a scratched label or a wrong keyboard layout makes of genuine passes. */
const mutated = fc
  .tuple(fc.nat(2), fc.nat(2), fc.nat(153), fc.nat(153), character, fc.nat(5))
  .map(([one, other, at, to, typed, how]) => {
    const a = issued[one] ?? '';
    const b = issued[other] ?? '';
    switch (how) {
      case 0:
        return a.slice(0, at) + typed + a.slice(at + 1);
      case 1:
        return a.slice(0, at) + a.slice(at + 1);
      case 2:
        return a.slice(0, at) + typed + a.slice(at);
      case 3:
        return a.slice(0, at) + b.slice(at);
      case 4:
        return a.slice(0, Math.min(at, to)) + a.slice(Math.max(at, to));
      default:
        return a.slice(0, at) + a.charAt(to) + a.slice(at + 1);
    }
  });

/** One flipped bit of payload or signature, in any of the hundred bytes. */
const turned = fc.tuple(fc.nat(2), fc.nat(99), fc.nat(7)).map(([one, at, bit]) => {
  const bytes = decodeBase45((issued[one] ?? '').slice(PASS_PREFIX.length));
  if (!bytes.ok) throw new Error('a pass that can’t be decoded was issued');
  const altered = Uint8Array.from(bytes.value);
  altered[at] = (altered[at] ?? 0) ^ (1 << bit);
  return passText(altered.subarray(0, 36), altered.subarray(36));
});

describe('a pass', () => {
  it('of each entrance reads as it was issued', () => {
    const read = passReader(sample.fair);
    expect(issued.map((text) => read(text))).toEqual(
      [1, 2, 3].map((slot) => ({ ok: true, value: pass(slot) })),
    );
  });

  it.each([
    ['mangled ten thousand times', mutated, 10_000],
    ['with any flipped bit', turned, 3_000],
  ] as const)('%s is never accepted', (_, passes, numRuns) => {
    const read = passReader(sample.fair);
    fc.assert(
      fc.property(passes, (text) => issued.includes(text) || !read(text).ok),
      { numRuns },
    );
  });

  it('of another fair is refused as such, even with our key’s signature', async () => {
    const read = passReader(sample.fair);
    expect(read(await issue(1, '00000001'))).toEqual({
      ok: false,
      fault: { kind: 'code-of-other-fair' },
    });
  });

  it('of a revoked entrance is reported as such; its forgery stays a forgery', async () => {
    const read = passReader({ ...sample.fair, revoked: [2] });
    const [one = '', two = ''] = issued;
    expect(read(one).ok).toBe(true);
    expect(read(two)).toEqual({ ok: false, fault: { kind: 'pass-revoked' } });
    const forged = passText(encodePayload(pass(2)), new Uint8Array(64));
    expect(read(forged)).toEqual({ ok: false, fault: { kind: 'pass-forged' } });
  });

  it('of an entrance is refused from the moment that its revocation is known (P45)', () => {
    const revoked: number[] = [];
    const read = passReader(sample.fair, () => revoked);
    const [, two = ''] = issued;
    expect(read(two).ok).toBe(true);
    revoked.push(2);
    expect(read(two)).toEqual({ ok: false, fault: { kind: 'pass-revoked' } });
  });

  it('is valid at any minute, since no clock alone refuses anyone', async () => {
    const read = passReader(sample.fair);
    const passSeed = sample.keys.passKeys.get(1) ?? new Uint8Array();
    const { pseudonymKey } = sample.keys;
    const keyring = await entranceKeyring(sample.fair, { pseudonymKey, passSeed });
    for (const minute of [0, 1, 2 ** 32 - 1]) {
      const payload = encodePayload({ ...pass(1), minute });
      expect(read(passText(payload, keyring.signPass(payload))).ok).toBe(true);
    }
  });
});
