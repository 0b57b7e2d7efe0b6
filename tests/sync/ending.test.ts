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
import { openStationHere } from '../../electron/station/station-here.ts';
import { pageCalls } from '../../shared/contract/page.ts';
import { fail, ok } from '../../shared/result.ts';
import { staffCardText } from '../../shared/staff-card.ts';
import { type Central, central } from '../central.ts';

/** A month later: the organiser ends the fair at the server, and its machines hear of it by themselves. */

const AFTER = Date.parse('2027-05-01T09:00:00+08:00');
const GATE = 1;
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

async function ended(): Promise<void> {
  const { fair, keys } = at.sample;
  const time = signTime(fair, AFTER, keys.signingKey);
  expect(await tellClosing(fair, time, { server: at.url, fetch })).toBe('told');
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

describe('the end of a fair, told to its server', () => {
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
