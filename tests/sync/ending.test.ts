import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { steppedTimers } from '../../electron/station/clock/testing/stepped-timers.ts';
import { tellClosing } from '../../electron/station/ending/tell-closing.ts';
import { ENROLMENT_FILE, enrol } from '../../electron/station/keys/enrolment.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { signTime } from '../../electron/station/keys/signed-time.ts';
import type { StationDoor } from '../../electron/station/open/station-door.ts';
import { storeIn } from '../../electron/station/store/testing/store-in.ts';
import { deliver } from '../../electron/station/sync/delivery.ts';
import { uploadsOf } from '../../electron/station/sync/facts-on-a-stick.ts';
import { openStationHere } from '../../electron/station/station-here.ts';
import { destroyedIn } from '../../server/fairs/destroyed.ts';
import { archiveFair, removeFair } from '../../server/fairs/keeping.ts';
import { endingCalls } from '../../shared/contract/ending.ts';
import { pageCalls } from '../../shared/contract/page.ts';
import { fail, ok } from '../../shared/result.ts';
import { staffCardText } from '../../shared/staff-card.ts';
import { type Central, central } from '../central.ts';

/** A month later: the organiser ends the fair at the server, and its machines hear of it by themselves. */

const AFTER = Date.parse('2027-05-01T09:00:00+08:00');
const GATE = 1;
const BOOTHS = 4;
const ORGANISER = 8;
const randomBytes = randomness();
let folder = '';
let at: Central;
let card = '';
let door: StationDoor;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-end-'));
  at = await central(folder, undefined);
  at.at(AFTER);
  card = staffCardText({ fair: at.sample.fair.id, secret: randomBytes(32) });
});
afterEach(async () => {
  await door.close();
  await at.close();
  await rm(folder, { recursive: true, force: true });
});

const machine = (slot: number): string => join(folder, `machine-${slot}`);

/** A machine of the fair, which is started again in May. */
async function started(slot: number) {
  const { fair, keys } = at.sample;
  const passSeed = keys.passKeys.get(slot);
  if (!passSeed) throw new Error('no key');
  await enrol(
    machine(slot),
    { fair, slot, signed: signFair(fair, keys.signingKey), server: at.url },
    slot === GATE ? { passSeed, pseudonymKey: keys.pseudonymKey } : { passSeed },
    card,
    randomBytes,
  );
  return openedAt(slot);
}

/** The same machine, switched on. */
async function openedAt(slot: number) {
  const timers = steppedTimers();
  const opened = await openStationHere({
    resources: join(import.meta.dirname, '../../resources'),
    folder: machine(slot),
    opensSample: false,
    version: 'test',
    canLeave: false,
    clock: { now: () => AFTER + timers.passed(), timers },
    onTrouble: (what, error) => expect.fail(`${what}: ${String(error)}`),
    hid: { list: async () => ok([]), open: async () => fail({ kind: 'gone' }) },
  });
  if (!opened.ok) throw new Error(opened.fault.kind);
  ({ door } = opened.value);
  return timers;
}

async function hello() {
  const reply = await door.dispatch('station.hello', {});
  return pageCalls['station.hello'].output.parse(reply.ok && reply.value);
}

/** The staff card's own words, once the station is open. */
async function byCard(): Promise<string> {
  const opened = new Promise<string>((resolve) => {
    const stop = door.onEvent(({ name, payload }) => {
      if (name !== 'staff') return;
      stop();
      resolve(payload.key);
    });
  });
  await door.dispatch('arrival.wedge', { text: card });
  return opened;
}

async function opened(): Promise<void> {
  await door.dispatch('arrival.wedge', { text: card });
  await expect.poll(async () => (await hello()).state).toBe('open');
}

async function holds() {
  const reply = await door.dispatch('ending.state', {});
  return endingCalls['ending.state'].output.parse(reply.ok && reply.value).holds;
}

const reportsAtServer = () => destroyedIn(at.storage.db, at.sample.fair.id);

async function report(): Promise<string> {
  const reply = await door.dispatch('ending.report', {});
  return endingCalls['ending.report'].output.parse(reply.ok && reply.value).at;
}

/** What the machine wrote in February. */
async function wrote(slot: number, facts: number): Promise<void> {
  const { fair } = at.sample;
  const store = await storeIn(machine(slot), { fair: fair.id, slot, now: () => AFTER });
  const entry = { happening: { kind: 'booth', what: { booth: 'A01', now: 'open' } } } as const;
  for (let n = 0; n < facts; n += 1) store.ledger.append([entry]);
  store.close();
}

/** All that the machine has written so far reaches the server. */
async function sent(slot: number): Promise<void> {
  const { fair, keys } = at.sample;
  const store = await storeIn(machine(slot), { fair: fair.id, slot, now: () => AFTER });
  const passSeed = keys.passKeys.get(slot) ?? new Uint8Array(32);
  const address = { server: at.url, fair: fair.id, slot };
  const signal = AbortSignal.timeout(60_000);
  for (const upload of uploadsOf({ fair, slot, passSeed, store })) {
    const delivered = await deliver(address, upload, { fetch, signal });
    expect(delivered.kind).toBe('acked');
  }
  store.close();
}

async function archived(): Promise<void> {
  await ended();
  const done = await archiveFair(at.storage, at.sample.fair.id, AFTER);
  expect(done.ok).toBe(true);
}

async function ended(): Promise<void> {
  const { fair, keys } = at.sample;
  const time = signTime(fair, AFTER, keys.signingKey);
  expect(await tellClosing(fair, time, { server: at.url, fetch })).toBe('received');
}

/** Lets time pass until this is so: what the network answers takes its own. */
async function until(timers: ReturnType<typeof steppedTimers>, isSo: () => Promise<boolean>) {
  await expect
    .poll(
      async () => {
        await timers.pass(5_000);
        return isSo();
      },
      { timeout: 20_000, interval: 20 },
    )
    .toBe(true);
}

describe('the end of a fair, sent to its server', () => {
  it('reaches a machine that is locked, where a person destroys without a key (P123)', async () => {
    await ended();
    const timers = await started(GATE);
    await until(timers, async () => {
      const reply = await door.dispatch('ending.state', {});
      return JSON.stringify(reply).includes('2027-05-01');
    });
    expect(await hello()).toMatchObject({ state: 'locked' });
    expect(await door.dispatch('ending.destroy', {})).toMatchObject({ value: { ok: true } });
    expect(await hello()).toMatchObject({ state: 'retired' });
    expect(existsSync(join(machine(GATE), ENROLMENT_FILE))).toBe(false);
  });

  it('ends an open machine by itself, once the server has all that it wrote (P123)', async () => {
    await ended();
    const timers = await started(GATE);
    await door.dispatch('arrival.wedge', { text: card });
    await expect.poll(async () => (await hello()).state).toBe('open');
    await until(timers, async () => (await hello()).state === 'retired');
  });

  it('ends an open machine whose server has archived the fair, if it had all before (P135)', async () => {
    await wrote(BOOTHS, 3);
    await sent(BOOTHS);
    await archived();
    const timers = await started(BOOTHS);
    await opened();
    await until(timers, async () => (await hello()).state === 'retired');
    expect(await hello()).toMatchObject({ certificate: { unsent: 0 } });
    // The key is gone; what it signed before is sent now (P137).
    await until(timers, async () => (await reportsAtServer()).length === 1);
    expect(await reportsAtServer()).toMatchObject([
      { atMs: AFTER, said: { slot: BOOTHS, heads: [{ seq: 3 }], unsent: 0 } },
    ]);
    await until(timers, async () => (await report()) === 'received');
    await door.close();
    await openedAt(BOOTHS);
    expect(await report()).toBe('received');
  });

  it('leaves what an archived fair no longer takes to staff, who see how much it is (P135)', async () => {
    await wrote(BOOTHS, 2);
    await sent(BOOTHS);
    await wrote(BOOTHS, 3);
    await archived();
    const timers = await started(BOOTHS);
    await opened();
    await until(timers, async () => (await holds())?.why === 'archived');
    await timers.pass(15_000);
    expect(await holds()).toEqual({ facts: 3, boxes: 0, why: 'archived' });
    const ask = (key: string, facts: number) =>
      door.dispatch('ending.destroyHolding', { key, facts, boxes: 0 });
    expect(await ask('0'.repeat(32), 3)).toMatchObject({
      value: { fault: { kind: 'staff-only' } },
    });
    const key = await byCard();
    // A tap gives up no more than it saw.
    expect(await ask(key, 2)).toMatchObject({ value: { fault: { kind: 'changed' } } });
    expect(await hello()).toMatchObject({ state: 'open' });
    expect(await ask(await byCard(), 3)).toMatchObject({ value: { ok: true } });
    expect(await hello()).toMatchObject({ state: 'retired', certificate: { unsent: 3, facts: 5 } });
  });

  it('is offered to staff where the server no longer knows the fair, and says that it cannot tell (P135)', async () => {
    await wrote(BOOTHS, 2);
    await ended();
    const timers = await started(BOOTHS);
    await until(timers, async () => {
      const reply = await door.dispatch('ending.state', {});
      return JSON.stringify(reply).includes('2027-05-01');
    });
    await archiveFair(at.storage, at.sample.fair.id, AFTER);
    await removeFair(at.storage, at.sample.fair.id);
    await opened();
    await until(timers, async () => (await holds())?.why === 'no-such-fair');
    expect(await holds()).toEqual({ facts: null, boxes: 0, why: 'no-such-fair' });
    const key = await byCard();
    const input = { key, facts: null, boxes: 0 };
    expect(await door.dispatch('ending.destroyHolding', input)).toMatchObject({
      value: { ok: true },
    });
    expect(await hello()).toMatchObject({ certificate: { unsent: null } });
  });

  it('tells nobody but its own station what an archived fair has of a slot (P135)', async () => {
    await wrote(BOOTHS, 1);
    await sent(BOOTHS);
    await archived();
    const store = await storeIn(machine(BOOTHS), {
      fair: at.sample.fair.id,
      slot: BOOTHS,
      now: () => AFTER,
    });
    const passSeed = new Uint8Array(32).fill(9);
    const [upload] = uploadsOf({ fair: at.sample.fair, slot: BOOTHS, passSeed, store });
    store.close();
    if (!upload) throw new Error('nothing to send');
    const address = { server: at.url, fair: at.sample.fair.id, slot: BOOTHS };
    const using = { fetch, signal: AbortSignal.timeout(60_000) };
    expect(await deliver(address, upload, using)).toEqual({
      kind: 'refused',
      fault: { kind: 'no-such-fair' },
    });
  });

  it('leaves the organiser’s machine to the organiser (P123)', async () => {
    await ended();
    const timers = await started(ORGANISER);
    await door.dispatch('arrival.wedge', { text: card });
    await expect.poll(async () => (await hello()).state).toBe('open');
    await until(timers, async () => {
      const reply = await door.dispatch('afterwards.state', {});
      return JSON.stringify(reply).includes('"signed":{"day":"2027-05-01"');
    });
    await timers.pass(60_000);
    expect(await hello()).toMatchObject({ state: 'open' });
  });

  it('is nothing before the organiser has signed it', async () => {
    const timers = await started(GATE);
    await timers.pass(60 * 60_000);
    expect(await door.dispatch('ending.state', {})).toMatchObject({ value: { signed: null } });
  });
});
