import { mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { realTimers } from '../../electron/station/clock/timers.ts';
import { enrol } from '../../electron/station/keys/enrolment.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import type { StationDoor } from '../../electron/station/open/station-door.ts';
import { loadSampleFair, type SampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { openStationHere } from '../../electron/station/station-here.ts';
import { storeIn } from '../../electron/station/store/testing/store-in.ts';
import { pageCalls } from '../../shared/contract/page.ts';
import { staffCalls } from '../../shared/contract/staff.ts';
import { fail, ok } from '../../shared/result.ts';
import { staffCardText } from '../../shared/staff-card.ts';

/**
 * A machine breaks, and its data folder is copied to another one, perhaps of another system: what is in it must bind
 * it neither to a path nor to a system's rules for names.
 */

const SLOT = 4;
const resources = join(import.meta.dirname, '../../resources');
let place = '';
let sample: SampleFair;
let card = '';
let door: StationDoor;
let notes: string[];

const inPlace = (name: string): string => join(place, name);

async function open(folder: string): Promise<void> {
  const opened = await openStationHere({
    resources,
    folder,
    opensSample: false,
    version: 'test',
    canLeave: false,
    clock: { now: () => Date.UTC(2027, 1, 27, 10), timers: realTimers },
    onTrouble: (what, error) => void notes.push(`${what}: ${String(error)}`),
    hid: { list: async () => ok([]), open: async () => fail({ kind: 'gone' }) },
  });
  if (!opened.ok) throw new Error(opened.fault.kind);
  ({ door } = opened.value);
  const key = new Promise<string>((resolve) => {
    door.onEvent(({ name, payload }) => {
      if (name === 'staff') resolve(payload.key);
    });
  });
  await door.dispatch('arrival.wedge', { text: card });
  await expect.poll(state).toBe('open');
  await door.dispatch('arrival.wedge', { text: card });
  const reply = await door.dispatch('staff.status', { key: await key });
  const status = staffCalls['staff.status'].output.parse(reply.ok && reply.value);
  if (!status.ok) throw new Error(status.fault.kind);
  expect(status.value.facts).toBe(2);
  expect(status.value.notices).toEqual([]);
}

async function state(): Promise<string> {
  const reply = await door.dispatch('station.hello', {});
  return pageCalls['station.hello'].output.parse(reply.ok && reply.value).state;
}

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'chunfeng-carried-'));
  notes = [];
  sample = await loadSampleFair(join(resources, SAMPLE_FAIR));
  const { fair, keys } = sample;
  const random = randomness();
  card = staffCardText({ fair: fair.id, secret: random(32) });
  const passSeed = keys.passKeys.get(SLOT) ?? new Uint8Array(32);
  const station = { fair, slot: SLOT, signed: signFair(fair, keys.signingKey) };
  await enrol(inPlace('here'), station, { passSeed }, card, random);
  const store = await storeIn(inPlace('here'), {
    fair: fair.id,
    slot: SLOT,
    now: () => Date.UTC(2027, 1, 27, 9),
  });
  const entry = (booth: string) =>
    ({ happening: { kind: 'booth', what: { booth, now: 'open' } } }) as const;
  store.ledger.append([entry('A01'), entry('A02')]);
  await store.backup();
  store.close();
});
afterEach(async () => {
  await door.close();
  await rm(place, { recursive: true });
});

async function files(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const isFile = await Promise.all(
    names.map(async (name) => (await stat(join(folder, name))).isFile()),
  );
  return names.filter((_, n) => isFile[n]);
}

describe('a data folder that is carried to another machine', () => {
  it('opens there with all that it had, and says nothing of a loss', async () => {
    await open(inPlace('here'));
    await door.close();
    await rename(inPlace('here'), inPlace('招聘会 数据 (2)'));
    await open(inPlace('招聘会 数据 (2)'));
    await door.close();
    await rename(inPlace('招聘会 数据 (2)'), inPlace('back'));
    await open(inPlace('back'));
    expect(notes).toEqual([]);
  });

  it('has no name that Windows refuses, and nowhere the path of the machine before', async () => {
    await open(inPlace('here'));
    await door.close();
    for (const name of await files(inPlace('here'))) {
      for (const part of name.split(/[/\\]/)) {
        expect(part).not.toMatch(/[<>:"|?*\p{Cc}]|[. ]$/u);
        expect(part.length).toBeLessThan(120);
      }
      const bytes = await readFile(join(inPlace('here'), name));
      expect([name, bytes.includes(place)]).toEqual([name, false]);
    }
  });
});
