import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { steppedTimers } from '../../electron/station/clock/testing/stepped-timers.ts';
import type { MovedServer } from '../../electron/station/hub/address-code.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { openStation } from '../../electron/station/open/open-station.ts';
import type { StationDoor } from '../../electron/station/open/station-door.ts';
import { storeIn } from '../../electron/station/store/testing/store-in.ts';
import { type Central, central, MORNING_MS } from '../central.ts';

/** A station goes over to another server while it runs (P109), at a moment when the network is not ready for it. */

const BOOTHS = 4;
let folder = '';
let first: Central;
let second: Central;
let door: StationDoor;
let timers: ReturnType<typeof steppedTimers>;
/** Where an address code says that the server is. */
let at: Central;
let pins: string[];
let onMoved: () => void;
/** How often the system could not say which proxy leads to the second server. */
let failures: number;
let said: string[];

const moved: MovedServer = {
  current: () => ({ fair: at.sample.fair.id, revision: 1, ms: 1, server: at.url, pins }),
  take: async () => undefined,
  onMoved: (listener) => void (onMoved = listener),
};

async function proxyOf(address: string): Promise<string> {
  if (address !== second.url || failures === 0) return 'DIRECT';
  failures -= 1;
  throw new Error('no answer from the system');
}

const factsAt = async ({ storage }: Central): Promise<number> =>
  (await storage.db.selectFrom('fact').select('seq').execute()).length;

const heardMs = async ({ storage }: Central): Promise<number> => {
  const row = await storage.db.selectFrom('branch').select('heard_ms').executeTakeFirst();
  return Number(row?.heard_ms);
};

async function until(isSo: () => Promise<boolean>): Promise<void> {
  await expect
    .poll(
      async () => {
        await timers.pass(500);
        return isSo();
      },
      { timeout: 20_000, interval: 20 },
    )
    .toBe(true);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-switch-'));
  first = await central(join(folder, 'first'), undefined);
  second = await central(join(folder, 'second'), undefined);
  at = first;
  pins = [];
  failures = 0;
  said = [];
  timers = steppedTimers();
  const { fair, keys } = first.sample;
  const passSeed = keys.passKeys.get(BOOTHS);
  if (!passSeed) throw new Error('no key');
  const store = await storeIn(join(folder, 'station'), {
    fair: fair.id,
    slot: BOOTHS,
    now: () => MORNING_MS,
  });
  store.ledger.append([{ happening: { kind: 'booth', what: { booth: 'A01', now: 'open' } } }]);
  store.close();
  const opened = await openStation({
    folder: join(folder, 'station'),
    fair,
    slot: BOOTHS,
    secrets: { passSeed },
    registrations: [],
    version: 'test',
    canLeave: false,
    moved,
    proxyOf,
    now: () => MORNING_MS + timers.passed(),
    randomBytes: randomness(),
    timers,
    onTrouble: (what) => void said.push(what),
    connectReaders: async () => ({
      states: () => [],
      health: () => [],
      close: async () => undefined,
    }),
  });
  if (!opened.ok) throw new Error(opened.fault.kind);
  door = opened.value;
  await until(async () => (await factsAt(first)) === 1);
});
afterEach(async () => {
  await door.close();
  await first.close();
  await second.close();
  await rm(folder, { recursive: true });
});

describe('a station whose server moves', () => {
  it('tries again until the new one has its facts, though the first tries came to nothing', async () => {
    failures = 2;
    at = second;
    onMoved();
    await until(async () => (await factsAt(second)) === 1);
    expect(said).toEqual(['server', 'server']);
  });

  it('goes at once to the machine that has the address of the one before', async () => {
    const later = MORNING_MS + 3_600_000;
    first.at(later);
    pins = ['k'.repeat(43)];
    // No time passes: the pause after the last failure may be long.
    onMoved();
    await expect.poll(() => heardMs(first), { timeout: 20_000 }).toBe(later);
  });

  it('stays where it is if the address moves back before it was reached', async () => {
    failures = 1;
    at = second;
    onMoved();
    await expect.poll(() => said).toEqual(['server']);
    at = first;
    const later = MORNING_MS + 3_600_000;
    first.at(later);
    await until(async () => (await heardMs(first)) === later);
    expect(await factsAt(second)).toBe(0);
  });
});
