import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import type { Store } from '../../electron/station/store/store.ts';
import { countedBytes, storeIn } from '../../electron/station/store/testing/store-in.ts';
import {
  type StationSync,
  stationSync,
  type StationSyncOptions,
} from '../../electron/station/sync/station-sync.ts';
import { openApp } from '../../server/app.ts';
import type { Happening } from '../../shared/facts.ts';
import type { Fair } from '../../shared/fair.ts';
import { keepFair } from '../../server/fairs/fairs.ts';
import { openAbove } from '../../server/relay/above.ts';
import type { HeldBranch } from '../../server/relay/held-back.ts';
import { openRelay } from '../../server/relay/relay.ts';
import type { Storage } from '../../server/storage/homes.ts';
import { openSqlite } from '../../server/storage/sqlite-home.ts';
import { hasty } from './hasty.ts';

/** Real stations' ledgers and real servers, each in a folder that a test may put back, copy or cut off. */

export interface RunningServer {
  readonly url: string;
  readonly storage: Storage;
  stop(): Promise<void>;
  /** A hub: relays now, and what it said last. */
  poke(): void;
  state(): string | undefined;
  /** A hub: what it could not hand on, and whether all else is above. */
  held(): readonly HeldBranch[];
  mayArchive(fair: string): boolean;
}

export interface RunningStation {
  readonly store: Store;
  readonly sync: StationSync;
  /** A round with its server, until it rests; or rounds, until it rests in that state. */
  round(until?: string): Promise<string>;
  stop(): void;
}

const loaded = loadSampleFair(join(import.meta.dirname, '../../resources/fairs/street-market'));

export async function openHall(start = 1_803_690_000_000, change: Partial<Fair> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-hall-'));
  const { fair, ...own } = await loaded;
  const sample = { ...own, fair: { ...fair, ...change, sample: true as const } };
  const signed = signFair(sample.fair, sample.keys.signingKey);
  const bytes = countedBytes();
  const ending: (() => unknown)[] = [];
  let nowMs = start;
  const inFolder = (name: string): string => join(folder, name);

  /** With an upstream it is a hub. */
  async function serve(name: string, port = 0, upstream?: string): Promise<RunningServer> {
    const opened = await openSqlite(inFolder(name));
    if (!opened.ok) throw new Error(opened.fault.kind);
    const storage = opened.value;
    await keepFair(storage, signed);
    const heardAbove = openAbove();
    const app = await openApp({
      storage,
      now: () => nowMs,
      logger: false,
      above: heardAbove,
    });
    const url = await app.listen({ host: '127.0.0.1', port });
    let states: string[] = [];
    const relay =
      upstream === undefined
        ? undefined
        : openRelay({
            storage,
            upstream,
            fetch,
            patienceMs: 60_000,
            now: () => nowMs,
            chance: () => 0,
            onState: (state) => (states = [state.at === 'waiting' ? state.why : state.at]),
            above: heardAbove,
          });
    let stopped: Promise<void> | undefined;
    const stop = (): Promise<void> => {
      relay?.close();
      return (stopped ??= app.close().then(() => storage.close()));
    };
    ending.push(stop);
    return {
      url,
      storage,
      stop,
      poke: () => relay?.poke(),
      state: () => states[0],
      held: () => relay?.heldOf(fair.id) ?? [],
      mayArchive: (id) => relay?.mayArchive(id) ?? true,
    };
  }

  async function station(
    slot: number,
    url: string,
    name = `station-${slot}`,
    options: Partial<StationSyncOptions> & {
      readonly randomBytes?: typeof bytes;
      /** Of the fair, that what is written here names. */
      readonly revision?: () => number;
    } = {},
  ): Promise<RunningStation> {
    const { randomBytes = bytes, revision = () => 1, ...more } = options;
    const own = { fair: sample.fair.id, slot, now: () => nowMs, randomBytes, revision };
    const store = await storeIn(inFolder(name), own);
    await store.eraseAgain();
    const passSeed = sample.keys.passKeys.get(slot);
    if (!passSeed) throw new Error('no key');
    let rested: (at: string) => unknown = () => undefined;
    const sync = stationSync({
      server: url,
      fetch,
      fair: sample.fair,
      slot,
      passSeed,
      store,
      timers: hasty,
      now: () => nowMs,
      moment: () => ({ day: '', time: '' }),
      chance: () => 0.4,
      run: Buffer.from(bytes(4)).toString('hex'),
      onHeard: () => undefined,
      onTrouble: (error) => {
        throw error;
      },
      onState: ({ at }) => rested(at),
      ...more,
    });
    let open = true;
    const stop = (): void => {
      if (open) sync.close();
      if (open) store.close();
      open = false;
    };
    ending.push(stop);
    return {
      store,
      sync,
      stop,
      round: (until) =>
        new Promise((resolve) => {
          rested = (at) => (at === until || (!until && at !== 'sending')) && resolve(at);
          sync.poke();
        }),
    };
  }

  function write({ store }: RunningStation, people: number, happening: Happening): string[] {
    return Array.from({ length: people }, () => {
      nowMs += 61_000;
      const person = Buffer.from(bytes(16)).toString('hex');
      store.ledger.append([{ happening, person }]);
      return person;
    });
  }

  return {
    sample,
    inFolder,
    serve,
    station,
    pass: (ms: number) => (nowMs += ms),
    copy: (from: string, to: string) => cp(inFolder(from), inFolder(to), { recursive: true }),
    async putBack(from: string, to: string) {
      await rm(inFolder(to), { recursive: true });
      await cp(inFolder(from), inFolder(to), { recursive: true });
    },
    checkIn: (station: RunningStation, people: number): string[] =>
      write(station, people, { kind: 'checkin', what: { means: 'card', lane: 'self' } }),
    visits: (station: RunningStation, people: number): string[] =>
      write(station, people, { kind: 'visit', what: { booth: 'A01' } }),
    async close() {
      for (const end of ending.toReversed()) await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
