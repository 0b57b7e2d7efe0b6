import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { StationDoor } from '../../electron/station/open/station-door.ts';
import { entranceKeyring } from '../../electron/station/keys/keyring.ts';
import { openRevision, revisionHere, signFair } from '../../electron/station/keys/signed-fair.ts';
import { loadSampleFair, type SampleFair } from '../../electron/station/sample/sample-fair.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { openStation } from '../../electron/station/open/open-station.ts';
import { countedBytes, storeIn } from '../../electron/station/store/testing/store-in.ts';
import { signedHead } from '../../electron/station/sync/signed-head.ts';
import { type App, openApp } from '../../server/app.ts';
import { fairById, keepFair, renewSample } from '../../server/fairs/fairs.ts';
import { ingest } from '../../server/ingest/ingest.ts';
import { figuresIn } from '../../server/organiser/source.ts';
import { coverageOf } from '../../server/organiser/coverage.ts';
import type { Storage } from '../../server/storage/homes.ts';
import { openSqlite } from '../../server/storage/sqlite-home.ts';
import { type BoothFace, boothFaceSchema } from '../../shared/contract/booth.ts';
import type { StationEvent } from '../../shared/contract/calls.ts';
import { genesis } from '../../shared/chain.ts';
import { chainedFactSchema } from '../../shared/facts.ts';
import { encodePayload, passText, shortCode } from '../../shared/pass.ts';
import { type Fair, fairSchema, type SignedFair } from '../../shared/fair.ts';
import { completenessOf, seenOf } from '../../shared/report/coverage.ts';
import { alertsOf } from '../../shared/report/alerts.ts';
import { type Change, type Revision, successor } from '../../shared/succession.ts';
import type { Upload } from '../../shared/sync/wire.ts';
import { WHOLE } from '../../shared/tally/tally.ts';
import { hastyIfShort } from './hasty.ts';

/** Changes during the day travel from the organiser through the server to a station at work. */

const SLOT = 4;
const ORGANISER = 8;
const MINUTE = 60_000;

let folder = '';
let sample: SampleFair;
let storage: Storage;
let app: App;
let server = '';
let door: StationDoor;
let nowMs = 1_803_690_000_000;
/** The revisions that the station has received, in force or not yet. */
let received: number[] = [];
let newest: Revision;
const stationEvents = new EventEmitter<{ [N in StationEvent['name']]: [] }>();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-revision-'));
  sample = await loadSampleFair(join(import.meta.dirname, '../../resources/fairs/street-market'));
  const opened = await openSqlite(join(folder, 'server'));
  if (!opened.ok) throw new Error(opened.fault.kind);
  storage = opened.value;
  app = await openApp({ storage, now: () => nowMs, logger: false });
  server = await app.listen({ host: '127.0.0.1', port: 0 });
  await keepFair(storage, signFair(sample.fair, sample.keys.signingKey));
  received = [];
  newest = revisionHere(sample.fair);
  door = await station();
});

afterEach(async () => {
  stationEvents.removeAllListeners();
  await door.close();
  await app.close();
  await storage.close();
  await rm(folder, { recursive: true });
});

async function station(fair = sample.fair, slot = SLOT): Promise<StationDoor> {
  const { keys } = sample;
  const passSeed = keys.passKeys.get(slot);
  if (!passSeed) throw new Error('no key');
  const opened = await openStation({
    folder: join(folder, `station-${slot}`),
    fair,
    slot,
    secrets: { passSeed },
    sampleKeys: {
      ...keys,
      passKeys: [...keys.passKeys].map(([owner, seed]) => ({ slot: owner, seed })),
    },
    registrations: [],
    version: 'test',
    canLeave: false,
    server,
    async keepRevision(signed) {
      const revised = openRevision(newest, signed);
      if (revised.ok) {
        newest = revisionHere(revised.value, signed.text);
        received.push(revised.value.revision);
      }
      return revised;
    },
    now: () => nowMs,
    randomBytes: randomness(),
    timers: hastyIfShort,
    onTrouble: (what, error) => expect.fail(`${what}: ${String(error)}`),
    connectReaders: async () => ({
      states: () => [],
      health: () => [],
      close: async () => undefined,
    }),
  });
  if (!opened.ok) throw new Error(opened.fault.kind);
  opened.value.onEvent(({ name }) => stationEvents.emit(name));
  return opened.value;
}

/** The first booth has moved, and its employer has a new name. */
function revised(change: Partial<Fair> = {}): SignedFair {
  const [first, ...others] = sample.fair.booths;
  if (!first) throw new Error('no booth');
  const booths = [{ ...first, employer: '搬到东门的厂' }, ...others];
  return signFair({ ...sample.fair, revision: 2, booths, ...change }, sample.keys.signingKey);
}

/** The second revision of a fair whose revisions name each other. */
function successive(change: Change): SignedFair {
  const first = revisionHere(sample.fair);
  return signFair({ ...sample.fair, ...successor(first, change) }, sample.keys.signingKey);
}

function opened(signed: SignedFair): Revision {
  return revisionHere(fairSchema.parse(JSON.parse(signed.text)), signed.text);
}

async function passOfGateOne(): Promise<string> {
  const { fair, keys } = sample;
  const passSeed = keys.passKeys.get(1);
  if (!passSeed) throw new Error('no key');
  const keyring = await entranceKeyring(fair, { passSeed, pseudonymKey: keys.pseudonymKey });
  const payload = encodePayload({
    fair: fair.id,
    pseudonym: 'ab'.repeat(16),
    station: 1,
    minute: 1,
    surname: { text: '周', title: 'mr' },
    trades: [],
    reissue: 0,
  });
  return passText(payload, keyring.signPass(payload));
}

async function completeness(): Promise<string | undefined> {
  const kept = await fairById(storage, sample.fair.id);
  if (!kept) throw new Error('no fair');
  const { stations } = await coverageOf(storage, kept.fair);
  const mine = stations.find(({ slot }) => slot === SLOT);
  return mine && completenessOf(mine, nowMs);
}

async function openPanel(): Promise<string> {
  const opened = await door.dispatch('staff.open', { pin: sample.keys.staffPin });
  return z.object({ value: z.object({ value: z.object({ key: z.string() }) }) }).parse(opened).value
    .value.key;
}

async function noticesHere(): Promise<string[]> {
  const key = await openPanel();
  const status = await door.dispatch('staff.status', { key });
  return JSON.stringify(status).match(/fair-split/g) ?? [];
}

function post(signed: SignedFair): Promise<Response> {
  return fetch(new URL(`/v1/fairs/${sample.fair.id}/revisions`, server), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(signed),
  });
}

async function face(): Promise<BoothFace> {
  const reply = await door.dispatch('booth.face', {});
  if (!reply.ok) throw new Error(reply.fault.kind);
  return boothFaceSchema.parse(reply.value);
}

async function atCounter() {
  const [counter] = (await face()).counters;
  return { counter: counter?.id, turn: counter?.turn };
}

async function walkIn(): Promise<void> {
  const reply = await door.dispatch('booth.walkIn', await atCounter());
  expect(reply).toMatchObject({ ok: true, value: { ok: true } });
}

/** Finds people by the short code of their pass. */
async function comes(): Promise<void> {
  const text = shortCode('00112233445566778899aabbccddeeff');
  const reply = await door.dispatch('booth.typed', { ...(await atCounter()), text });
  expect(reply).toMatchObject({ ok: true, value: { ok: true } });
}

async function openBooth(): Promise<string> {
  const [booth] = (await face()).booths;
  if (!booth) throw new Error('no booth');
  await door.dispatch('booth.presence', { booth: booth.code, now: 'open' });
  return booth.code;
}

/** Somebody without a pass at a booth that this station does not serve, as its key can sign it. */
async function atOthersBooth(n: number): Promise<Upload> {
  const passSeed = sample.keys.passKeys.get(SLOT);
  if (!passSeed) throw new Error('no key');
  const own = { fair: sample.fair.id, slot: SLOT, now: () => nowMs + n * MINUTE };
  const randomBytes = countedBytes(`${n}`);
  const store = await storeIn(join(folder, `other-${n}`), { ...own, randomBytes });
  const { ledger } = store;
  ledger.append([{ happening: { kind: 'visit', what: { booth: 'B01' } } }]);
  const { incarnation, head } = ledger;
  const facts = ledger.wireAfter(incarnation, 0, 1);
  store.close();
  return {
    v: 1,
    incarnation,
    from: { seq: 0, hash: genesis(sample.fair.id, SLOT) },
    facts,
    head: signedHead({ fair: sample.fair, slot: SLOT, passSeed }, incarnation, head),
    waiting: 0,
    erasures: [],
  };
}

const employer = async (): Promise<string | undefined> => (await face()).booths[0]?.employer;

describe('a revision on the day', () => {
  it('reaches a working station, and later facts name it', async () => {
    await openBooth();
    const greeted = once(stationEvents, 'role');
    expect((await post(revised())).status).toBe(200);
    await greeted;

    expect(await employer()).toBe('搬到东门的厂');
    await walkIn();
    await expect
      .poll(async () => {
        const rows = await storage.db.selectFrom('fact').select('text').orderBy('seq').execute();
        return rows
          .map(({ text }) => chainedFactSchema.parse(JSON.parse(text)))
          .map(({ kind, revision }) => `${kind} ${revision}`);
      })
      .toEqual(['booth 1', 'visit 2']);
  });

  it('waits until the current person has left', async () => {
    await openBooth();
    await comes();
    const before = await employer();
    let greeted = false;
    stationEvents.once('role', () => {
      greeted = true;
    });
    expect((await post(revised())).status).toBe(200);
    await expect.poll(() => received).toEqual([2]);
    expect(await employer()).toBe(before);
    expect(greeted).toBe(false);

    const [counter] = (await face()).counters;
    expect(counter?.standing).not.toBeNull();
    await door.dispatch('booth.next', await atCounter());
    await expect.poll(employer).toBe('搬到东门的厂');
  });

  it('waits until staff have closed their panel, whose key opens nothing from then on', async () => {
    await openBooth();
    const before = await employer();
    const key = await openPanel();
    const status = () => door.dispatch('staff.status', { key });
    expect((await post(revised())).status).toBe(200);
    await expect.poll(() => received).toEqual([2]);
    expect(await status()).toMatchObject({ value: { ok: true } });
    expect(await employer()).toBe(before);

    const greeted = once(stationEvents, 'role');
    await door.dispatch('staff.close', { key });
    await greeted;
    expect(await employer()).toBe('搬到东门的厂');
    expect(await status()).toMatchObject({ value: { ok: false } });
  });

  it('does not wait for a person who left the booth long ago', async () => {
    await openBooth();
    await comes();
    nowMs += 6 * MINUTE;
    const greeted = once(stationEvents, 'role');
    await post(revised());
    await greeted;
    expect(await employer()).toBe('搬到东门的厂');
  });

  it('is refused unless it is newer and signed by the organiser', async () => {
    const stranger = new Uint8Array(32).fill(7);
    expect((await post(signFair({ ...sample.fair, revision: 9 }, stranger))).status).toBe(400);
    const signed = revised();
    expect((await post({ ...signed, text: signed.text.replace('东门', '西门') })).status).toBe(400);
    expect((await post(revised({ revision: 3 }))).status).toBe(200);
    const older = await post(signed);
    expect(older.status).toBe(400);
    expect(await older.json()).toEqual({ kind: 'older' });
  });

  it('refuses a revoked gate’s passes at once, also while somebody is served (P45)', async () => {
    await openBooth();
    await comes();
    expect((await post(successive({ revoked: [1] }))).status).toBe(200);
    await expect.poll(() => received).toEqual([2]);
    const said: unknown[] = [];
    door.onEvent((event) => event.name === 'counter' && said.push(event.payload.said));
    await door.dispatch('arrival.wedge', { text: await passOfGateOne() });
    await expect.poll(() => JSON.stringify(said)).toContain('pass-revoked');
  });

  it('waits no more for a station that it revokes (P46)', async () => {
    await openBooth();
    await expect.poll(completeness).toBe('complete');
    expect((await post(successive({ revoked: [SLOT] }))).status).toBe(200);
    await expect.poll(completeness).toBe('revoked');
    const kept = await fairById(storage, sample.fair.id);
    if (!kept) throw new Error('no fair');
    const { all } = seenOf(await coverageOf(storage, kept.fair), nowMs);
    expect(all).toBe(sample.fair.stations.filter(({ role }) => role !== 'wall').length - 1);
  });

  it('is held against another one of the same number, and both sides show it (P41, P43)', async () => {
    const mine = successive({ revoked: [2] });
    const stale = successive({ revoked: [5] });
    expect((await post(mine)).status).toBe(200);
    await expect.poll(() => received).toEqual([2]);

    const refused = await post(stale);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({ kind: 'other-revision' });
    expect((await post(mine)).status).toBe(200);
    const kept = await fairById(storage, sample.fair.id);
    expect(kept?.fair.revoked).toEqual([2]);
    if (!kept) throw new Error('no fair');
    const coverage = await coverageOf(storage, kept.fair);
    expect(alertsOf(coverage, nowMs)).toContainEqual(
      expect.objectContaining({ slot: 0, kind: 'revision', revision: 2 }),
    );

    // The organiser makes one that follows both.
    const other = opened(stale);
    const settled = signFair(
      { ...opened(mine).fair, ...successor(opened(mine), {}, other) },
      sample.keys.signingKey,
    );
    expect((await post(settled)).status).toBe(200);
    await expect.poll(() => received).toEqual([2, 3]);
    expect(newest.fair.revoked).toEqual([2, 5]);
    expect((await coverageOf(storage, newest.fair)).otherRevisions).toBeUndefined();
  });

  it('is settled with the other one at the organiser’s station (P43, P44)', async () => {
    newest = opened(successive({ revoked: [2] }));
    await door.close();
    door = await station(
      { ...sample.fair, ...successor(revisionHere(sample.fair), { revoked: [2] }) },
      ORGANISER,
    );
    expect((await post(successive({ revoked: [5] }))).status).toBe(200);
    await expect
      .poll(async () => JSON.stringify(await door.dispatch('setup.state', {})))
      .toContain('"other":{"revision":2,"revokes":[5]}');
    expect(await door.dispatch('setup.settle', {})).toMatchObject({ value: { ok: false } });
    await door.dispatch('setup.openSample', {});
    expect(await door.dispatch('setup.settle', {})).toMatchObject({ value: { ok: true } });
    const kept = await fairById(storage, sample.fair.id);
    expect(kept?.fair).toMatchObject({ revision: 3, revoked: [2, 5] });
    const state = await door.dispatch('setup.state', {});
    expect(state).toMatchObject({
      value: { other: null, work: { at: 'published', revision: 3, sent: 'taken' } },
    });
  });

  it('that a station holds and the server does not is shown to staff and organiser (P43)', async () => {
    const stale = successive({ revoked: [5] });
    newest = opened(stale);
    const mine = successive({ revoked: [2] });
    await door.close();
    door = await station({
      ...sample.fair,
      ...successor(revisionHere(sample.fair), { revoked: [5] }),
    });
    expect((await post(mine)).status).toBe(200);
    await expect.poll(noticesHere).toContain('fair-split');
    expect(newest.fair.revoked).toEqual([5]);
    await expect
      .poll(async () => {
        const kept = await fairById(storage, sample.fair.id);
        if (!kept) return [];
        return alertsOf(await coverageOf(storage, kept.fair), nowMs).map(
          ({ kind, slot }) => `${kind} ${slot}`,
        );
      })
      .toContain(`revision ${SLOT}`);
  });

  it('of the sample fair comes with the program, and nobody has to settle it', async () => {
    const signed = signFair({ ...sample.fair, days: ['2027-02-28'] }, sample.keys.signingKey);
    expect(await renewSample(storage, signed)).toMatchObject({ ok: true });
    const kept = await fairById(storage, sample.fair.id);
    expect(kept?.fair.days).toEqual(['2027-02-28']);
    expect(await keepFair(storage, signed)).toMatchObject({ ok: true });
  });

  it('is refused where it takes a right away, at server and station (P12)', async () => {
    const signed = revised({ booths: sample.fair.booths.slice(1) });
    const answer = await post(signed);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ kind: 'takes-rights' });
    expect(openRevision(revisionHere(sample.fair), signed)).toMatchObject({
      fault: { kind: 'takes-rights' },
    });
  });

  it('decides about facts that were sent before it and wait for the server (P13)', async () => {
    const [waiting, late] = [await atOthersBooth(1), await atOthersBooth(2)];
    const send = (upload: Upload) =>
      ingest(storage, { fair: sample.fair, slot: SLOT, upload, now: nowMs });
    const walkIns = async () => {
      const kept = await fairById(storage, sample.fair.id);
      const { rows } = await figuresIn(storage.db, kept?.fair ?? sample.fair, WHOLE);
      return rows.find(({ figure, slice }) => figure === 'walkIns' && slice === '')?.value;
    };
    expect(await send(waiting)).toMatchObject({ ok: true, value: { proven: 1 } });
    expect(await walkIns()).toBeUndefined();
    const stations = sample.fair.stations.map((each) =>
      each.slot === SLOT ? { ...each, serves: [...(each.serves ?? []), 'B01'] } : each,
    );
    expect((await post(revised({ stations }))).status).toBe(200);
    expect(await walkIns()).toBe(1);
    // This upload was received when the fair's first revision was in force.
    expect(await send(late)).toMatchObject({ ok: true, value: { proven: 1 } });
    expect(await walkIns()).toBe(2);
  });
});
