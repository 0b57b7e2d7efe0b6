import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fair } from '../../../shared/fair.ts';
import { successor } from '../../../shared/succession.ts';
import { staffCardText } from '../../../shared/staff-card.ts';
import { randomness } from './randomness.ts';
import { type Enrolment, enrol, readEnrolment, takeRevision, unlock } from './enrolment.ts';
import { type FairKeys, makeFairKeys, publicKeyText } from './fair-keys.ts';
import {
  fairDraftSchema,
  makeFair,
  newPassphrase,
  openOrganiserFile,
  openStationFile,
  organiserFile,
  organiserFileSchema,
  stationFile,
  stationFileSchema,
} from './fair-pack.ts';
import { revisionHere, signFair } from './signed-fair.ts';

const PASSPHRASE = 'AB3DE-F0GH1-JK2MN-PQRST-VWXYZ';
const GATE = 1;
const BOOTH = 3;
const draftFile = join(import.meta.dirname, '../../../resources/fairs/draft.json');
const staffPin = { salt: 'c2FsdA', hash: 'aGFzaA' };
const noPin = { salt: '', hash: '' };
const noPins = { staffPin: noPin, organiserPin: noPin };

const randomBytes = randomness();
let fair: Fair;
let keys: FairKeys;
let folder = '';
beforeAll(async () => {
  const draft = fairDraftSchema.parse(JSON.parse(await readFile(draftFile, 'utf8')));
  ({ fair, keys } = makeFair(draft, { staffPin, organiserPin: noPin }, randomBytes));
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-keys-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A file after a round trip through a stick. */
const packed = async (slot: number) =>
  stationFileSchema.parse(
    JSON.parse(JSON.stringify(await stationFile(fair, keys, slot, PASSPHRASE, randomBytes))),
  );
const cardFor = (id: string, fill: number) =>
  staffCardText({ fair: id, secret: new Uint8Array(32).fill(fill) });

/** Every secret of the fair, in the form that a leak into a file would have. */
function secretTexts(): string[] {
  const { pseudonymKey, sealingKey, signingKey, passKeys } = keys;
  return [pseudonymKey, sealingKey, signingKey, ...passKeys.map(({ seed }) => seed)].flatMap(
    (key) => {
      const bytes = Buffer.from(key);
      return [
        bytes.toString('hex'),
        bytes.toString('base64').slice(0, 42),
        bytes.toString('base64url'),
        bytes.toString('latin1'),
      ];
    },
  );
}

describe('a newly made fair', () => {
  it('has its own keys, and an id bound to them', async () => {
    const draft = fairDraftSchema.parse(JSON.parse(await readFile(draftFile, 'utf8')));
    const other = makeFair(draft, noPins, randomBytes);
    expect(other.fair.id).not.toBe(fair.id);
    expect(other.keys.pseudonymKey).not.toEqual(keys.pseudonymKey);
    expect(fair.stations.map(({ passKey }) => passKey)).toEqual(
      keys.passKeys.map(({ seed }) => publicKeyText('ed25519', seed)),
    );
    expect(fair.sample).toBe(false);
  });

  it('has no unencrypted secret in its files', async () => {
    const files = [
      await organiserFile(fair, keys, PASSPHRASE, randomBytes),
      await packed(GATE),
    ].map((file) => JSON.stringify(file));
    for (const text of secretTexts()) expect(files.some((file) => file.includes(text))).toBe(false);
  });

  it('opens only with the organiser’s passphrase, however it is typed', async () => {
    const file = organiserFileSchema.parse(
      JSON.parse(JSON.stringify(await organiserFile(fair, keys, PASSPHRASE, randomBytes))),
    );
    const typed = ` ${PASSPHRASE.toLowerCase().replaceAll('-', ' ')}`;
    expect(await openOrganiserFile(file, typed)).toEqual({ ok: true, value: { fair, keys } });
    expect(await openOrganiserFile(file, newPassphrase(randomBytes))).toEqual({
      ok: false,
      fault: { kind: 'wrong-secret' },
    });
  });

  it('gives an entrance the pseudonym key and its pass key, a booth its own only', async () => {
    const gate = await openStationFile(await packed(GATE), PASSPHRASE);
    const booth = await openStationFile(await packed(BOOTH), PASSPHRASE);
    if (!gate.ok || !booth.ok) throw new Error('a file did not open');
    const seedOf = (slot: number) => keys.passKeys.find((key) => key.slot === slot)?.seed;
    expect(gate.value.secrets).toEqual({
      passSeed: seedOf(GATE),
      pseudonymKey: keys.pseudonymKey,
      pins: keys.pins,
    });
    expect(booth.value.secrets).toEqual({ passSeed: seedOf(BOOTH), pins: keys.pins });
  });

  it('has no PIN that could be tried from its own file or a station’s (P92)', async () => {
    const files = [signFair(fair, keys.signingKey), await packed(GATE)];
    for (const text of files.map((file) => JSON.stringify(file))) {
      expect(text).not.toMatch(/staffPin|organiserPin/);
      expect(text).not.toContain(staffPin.hash);
    }
  });

  it('can’t be altered on its way, nor one station’s keys given to another', async () => {
    const file = await packed(GATE);
    const text = file.fair.text.replace('"revoked":[]', '"revoked":[2]');
    expect(text).not.toBe(file.fair.text);
    expect(await openStationFile({ ...file, fair: { ...file.fair, text } }, PASSPHRASE)).toEqual({
      ok: false,
      fault: { kind: 'forged' },
    });
    expect(await openStationFile({ ...file, slot: 2 }, PASSPHRASE)).toEqual({
      ok: false,
      fault: { kind: 'wrong-secret' },
    });
  });
});

describe('a station', () => {
  const station = () => ({ signed: signFair(fair, keys.signingKey), fair, slot: GATE });
  const secrets = () => ({
    passSeed: new Uint8Array(32).fill(5),
    pseudonymKey: keys.pseudonymKey,
    ...(keys.pins && { pins: keys.pins }),
  });

  async function enrolled(): Promise<Enrolment> {
    const done = await enrol(folder, station(), secrets(), cardFor(fair.id, 1), randomBytes);
    if (!done.ok) throw new Error(done.fault.kind);
    const read = await readEnrolment(folder);
    if (!read?.ok) throw new Error('not enrolled');
    return read.value;
  }

  it('opens with the card used at enrolment', async () => {
    const enrolment = await enrolled();
    expect(enrolment.fair).toEqual(fair);
    expect(await unlock(enrolment, cardFor(fair.id, 1))).toEqual({ ok: true, value: secrets() });
    // Nobody can try PINs from what a stolen machine has on its disk (P92).
    expect(await readFile(join(folder, 'enrolment.json'), 'utf8')).not.toContain(staffPin.hash);
  });

  it('opens nothing beside another organiser’s fair with the same id', async () => {
    const enrolment = await enrolled();
    const thief = makeFairKeys([GATE], randomBytes);
    const sealingKey = publicKeyText('x25519', thief.sealingKey);
    const swapped = { ...enrolment, fair: { ...enrolment.fair, sealingKey } };
    expect(await unlock(swapped, cardFor(fair.id, 1))).toEqual({
      ok: false,
      fault: { kind: 'wrong-card' },
    });
  });

  it.each([
    ['another card of the fair', () => cardFor(fair.id, 2), 'wrong-card'],
    ['a card of another fair', () => cardFor('00000001', 1), 'card-of-other-fair'],
    ['a card that was misread', () => cardFor(fair.id, 1).replace(/.$/, 'X'), 'damaged'],
    ['a visitor’s code', () => 'CF1:HELLO', 'not-a-staff-card'],
  ])('does not open with %s, and says why', async (_, text, kind) => {
    expect(await unlock(await enrolled(), text())).toEqual({ ok: false, fault: { kind } });
  });

  it('has no unencrypted key in any file of its folder while switched off', async () => {
    await enrolled();
    const files = await readdir(folder);
    expect(files).toEqual(['enrolment.json']);
    const content = await readFile(join(folder, 'enrolment.json'), 'latin1');
    for (const text of secretTexts()) expect(content.includes(text)).toBe(false);
  });

  it('is not enrolled in an empty folder, and reports a damaged file', async () => {
    expect(await readEnrolment(folder)).toBeUndefined();
    await enrolled();
    const file = join(folder, 'enrolment.json');
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, -40));
    expect(await readEnrolment(folder)).toEqual({ ok: false, fault: { kind: 'unreadable' } });
  });

  it('under the system’s key store opens only there, and still needs the card', async () => {
    await enrolled();
    const turned = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0xff);
    const system = {
      close: async (text: string) => turned(Buffer.from(text)),
      open: async (bytes: Uint8Array) => Buffer.from(turned(bytes)).toString(),
    };
    expect((await readEnrolment(folder, system))?.ok).toBe(true);
    expect(await readEnrolment(folder)).toEqual({
      ok: false,
      fault: { kind: 'other-key-store' },
    });
    const again = await readEnrolment(folder, system);
    if (!again?.ok) throw new Error('not enrolled');
    expect((await unlock(again.value, cardFor(fair.id, 2))).ok).toBe(false);
    expect((await unlock(again.value, cardFor(fair.id, 1))).ok).toBe(true);
  });

  it('accepts a later revision signed by the organiser, and keeps its card', async () => {
    await enrolled();
    const successive = successor(revisionHere(fair), { revoked: [2] });
    const next = signFair({ ...fair, ...successive }, keys.signingKey);
    expect((await takeRevision(folder, next))?.ok).toBe(true);
    const read = await readEnrolment(folder);
    if (!read?.ok) throw new Error('not enrolled');
    expect(read.value.fair).toMatchObject({ revision: 2, revoked: [2] });
    expect((await unlock(read.value, cardFor(fair.id, 1))).ok).toBe(true);
  });

  it.each([
    [
      'signed with another key',
      () => signFair({ ...fair, revision: 2 }, keys.pseudonymKey),
      'forged',
    ],
    [
      'with another signing key in it',
      () => {
        const signingKey = publicKeyText('ed25519', keys.pseudonymKey);
        return signFair({ ...fair, revision: 2, signingKey }, keys.pseudonymKey);
      },
      'forged',
    ],
    ['that is already in force', () => signFair(fair, keys.signingKey), 'older'],
    [
      'of another fair',
      () => signFair({ ...fair, revision: 2, id: '00000001' }, keys.signingKey),
      'other-fair',
    ],
    [
      'that follows another one (P41)',
      () => {
        const stale = revisionHere({ ...fair, revoked: [5] });
        return signFair({ ...fair, ...successor(stale, {}) }, keys.signingKey);
      },
      'other-history',
    ],
    ['that is no fair', () => ({ text: '{}', signature: '' }), 'unreadable'],
  ])('rejects a revision %s', async (_, signed, kind) => {
    await enrolled();
    expect(await takeRevision(folder, signed())).toMatchObject({
      ok: false,
      fault: { kind },
    });
    const read = await readEnrolment(folder);
    expect(read?.ok && read.value.fair.revision).toBe(1);
  });
});
