import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StationDoor } from '../../electron/station/open/station-door.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { read, zhang } from '../../electron/station/reader/testing/scripted-reader.ts';
import type { ReaderListener } from '../../electron/station/reader/reader-set.ts';
import { openStation } from '../../electron/station/open/open-station.ts';
import { deliver } from '../../electron/station/sync/delivery.ts';
import { stationSync } from '../../electron/station/sync/station-sync.ts';
import { uploadsOf } from '../../electron/station/sync/facts-on-a-stick.ts';
import { realTimers } from '../../electron/station/clock/timers.ts';
import { coverageOf } from '../../server/organiser/coverage.ts';
import { openRelay } from '../../server/relay/relay.ts';
import type { ReaderState } from '../../shared/devices.ts';
import { alertsOf } from '../../shared/report/alerts.ts';
import { signedConditionSchema } from '../../shared/condition.ts';
import { type Central, central, MORNING_MS } from '../central.ts';

/** A station's report of its own condition reaches the people who look after the hall. */

const GATE = 1;
const FAST_MS = 12 * 60_000;
let folder = '';
let at: Central;
let door: StationDoor | undefined;
let listener: ReaderListener | undefined;
let readers: ReaderState[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-condition-'));
  at = await central(folder, undefined);
  readers = [{ id: 'cards', kind: 'id-card', name: '读卡器', state: 'ready' }];
});
afterEach(async () => {
  await door?.close();
  await at.close();
  await rm(folder, { recursive: true });
});

/** A gate whose clock is twelve minutes fast. */
async function openGate(fair = at.sample.fair): Promise<void> {
  const passSeed = at.sample.keys.passKeys.get(GATE);
  if (!passSeed) throw new Error('no key');
  const { pseudonymKey } = at.sample.keys;
  const opened = await openStation({
    folder: join(folder, 'gate'),
    fair,
    slot: GATE,
    secrets: { passSeed, pseudonymKey },
    registrations: [],
    version: '1.2.3',
    canLeave: false,
    server: at.url,
    now: () => MORNING_MS + FAST_MS,
    randomBytes: randomness(),
    timers: realTimers,
    onTrouble: (what, error) => expect.fail(`${what}: ${String(error)}`),
    connectReaders: async (listens) => {
      listener = listens;
      return { states: () => readers, health: () => [], close: async () => undefined };
    },
  });
  if (!opened.ok) throw new Error(opened.fault.kind);
  door = opened.value;
}

async function seen(storage = at.storage) {
  const { stations } = await coverageOf(storage, at.sample.fair);
  return stations.find(({ slot }) => slot === GATE)?.condition;
}

const alertsHere = async () =>
  alertsOf(await coverageOf(at.storage, at.sample.fair), MORNING_MS)
    .filter(({ slot }) => slot === GATE)
    .map(({ kind }) => kind);

describe('an organiser', () => {
  it('sees an unplugged reader, a low battery and a fast clock', async () => {
    await openGate();
    await expect
      .poll(() => seen())
      .toMatchObject({
        version: '1.2.3',
        readers: [{ name: '读卡器', state: 'ready' }],
        printer: 'none',
        clockOffMs: FAST_MS,
      });
    expect(await alertsHere()).toEqual(['clock']);

    // An odd device name must not stop the upload.
    readers = readers.map((reader) => ({ ...reader, name: '读'.repeat(300) }));
    listener?.onStates(readers);
    await expect.poll(async () => (await seen())?.readers[0]?.name.length).toBe(120);

    await door?.dispatch('station.battery', { battery: { percent: 9, charging: false } });
    readers = readers.map((reader) => ({ ...reader, state: 'gone' }));
    listener?.onStates(readers);
    await expect.poll(alertsHere).toEqual(['clock', 'no-reader', 'battery']);

    readers = readers.map((reader) => ({ ...reader, state: 'ready' }));
    listener?.onStates(readers);
    await expect.poll(alertsHere).toEqual(['clock', 'battery']);
  });

  it('hears of names that no typeface draws, and of a card whose name is unclear', async () => {
    const { fair } = at.sample;
    const booths = fair.booths.map((booth) => ({ ...booth, employer: '\uE863记餐饮' }));
    await openGate({ ...fair, booths });
    await expect.poll(async () => (await seen())?.notices).toEqual(['undrawable']);
    listener?.onScan(read({ ...zhang, name: '陈?' }), 'cards');
    listener?.onStates(readers);
    await expect.poll(async () => (await seen())?.notices).toEqual(['undrawable', 'name-unclear']);
  });

  it('sees conditions through a hub, whose delay is not mistaken for a slow clock', async () => {
    await openGate();
    await expect.poll(() => seen()).toBeDefined();
    const centre = await central(join(folder, 'above'), undefined);
    centre.at(MORNING_MS + 3_600_000);
    const relay = openRelay({
      storage: at.storage,
      upstream: centre.url,
      fetch,
      patienceMs: 60_000,
      now: () => MORNING_MS + 3_600_000,
      chance: () => 0.5,
      onState: () => undefined,
    });
    await expect.poll(() => seen(centre.storage)).toMatchObject({ clockOffMs: FAST_MS });
    relay.close();
    await centre.close();
  });
});

describe('a station’s condition report', () => {
  it('is sent again at once when it changes during an exchange', async () => {
    const passSeed = at.sample.keys.passKeys.get(GATE);
    if (!passSeed) throw new Error('no key');
    let version = '1';
    const said: string[] = [];
    let answered: (() => void) | undefined;
    let held = Promise.resolve();
    const sync = stationSync({
      fair: at.sample.fair,
      slot: GATE,
      passSeed,
      server: at.url,
      async fetch(address, init) {
        // Nothing else triggers a question.
        if (String(address).includes('/live')) throw new Error('no stream');
        const answer = await fetch(address, init);
        await held;
        return answer;
      },
      store: await at.storeOf(GATE),
      timers: realTimers,
      now: () => MORNING_MS,
      moment: () => ({ day: '', time: '' }),
      chance: () => 0.5,
      condition() {
        said.push(version);
        return {
          atMs: MORNING_MS,
          version,
          role: 'entrance',
          readers: [],
          printer: 'none',
          notices: [],
        };
      },
      onHeard: () => undefined,
      onTrouble: (error) => expect.fail(String(error)),
    });
    await expect.poll(async () => (await seen())?.version).toBe('1');
    await expect.poll(async () => sync.state().at).toBe('up-to-date');
    held = new Promise((resolve) => {
      answered = resolve;
    });
    version = '2';
    sync.hear();
    await expect.poll(async () => said.at(-1)).toBe('2');
    version = '3';
    sync.hear();
    answered?.();
    // Sooner than the next regular question.
    await expect.poll(async () => (await seen())?.version, { timeout: 20_000 }).toBe('3');
    sync.close();
  });

  it('is refused without the station’s own signature', async () => {
    await openGate();
    await expect.poll(() => seen()).toBeDefined();
    const { fair, keys } = at.sample;
    const passSeed = keys.passKeys.get(GATE);
    if (!passSeed) throw new Error('no key');
    const [upload] = uploadsOf({ fair, slot: GATE, passSeed, store: await at.storeOf(GATE) });
    const kept = await at.storage.db
      .selectFrom('condition')
      .select('said')
      .where('fair_id', '=', fair.id)
      .executeTakeFirstOrThrow();
    const said = {
      ...signedConditionSchema.parse(JSON.parse(kept.said)),
      version: '9.9.9',
    };
    if (!upload) throw new Error('nothing to send');
    const delivered = await deliver(
      { server: at.url, fair: fair.id, slot: GATE },
      { ...upload, condition: { said, ageMs: 0 } },
      { fetch, signal: AbortSignal.timeout(60_000) },
    );
    expect(delivered).toMatchObject({ kind: 'refused', fault: { kind: 'not-signed' } });
    expect(await seen()).toMatchObject({ version: '1.2.3' });
  });
});
