import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyText, signText } from '../../electron/station/keys/fair-keys.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { sealerFor } from '../../electron/station/keys/seal.ts';
import { revisionHere, signFair } from '../../electron/station/keys/signed-fair.ts';
import { nextRevision } from '../../electron/station/organiser/revision.ts';
import { keepRoster, ROSTERS } from '../../electron/station/people/keep-roster.ts';
import { sealKeysOf, sealRosterHere } from '../../electron/station/people/seal-roster.ts';
import { factsForStick } from '../../electron/station/sync/facts-on-a-stick.ts';
import { PART_BYTES } from '../../shared/contract/setup.ts';
import { pseudonymsUnder } from '../../shared/pseudonym.ts';
import { phoneContent } from '../../shared/sync/boxes.ts';
import { CONTACTS_DOMAIN, askedByKeyText, signThisSchema } from '../../shared/sync/asked-by-key.ts';
import type { HandedOver } from '../../shared/contract/shapes.ts';
import type { SignedFair } from '../../shared/fair.ts';
import { type Central, central, MORNING_MS } from '../central.ts';
import { numberOf } from '../people-list.ts';
import { organiserHere } from './organiser-here.ts';

/** The evening at the organiser's station: boxes, sticks, contacts and follow-up, without a token or a command. */

const GATE = 1;
const BOOTHS = 4;
const randomBytes = randomness();
let folder = '';
let at: Central;
let here: Awaited<ReturnType<typeof organiserHere>>;
/** By their ID numbers, as an entrance finds them. */
let person: (n: number) => string;

async function begin(boxesToServer: boolean): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-afterwards-'));
  at = await central(folder, undefined, { boxesToServer });
  const { pseudonymOf } = pseudonymsUnder(at.sample.keys.pseudonymKey);
  person = (n) => pseudonymOf(numberOf(n));
  here = await organiserHere(at, folder);
}
beforeEach(() => begin(true));
afterEach(async () => {
  await here.close();
  await at.close();
  await rm(folder, { recursive: true });
});

/** 1 agrees that employers may have the number; 2 typed nothing at the gate, and only registered. */
async function aDay(): Promise<void> {
  const groups = { value: ['graduate' as const], from: 'declared' as const };
  for (const n of [1, 2]) {
    await at.write(GATE, [
      {
        happening: { kind: 'checkin', what: { means: 'card', lane: 'self', about: { groups } } },
        person: person(n),
      },
    ]);
  }
  const { id, sealingKey } = at.sample.fair;
  const seal = await sealerFor(Buffer.from(sealingKey, 'base64url'));
  const { people } = await at.storeOf(GATE);
  const label = { fair: id, pseudonym: person(1) } as const;
  const identity = JSON.stringify({ name: '王小芳', number: 'x' });
  const phone = phoneContent({ phone: '13800138000', share: true });
  const put = async (holds: 'identity' | 'phone', text: string) =>
    people.putBox(person(1), holds, await seal({ ...label, holds }, text), MORNING_MS);
  await put('identity', identity);
  await put('phone', phone);
  const what = { booth: 'A01', post: 'A01-1' };
  for (const n of [1, 2]) {
    await at.write(BOOTHS, [{ happening: { kind: 'resume', what }, person: person(n) }]);
  }
}

/** 2 and 3 registered on line, with a name and a number. */
async function registered(): Promise<void> {
  const { fair, keys } = at.sample;
  const kept = await keepRoster(
    join(folder, 'station', ROSTERS, '2027-02-20-0900-ab'),
    fair,
    keys,
    randomBytes,
  );
  const list = [2, 3].map((n) => ({
    name: n === 2 ? '李大海' : '张三',
    number: numberOf(n),
    sex: 'male' as const,
    phone: `1390013900${n}`,
    about: {},
  }));
  await sealRosterHere(list, sealKeysOf(fair, keys), {
    randomBytes,
    signal: new AbortController().signal,
    onSealed: kept.put,
    onProgress: () => undefined,
  });
  kept.close();
  await kept.finish();
}

async function heard(facts: number): Promise<void> {
  await expect
    .poll(async () => (await here.ask('afterwards.state', {})).facts, { timeout: 20_000 })
    .toBeGreaterThanOrEqual(facts);
}

function bytesOf(made: { ok: boolean; value?: HandedOver }): Uint8Array {
  if (!made.ok || made.value?.how !== 'page') throw new Error('no file');
  return Buffer.from(made.value.base64, 'base64');
}

async function stickOf(
  slot: number,
  passSeed = at.sample.keys.passKeys.get(slot),
  signed?: SignedFair,
) {
  if (!passSeed) throw new Error('no key');
  const store = await at.storeOf(slot);
  return factsForStick({ fair: at.sample.fair, slot, passSeed, store, signed });
}

async function takeIn(bytes: Uint8Array) {
  await here.ask('afterwards.stickBegin', { bytes: bytes.length });
  for (let from = 0; ; from += PART_BYTES) {
    const base64 = Buffer.from(bytes.subarray(from, from + PART_BYTES)).toString('base64');
    const answer = await here.ask('afterwards.stickPart', { base64 });
    if (!answer.ok || answer.value !== null) return answer;
  }
}

describe('contacts at the organiser’s station', () => {
  it('need the organiser’s keys, and no token of a program (P121)', async () => {
    await aDay();
    await at.send();
    await at.sync(GATE);
    expect(await here.ask('afterwards.fetchBoxes', {})).toMatchObject({
      fault: { kind: 'locked' },
    });
    await here.ask('setup.openSample', {});
    expect(await here.ask('afterwards.fetchBoxes', {})).toEqual({
      ok: true,
      value: { boxes: 2, fresh: 2 },
    });
    expect(await here.ask('afterwards.fetchBoxes', {})).toMatchObject({ value: { fresh: 0 } });
  });

  it('come as a file for each employer in one zip, with a list to sign', async () => {
    await aDay();
    await registered();
    await at.send();
    await at.sync(GATE);
    await here.ask('setup.openSample', {});
    await here.ask('afterwards.fetchBoxes', {});
    await heard(4);
    // Who only registered agreed to nothing, whatever number the bureau has.
    expect(await here.ask('afterwards.contacts', {})).toMatchObject({
      value: [{ booth: 'A01', people: 1, withheld: 1, nameless: 0 }],
    });
    const zip = unzipSync(bytesOf(await here.ask('afterwards.contactsFile', { booths: null })));
    const names = Object.keys(zip);
    expect(names[0]).toBe('交接单.xlsx');
    expect(names[1]).toMatch(/^A01 .+\.xlsx$/);
    const sheet = (await readXlsx(zip[names[1] ?? ''] ?? new Uint8Array())).sheets[0];
    expect(sheet?.rows[1]).toEqual(expect.arrayContaining(['王小芳', '13800138000']));
    expect(JSON.stringify(sheet?.rows)).not.toContain('139001390');
  });

  it('name people for follow-up who only registered, with their number', async () => {
    await aDay();
    await registered();
    await at.send();
    await at.sync(GATE);
    await here.ask('setup.openSample', {});
    await here.ask('afterwards.fetchBoxes', {});
    await heard(4);
    expect(await here.ask('afterwards.followUp', {})).toEqual({
      ok: true,
      value: { groups: 2, intents: 0, people: 2, withName: 2, withPhone: 2 },
    });
    const made = await here.ask('afterwards.followUpFile', { as: 'messages' });
    const text = Buffer.from(bytesOf(made)).toString('utf8');
    expect(text).toContain('13800138000,王小芳');
    expect(text).toContain('13900139002,李大海');
    // 张三 registered and never came.
    expect(text).not.toContain('张三');
  });
});

describe('boxes that the organiser’s station keeps', () => {
  it('go with an order of erasure, and do not come back (P26)', async () => {
    await aDay();
    await at.send();
    const gate = await at.sync(GATE);
    await here.ask('setup.openSample', {});
    await here.ask('afterwards.fetchBoxes', {});
    const before = await stickOf(GATE);
    await (await at.storeOf(GATE)).erase(person(1));
    await gate.again();
    await expect
      .poll(async () => (await here.ask('afterwards.state', {})).boxes.here, { timeout: 20_000 })
      .toBe(0);
    // A file that was saved before still has them.
    await takeIn(before);
    expect((await here.ask('afterwards.state', {})).boxes.here).toBe(0);
  });
});

describe('a server that is asked for contacts', () => {
  const ask = (body: object) =>
    fetch(new URL(`/v1/fairs/${at.sample.fair.id}/contacts`, at.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const nonceHere = async () =>
    signThisSchema.parse(await (await ask({ signed: null })).json()).nonce;
  const signedBy = (key: Uint8Array, nonce: string, fair = at.sample.fair.id) => ({
    signed: {
      nonce,
      signature: keyText(signText(CONTACTS_DOMAIN, askedByKeyText(fair, nonce), key)),
    },
  });

  it('gives them to the organiser’s key alone (P121)', async () => {
    const { keys } = at.sample;
    const nonce = await nonceHere();
    const gate = keys.passKeys.get(GATE) ?? new Uint8Array(32);
    expect((await ask(signedBy(gate, nonce))).status).toBe(401);
    expect((await ask(signedBy(keys.signingKey, nonce, '00000000'))).status).toBe(401);
    expect((await ask(signedBy(keys.signingKey, nonce))).status).toBe(200);
  });

  it('takes no number that it did not give, nor an old one (P121)', async () => {
    const { keys } = at.sample;
    const nonce = await nonceHere();
    expect((await ask(signedBy(keys.signingKey, '1.made-up'))).status).toBe(401);
    at.at(MORNING_MS + 11 * 60_000);
    expect((await ask(signedBy(keys.signingKey, nonce))).status).toBe(401);
  });
});

describe('a stick', () => {
  it('is taken in here and handed to the server; twice counts once (P122)', async () => {
    await aDay();
    await here.ask('setup.openSample', {});
    const bytes = await stickOf(GATE);
    expect(await takeIn(bytes)).toMatchObject({
      value: { slot: GATE, facts: 2, fresh: 2, boxes: 2, server: { is: 'delivered' } },
    });
    expect(await takeIn(bytes)).toMatchObject({ value: { facts: 2, fresh: 0 } });
    await takeIn(await stickOf(BOOTHS));
    expect(await here.ask('afterwards.contacts', {})).toMatchObject({ value: [{ people: 1 }] });
    const { sticks } = await here.ask('afterwards.state', {});
    expect(sticks.map(({ slot }) => slot)).toEqual([GATE, BOOTHS]);
  });

  it('brings the newest fair to who took over with an old copy of it (P128)', async () => {
    await aDay();
    await here.ask('setup.openSample', {});
    const { fair, keys } = at.sample;
    const next = nextRevision(revisionHere(fair), {}, { revoked: [BOOTHS] });
    if (!next.success) throw next.error;
    const forged = signFair(next.data, new Uint8Array(32).fill(9));
    await takeIn(await stickOf(GATE, undefined, forged));
    expect(here.inForce().revision).toBe(fair.revision);
    const signed = signFair(next.data, keys.signingKey);
    expect(await takeIn(await stickOf(GATE, undefined, signed))).toMatchObject({ ok: true });
    expect(here.inForce()).toMatchObject({ revision: fair.revision + 1, revoked: [BOOTHS] });
    // Judged by it at once: what it revokes is not taken.
    expect(await takeIn(await stickOf(BOOTHS))).toMatchObject({ fault: { kind: 'revoked' } });
  });

  it('is refused where its station has not signed what is in it (P122)', async () => {
    await aDay();
    await here.ask('setup.openSample', {});
    // Anybody may seal a file to the organiser.
    expect(await takeIn(await stickOf(GATE, new Uint8Array(32).fill(9)))).toEqual({
      ok: false,
      fault: { kind: 'not-signed' },
    });
    expect((await here.ask('afterwards.state', {})).facts).toBe(0);
  });

  it('of another program is no stick', async () => {
    await here.ask('setup.openSample', {});
    expect(await takeIn(Buffer.from('{"v":1}'))).toMatchObject({
      fault: { kind: 'no-facts-file' },
    });
  });
});

describe('the evening at the organiser’s station', () => {
  it('keeps who has looked at what, and takes it back', async () => {
    const mark = { digest: 'd', scope: 'all', by: '王海燕' };
    await here.ask('afterwards.mark', { step: 'figures', mark });
    expect((await here.ask('afterwards.state', {})).marks).toMatchObject({ figures: mark });
    await here.ask('afterwards.mark', { step: 'figures', mark: null });
    expect((await here.ask('afterwards.state', {})).marks).toEqual({});
  });

  it('ends nothing before the storage period is over', async () => {
    await here.ask('setup.openSample', {});
    expect(await here.ask('afterwards.end', { day: '2027-02-27' })).toEqual({
      ok: false,
      fault: { kind: 'clock-differs' },
    });
    expect(await here.ask('afterwards.end', { day: '2027-02-28' })).toEqual({
      ok: false,
      fault: { kind: 'other-day' },
    });
    expect(await here.ask('afterwards.destroy', { own: null, hub: [] })).toEqual({
      ok: false,
      fault: { kind: 'not-here' },
    });
  });
});
