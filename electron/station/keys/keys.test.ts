import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadSampleFair, type SampleFair } from '../sample/sample-fair.ts';
import { entranceKeyring, type Keyring, passVerifier } from './keyring.ts';
import { type BoxLabel, openerFor, sealerFor } from './seal.ts';

let sample: SampleFair;
beforeAll(async () => {
  sample = await loadSampleFair(
    join(import.meta.dirname, '../../../resources/fairs/street-market'),
  );
});

const label: BoxLabel = { fair: '19c48f04', pseudonym: 'a1'.repeat(16), holds: 'identity' };
const CONTENT = '{"name":"周建国","number":"349981196805209014"}';

async function sealed(content = CONTENT): Promise<Uint8Array> {
  const seal = await sealerFor(Buffer.from(sample.fair.sealingKey, 'base64url'));
  return seal(label, content);
}

function keyringOf(slot: number): Promise<Keyring> {
  const passSeed = sample.keys.passKeys.get(slot);
  if (!passSeed) throw new Error(`no slot ${slot}`);
  return entranceKeyring(sample.fair, {
    pseudonymKey: sample.keys.pseudonymKey,
    passSeed,
  });
}

describe('a sealed box', () => {
  it("opens with the organiser's key under its own label", async () => {
    const open = await openerFor(sample.keys.sealingKey);
    expect(await open(label, await sealed())).toBe(CONTENT);
  });

  it('opens with no other key', async () => {
    const open = await openerFor(new Uint8Array(32).fill(7));
    await expect(open(label, await sealed())).rejects.toThrow();
  });

  it.each([
    ['fair', { ...label, fair: 'ffffffff' }],
    ['person', { ...label, pseudonym: 'b2'.repeat(16) }],
    ['kind of content', { ...label, holds: 'phone' }],
  ] as const)('can’t be passed off as another %s’s', async (_, other) => {
    const open = await openerFor(sample.keys.sealingKey);
    await expect(open(other, await sealed())).rejects.toThrow();
  });

  it('reveals nothing of its content, and never looks the same twice', async () => {
    const one = Buffer.from(await sealed());
    const other = Buffer.from(await sealed());
    expect(one.equals(other)).toBe(false);
    expect(one.subarray(1, 33).equals(other.subarray(1, 33))).toBe(false);
    expect(one.includes('349981196805209014')).toBe(false);
    expect(one.includes('周建国')).toBe(false);
  });

  it('does not open if any byte is changed or missing', async () => {
    const open = await openerFor(sample.keys.sealingKey);
    const box = await sealed('王');
    for (const i of box.keys()) {
      const tampered = Uint8Array.from(box);
      tampered[i] = (tampered[i] ?? 0) ^ 1;
      await expect(open(label, tampered), `byte ${i}`).rejects.toThrow();
    }
    for (const length of [0, 1, 33, box.length - 1]) {
      await expect(open(label, box.subarray(0, length)), `${length} bytes`).rejects.toThrow();
    }
  });

  it('made by an entrance’s keyring opens with the organiser’s key', async () => {
    const { seal } = await keyringOf(1);
    const open = await openerFor(sample.keys.sealingKey);
    expect(await open(label, await seal(label, CONTENT))).toBe(CONTENT);
  });
});

describe('a signed pass', () => {
  const payload = new Uint8Array(36).fill(9);

  it('verifies only for the slot that signed it', async () => {
    const judge = passVerifier(sample.fair);
    const signature = (await keyringOf(1)).signPass(payload);
    const slots = sample.fair.stations.map(({ slot }) => slot);
    expect(slots.filter((slot) => judge(slot, payload, signature) === 'good')).toEqual([1]);
    expect(judge(99, payload, signature)).toBe('forged');
  });

  it('can be made only by entrances; a booth’s signature is a forgery', async () => {
    const judge = passVerifier(sample.fair);
    const signers = sample.fair.stations.filter(({ role }) => role !== 'entrance');
    expect(signers.map(({ role }) => role)).toContain('booth');
    for (const { slot } of signers) {
      expect(judge(slot, payload, (await keyringOf(slot)).signPass(payload))).toBe('forged');
    }
  });

  it('of a revoked station is refused, and all others stay valid', async () => {
    const judge = passVerifier({ ...sample.fair, revoked: [2] });
    const signed = async (slot: number) =>
      judge(slot, payload, (await keyringOf(slot)).signPass(payload));
    expect([await signed(1), await signed(2), await signed(3)]).toEqual([
      'good',
      'revoked',
      'good',
    ]);
  });

  it('can’t be made with a seed of another slot', async () => {
    const { pseudonymKey } = sample.keys;
    const keyring = await entranceKeyring(sample.fair, {
      pseudonymKey,
      passSeed: new Uint8Array(32).fill(1),
    });
    expect(passVerifier(sample.fair)(1, payload, keyring.signPass(payload))).toBe('forged');
  });
});

describe('a pseudonym', () => {
  it('is the same at every entrance of the fair, and differs by number', async () => {
    const [one, two] = [await keyringOf(1), await keyringOf(2)];
    const number = '349981196805209014';
    expect(one.pseudonymOf(number)).toMatch(/^[0-9a-f]{32}$/);
    expect(two.pseudonymOf(number)).toBe(one.pseudonymOf(number));
    expect(one.pseudonymOf('349981200407159030')).not.toBe(one.pseudonymOf(number));
    expect(one.registrationLookup(number)).not.toBe(one.pseudonymOf(number));
  });
});
