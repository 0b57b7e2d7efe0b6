import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { steppedTimers } from '../../electron/station/clock/testing/stepped-timers.ts';
import type { HubDoor } from '../../electron/station/hub/hub-door.ts';
import { type HubHere, hubHere } from '../../electron/station/hub/hub-here.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { closingOf } from '../../server/fairs/closing.ts';
import { dayAndHour } from '../../shared/calendar.ts';
import type { HubRun } from '../../shared/hub-messages.ts';
import { type Central, central } from '../central.ts';
import { organiserHere } from './organiser-here.ts';

/**
 * The organiser ends the fair on the laptop that is the hall's hub: the server above is told, and the hub hears it
 * there, since only there it is known whether all of the hall has arrived (P123).
 */

/** A fair of last year: the clock of the server above is a real one. */
const PAST = { days: ['2025-03-01'], keepUntil: '2025-04-01' };
let folder = '';
let hall: Central;
let centre: Central;
let hub: HubHere;
let here: Awaited<ReturnType<typeof organiserHere>>;

/** A hub's process that listens where `hall` does. */
function doorTo(port: number): HubDoor {
  const opened = { port, pin: 'p'.repeat(43), token: 'cf1.c48f0482.secret' };
  let run: HubRun = { at: 'off' };
  let tell: (run: HubRun) => void = () => undefined;
  return {
    async start() {
      run = { at: 'up', opened, health: null };
      tell(run);
    },
    stop: async () => undefined,
    revise: async () => undefined,
    call: async () => ({ ok: false, fault: { kind: 'not-open' } }),
    look: async () => run,
    onRun: (listener) => void (tell = listener),
  };
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-above-'));
  hall = await central(join(folder, 'hall'), undefined, PAST);
  centre = await central(join(folder, 'above'), undefined, PAST);
  hub = await hubHere({
    door: doorTo(Number(new URL(hall.url).port)),
    folder,
    version: 'test',
    signedFair: async () => ({ text: 'fair', signature: 'c2ln' }),
    interfaces: () => ({}),
    timers: steppedTimers(),
    randomBytes: randomness(),
    onTrouble: (what, error) => expect.fail(`${what}: ${String(error)}`),
  });
  await hub.switchTo(true);
  await expect.poll(() => hub.own()).toBeDefined();
  here = await organiserHere(hall, folder, { hub, now: Date.now });
  await here.ask('setup.openSample', {});
});
afterEach(async () => {
  await here.close();
  await hall.close();
  await centre.close();
  await rm(folder, { recursive: true });
});

const today = () => dayAndHour(Date.now(), hall.sample.fair.utcOffsetMinutes).day;
const isClosed = async ({ storage, sample }: Central): Promise<boolean> =>
  (await closingOf(storage.db, sample.fair.id)) !== null;

describe('the end of a fair whose organiser’s laptop is the hub', () => {
  it('is sent to the server above, and not to the hub beside it', async () => {
    await hub.setUpstream({ address: centre.url, pins: [] });
    expect(await here.ask('afterwards.end', { day: today() })).toMatchObject({
      value: { answer: 'received' },
    });
    expect(await isClosed(centre)).toBe(true);
    expect(await isClosed(hall)).toBe(false);
  });

  it('is sent to the server that the station names, once the hub is switched off', async () => {
    await hub.setUpstream({ address: centre.url, pins: [] });
    await hub.switchTo(false);
    expect(await here.ask('afterwards.end', { day: today() })).toMatchObject({
      value: { answer: 'received' },
    });
    expect(await isClosed(centre)).toBe(false);
    expect(await isClosed(hall)).toBe(true);
  });
});
