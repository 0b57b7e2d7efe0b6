import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import type { Store } from '../../electron/station/store/store.ts';
import { countedBytes, storeIn } from '../../electron/station/store/testing/store-in.ts';
import { type StationSync, stationSync } from '../../electron/station/sync/station-sync.ts';
import type { SyncState } from '../../electron/station/sync/uploader.ts';
import { type App, openApp } from '../../server/app.ts';
import { keepFair } from '../../server/fairs/fairs.ts';
import type { Storage } from '../../server/storage/homes.ts';
import { openSqlite } from '../../server/storage/sqlite-home.ts';
import { anyToken } from '../../server/testing/any-door.ts';
import { authorityOf } from '../../shared/authority.ts';
import { chainedFactSchema, type Happening, type PersonalFact } from '../../shared/facts.ts';
import { uploadSchema } from '../../shared/sync/wire.ts';
import { tallyOf } from '../../shared/tally/fold.ts';
import { hasty } from './hasty.ts';

/** A day at one booth: a real station's ledger and a real server, between which a test puts any network. */

export const SLOT = 4;
export const GATE = 1;
export const OTHER_GATE = 2;
export const COLLEAGUE = 5;

/** Several in one write: a disk that takes its time over each of thousands would outlast a test. */
const AT_ONCE = 10;

export const factsIn = (body: string) => uploadSchema.parse(JSON.parse(body)).facts;

/** What a test changes as the day goes on. */
interface Now {
  nowMs: number;
  storage: Storage;
  app: App;
  server: string;
  token: string;
  store: Store;
  uploader: StationSync | undefined;
}

export type Day = Awaited<ReturnType<typeof openDay>>;

export async function openDay() {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-sync-'));
  const sample = await loadSampleFair(
    join(import.meta.dirname, '../../resources/fairs/street-market'),
  );
  const bytes = countedBytes();
  const troubles: unknown[] = [];
  const stationFolder = (slot: number): string => join(folder, `station-${slot}`);
  let onState: (state: SyncState) => void = () => undefined;

  const startMs = 1_803_690_000_000;
  let clock = (): number => startMs;

  async function serving(port: number): Promise<Pick<Now, 'storage' | 'app' | 'server'>> {
    const opened = await openSqlite(join(folder, 'server'));
    if (!opened.ok) throw new Error(opened.fault.kind);
    const storage = opened.value;
    const app = await openApp({ storage, now: () => clock(), logger: false });
    return { storage, app, server: await app.listen({ host: '127.0.0.1', port }) };
  }

  async function station(slot = SLOT): Promise<Store> {
    const own = { fair: sample.fair.id, slot, now: () => clock(), randomBytes: bytes };
    const opened = await storeIn(stationFolder(slot), own);
    await opened.eraseAgain();
    return opened;
  }

  const served = await serving(0);
  const kept = await keepFair(served.storage, signFair(sample.fair, sample.keys.signingKey));
  expect(kept.ok).toBe(true);
  const now: Now = {
    ...served,
    nowMs: startMs,
    token: await anyToken(served.storage, sample.fair.id),
    store: await station(),
    uploader: undefined,
  };
  clock = () => now.nowMs;

  function passSeedOf(slot: number): Uint8Array {
    const passSeed = sample.keys.passKeys.get(slot);
    if (!passSeed) throw new Error('no key');
    return passSeed;
  }

  function syncOf(
    from: Store,
    slot: number,
    url: string,
    tell: typeof onState,
    onHeard: () => void = () => undefined,
  ): StationSync {
    return stationSync({
      server: url,
      fetch,
      fair: sample.fair,
      slot,
      passSeed: passSeedOf(slot),
      store: from,
      timers: hasty,
      now: () => clock(),
      moment: () => ({ day: '', time: '' }),
      // No pause is as long as the time limits that `hasty` recognises.
      chance: () => 0.4,
      onState: tell,
      onHeard,
      onTrouble: (error) => troubles.push(error),
    });
  }

  /** Waits for a state, whatever states come before it. */
  function reached(is: (state: SyncState) => boolean): Promise<SyncState> {
    return new Promise((resolve) => {
      onState = (state) => {
        if (is(state)) resolve(state);
      };
      const state = now.uploader?.state();
      if (state && is(state)) resolve(state);
    });
  }

  return Object.assign(now, {
    folder,
    sample,
    troubles,
    passSeedOf,
    stationFolder,
    station,
    syncOf,
    reached,
    serve: async (port: number): Promise<void> => {
      Object.assign(now, await serving(port));
    },
    upload(url: string): StationSync {
      now.uploader = syncOf(now.store, SLOT, url, (state) => onState(state));
      return now.uploader;
    },
    /** Runs one complete exchange with the server. */
    async exchange(from: Store, slot: number, to = now.server): Promise<void> {
      const { promise: finished, resolve: done } = Promise.withResolvers<void>();
      const own = syncOf(from, slot, to, ({ at }) => {
        if (at === 'up-to-date') done();
      });
      await finished;
      own.close();
    },
    upToDate: (): Promise<SyncState> =>
      reached((state) => state.at === 'up-to-date' && state.seq === now.store.ledger.head.seq),
    receive(people: number, from = 0): void {
      for (let first = from; first < from + people; first += AT_ONCE) {
        const visits = Array.from({ length: Math.min(AT_ONCE, from + people - first) }, (_, n) =>
          visitOf(first + n),
        );
        now.nowMs += visits.length * 20_000;
        now.store.ledger.append(visits);
      }
    },
    async figures(): Promise<Map<string, number>> {
      const answer = await fetch(new URL(`/v1/fairs/${sample.fair.id}/figures`, now.server), {
        headers: { authorization: `Bearer ${now.token}` },
      });
      const rows = await now.storage.db.selectFrom('tally').selectAll().execute();
      expect(answer.status).toBe(200);
      return new Map(
        rows
          .map(({ scope, figure, slice, value }) => [`${scope} ${figure} ${slice}`, value] as const)
          .toSorted(([a], [b]) => (a < b ? -1 : 1)),
      );
    },
    /** The figures of what stands in the station's own ledger. */
    folded(): Map<string, number> {
      const { ledger } = now.store;
      const facts = ledger.incarnations().flatMap(({ name, from }) =>
        ledger
          .wireAfter(name, from.seq, Number.POSITIVE_INFINITY)
          .map(({ text, opening }): PersonalFact => {
            const chained = chainedFactSchema.parse(JSON.parse(text));
            return { chained, ...(opening && { pseudonym: opening.pseudonym }) };
          }),
      );
      return new Map(
        [...tallyOf(facts, { ...sample.fair, authority: authorityOf(sample.fair) })].toSorted(
          ([a], [b]) => (a < b ? -1 : 1),
        ),
      );
    },
    async close(): Promise<void> {
      now.uploader?.close();
      now.store.close();
      await now.app.close();
      await now.storage.close();
      await rm(folder, { recursive: true });
      expect(troubles).toEqual([]);
    },
  });
}

function visitOf(n: number) {
  const person = createHash('sha256')
    .update(`p ${n % 400}`)
    .digest('hex')
    .slice(0, 32);
  const happening: Happening = { kind: 'visit', what: { booth: `A0${1 + (n % 3)}` } };
  return { happening, person };
}
