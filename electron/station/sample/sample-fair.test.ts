import { createHash, scryptSync } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { placesOffered } from '../../../shared/fair.ts';
import { pseudonymsUnder } from '../../../shared/pseudonym.ts';
import { maskName, surnameOf } from '../../../shared/names/surname.ts';
import { codeText } from '../reader/code-text.ts';
import { cardFromReadData } from '../reader/sdt-card.ts';
import { readDataOf, type SimulatedCard } from '../reader/simulated-card.ts';
import { publicKeyText } from '../keys/fair-keys.ts';
import { loadSampleFair, type SampleFair } from './sample-fair.ts';

const folder = join(import.meta.dirname, '../../../resources/fairs/street-market');
let sample: SampleFair;
beforeAll(async () => {
  sample = await loadSampleFair(folder);
});

describe('the street market', () => {
  it('has 46 employers with exactly 1,600 places, and five desks', () => {
    expect(sample.fair.booths).toHaveLength(46);
    expect(placesOffered(sample.fair)).toBe(1600);
    expect(sample.fair.desks).toHaveLength(5);
  });

  it('has two to six posts a booth, whose codes and zones match their place', () => {
    for (const { code, zone, posts } of sample.fair.booths) {
      expect(posts.length).toBeGreaterThanOrEqual(2);
      expect(posts.length).toBeLessThanOrEqual(6);
      expect(zone).toBe(`${code.charAt(0)}区`);
      expect(posts.map((post) => post.code)).toEqual(posts.map((_, i) => `${code}-${i + 1}`));
      for (const { pay } of posts) if (pay) expect(Number(pay[0])).toBeLessThan(Number(pay[1]));
    }
  });

  it('has one morning, and twelve slots in order', () => {
    expect(sample.fair.days).toEqual(['2027-02-27']);
    expect(sample.fair.stations.map(({ slot }) => slot)).toEqual(
      Array.from({ length: 12 }, (_, i) => i + 1),
    );
  });

  it('contains no duplicates', () => {
    const { booths, desks, stations } = sample.fair;
    const posts = booths.flatMap((booth) => booth.posts);
    const topics = desks.flatMap((desk) => desk.topics);
    allDifferent([...booths, ...posts, ...desks, ...topics].map(({ code }) => code));
    allDifferent(booths.map(({ employer }) => employer));
    for (const booth of booths) allDifferent(booth.posts.map(({ zh }) => zh));
    allDifferent([...desks, ...topics].map(({ zh }) => zh));
    allDifferent(stations.map(({ name }) => name.zh));
    allDifferent(stations.map(({ passKey }) => passKey));
    allDifferent(sample.people.flatMap(({ lookup, pseudonym }) => [lookup, pseudonym]));
    const { preRegistered } = sample.keys;
    allDifferent(preRegistered.flatMap(({ name, idNumber, token }) => [name, idNumber, token]));
    allDifferent(sample.things.map(({ id }) => id));
    allDifferent(sample.things.map(({ zh }) => zh));
    allDifferent(idCards().map(({ card }) => card.number));
  });
});

describe("the sample's keys", () => {
  it('belong to the public keys in the fair', () => {
    const { fair, keys } = sample;
    expect(publicKeyText('x25519', keys.sealingKey)).toBe(fair.sealingKey);
    expect(publicKeyText('ed25519', keys.signingKey)).toBe(fair.signingKey);
    expect([...keys.passKeys.keys()]).toEqual(fair.stations.map(({ slot }) => slot));
    for (const { slot, passKey } of fair.stations) {
      expect(publicKeyText('ed25519', keys.passKeys.get(slot) ?? new Uint8Array(32))).toBe(passKey);
    }
  });

  it('give the fair its id', () => {
    const publicKey = Buffer.from(sample.fair.sealingKey, 'base64url');
    expect(publicKey).toHaveLength(32);
    expect(sample.fair.id).toBe(createHash('sha256').update(publicKey).digest('hex').slice(0, 8));
  });

  it('include a PIN whose hash is in the fair', () => {
    const { salt = '', hash } = sample.fair.staffPin ?? {};
    const saltBytes = Buffer.from(salt, 'base64url');
    expect(saltBytes).toHaveLength(16);
    const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
    expect(scryptSync(sample.keys.staffPin, saltBytes, 32, cost).toString('base64url')).toBe(hash);
  });

  it('say that they are public', () => {
    expect(sample.keys.notice.zh).toContain('绝不可用于真实的招聘会');
    expect(sample.keys.notice.en).toContain('must never protect a real fair');
  });
});

describe('the registered people', () => {
  it('are found by their code and by their ID number', () => {
    const { pseudonymKey, preRegistered } = sample.keys;
    const { pseudonymOf, registrationLookup } = pseudonymsUnder(pseudonymKey);
    expect(sample.people).toHaveLength(60);
    expect(sample.people.map(({ lookup, pseudonym }) => ({ lookup, pseudonym }))).toEqual(
      preRegistered.map(({ token, idNumber }) => ({
        lookup: registrationLookup(token),
        pseudonym: pseudonymOf(idNumber),
      })),
    );
  });

  it('have a name, a title and a number that belong together', () => {
    for (const [i, { name, idNumber }] of sample.keys.preRegistered.entries()) {
      expect(idNumber.charAt(17)).toBe(checkCharacterOf(idNumber));
      expect(sample.people[i]).toMatchObject({
        maskedName: maskName(name),
        surname: surnameOf(name),
        title: Number(idNumber.charAt(16)) % 2 === 1 ? 'mr' : 'ms',
      });
    }
  });

  it('gave their answers on line, and nowhere else', () => {
    const answers = sample.people.flatMap(({ about }) => Object.values(about));
    expect(new Set(answers.map(({ from }) => from))).toEqual(new Set(['imported']));
  });
});

describe('the things to present', () => {
  it('have valid numbers that agree with the card', () => {
    const eighteen = idCards().filter(({ card }) => card.type !== 'foreigner-2017');
    expect(eighteen.length).toBeGreaterThanOrEqual(9);
    for (const { card } of eighteen) {
      expect(card.number.charAt(17)).toBe(checkCharacterOf(card.number));
      expect(card.number.slice(6, 14)).toBe(card.birth.replaceAll('-', ''));
      expect(Number(card.number.charAt(16)) % 2 === 1 ? 'male' : 'female').toBe(card.sex);
    }
  });

  it('pass through a reader’s bytes unchanged', () => {
    for (const { card, englishName } of idCards()) {
      expect(cardFromReadData(readDataOf(card, englishName))).toEqual({
        ok: true,
        value: {
          type: card.type,
          name: card.name,
          number: card.number,
          sex: card.sex,
          birth: card.birth,
          address: card.address,
          ...(card.validUntil !== undefined && { validUntil: card.validUntil }),
        },
      });
    }
  });

  it('include someone who registered, by card and by code', () => {
    const { pseudonymKey, preRegistered } = sample.keys;
    const { pseudonymOf } = pseudonymsUnder(pseudonymKey);
    const pseudonyms = new Set(sample.people.map(({ pseudonym }) => pseudonym));
    const registered = idCards().filter(({ card }) => pseudonyms.has(pseudonymOf(card.number)));
    expect(registered.map(({ card }) => card.name)).toEqual(['孙丽华']);

    const tokens = texts().flatMap((text) => /^CFR1:([0-9A-Z]{16})$/.exec(text)?.[1] ?? []);
    const names = tokens.map((token) => preRegistered.find((p) => p.token === token)?.name);
    expect(names).toEqual(['孙丽华', '吴海川', undefined]);
  });

  it('include a code that no decoder can turn into text', () => {
    const bytes = codes().flatMap((code) => (code.kind === 'bytes' ? [code.bytes] : []));
    expect(bytes.map(codeText)).toEqual([undefined]);
  });

  it('make passes only when they are shown', () => {
    const made = codes().flatMap((code) => (code.kind === 'make' ? [code.make] : []));
    expect(made).toEqual(['pass-of-other-fair', 'pass-forged']);
  });
});

describe('loading a sample', () => {
  it('refuses a fair that is no sample, and names the file', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'sample-fair-'));
    try {
      await cp(folder, copy, { recursive: true });
      const file = join(copy, 'fair.json');
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.replace('"sample": true', '"sample": false'));
      await expect(loadSampleFair(copy)).rejects.toThrow(/fair\.json[^]*sample/);
    } finally {
      await rm(copy, { recursive: true });
    }
  });
});

function cards(): SimulatedCard[] {
  return sample.things.flatMap((thing) => (thing.kind === 'card' ? [thing.card] : []));
}

function idCards() {
  return cards().filter((card) => card.kind === 'id-card');
}

function codes() {
  return sample.things.flatMap((thing) => (thing.kind === 'code' ? [thing.code] : []));
}

function texts(): string[] {
  return codes().flatMap((code) => (code.kind === 'text' ? [code.text] : []));
}

function allDifferent(values: readonly string[]): void {
  expect(values.filter((value, i) => values.indexOf(value) !== i)).toEqual([]);
}

/** ISO 7064 MOD 11-2 by the standard's recursion, independent of our own table. */
function checkCharacterOf(number: string): string {
  const rest = Array.from(number.slice(0, 17)).reduce((p, digit) => ((p + +digit) * 2) % 11, 0);
  const check = (12 - rest) % 11;
  return check === 10 ? 'X' : String(check);
}
