import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codesOf, keyGroups, trades } from '../shared/codes.ts';
import type { About } from '../shared/answers.ts';
import type { Happening } from '../shared/facts.ts';
import { uploadsOf } from '../electron/station/sync/facts-on-a-stick.ts';
import { signedBox } from '../electron/station/sync/sent-boxes.ts';
import { type StationSync, stationSync } from '../electron/station/sync/station-sync.ts';
import type { Fair } from '../shared/fair.ts';
import type { Condition } from '../shared/condition.ts';
import { deliver } from '../electron/station/sync/delivery.ts';
import { signFair } from '../electron/station/keys/signed-fair.ts';
import { loadSampleFair, type SampleFair } from '../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../electron/station/sample/sample-station.ts';
import type { Store } from '../electron/station/store/store.ts';
import { countedBytes, storeIn } from '../electron/station/store/testing/store-in.ts';
import { addAccount } from '../server/accounts/accounts.ts';
import { openApp } from '../server/app.ts';
import { keepFair } from '../server/fairs/fairs.ts';
import { anyToken, EASY } from '../server/testing/any-door.ts';
import type { Storage } from '../server/storage/homes.ts';
import { openPostgres } from '../server/storage/postgres-home.ts';
import { openSqlite } from '../server/storage/sqlite-home.ts';
import { hastyIfShort } from './sync/hasty.ts';

/** The central server with its page, and a morning of the sample fair that stations have uploaded. */

const root = fileURLToPath(new URL('../', import.meta.url));
/** Who signs in at the server's page. */
export const PERSON = { name: '王海燕', password: 'of a journey, long enough' } as const;

export interface Central {
  readonly url: string;
  readonly sample: SampleFair;
  readonly storage: Storage;
  /** A program's token that is good for everything. */
  readonly token: string;
  /** The server's clock. */
  readonly at: (ms: number) => void;
  /** Writes facts at a station, on its own disk. */
  readonly write: (slot: number, entries: readonly Written[]) => Promise<void>;
  readonly storeOf: (slot: number) => Promise<Store>;
  /** Uploads as a station does, until the server has everything. */
  readonly sync: (
    slot: number,
    condition?: () => Condition,
    /** Drawn at its start. */
    run?: string,
  ) => Promise<{ readonly again: () => Promise<void> }>;
  /** The server's reply to a box that another station signed. */
  readonly forgeBox: (slot: number) => Promise<string>;
  /** Uploads everything that the stations have. */
  readonly send: () => Promise<void>;
  /** Its program ends and starts at the same address; `between` is what somebody does in the meantime. */
  startAgain(between: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

interface Written {
  readonly happening: Happening;
  readonly person?: string;
}

/** Adds the person and a program's token, as an administrator would. */
async function peopleAndToken(storage: Storage, fair: string, now: () => number): Promise<string> {
  const keeping = { storage, now, hardness: EASY };
  const author = 'test';
  const account = { ...PERSON, fair, by: author, role: 'administrator' } as const;
  const added = await addAccount(keeping, account);
  // A database that is opened again has them already.
  if (!added.ok && added.fault.kind !== 'exists') throw new Error(added.fault.kind);
  return anyToken(storage, fair);
}

/** A URL is PostgreSQL's; without one it is SQLite in this folder. */
async function storageOf(home: string | Storage | undefined, folder: string): Promise<Storage> {
  if (typeof home === 'object') return home;
  const opened = await (home === undefined
    ? openSqlite(join(folder, 'central'))
    : openPostgres(home));
  if (!opened.ok) throw new Error(opened.fault.kind);
  return opened.value;
}

export const MORNING_MS = Date.UTC(2027, 1, 27, 1);
const MINUTE_MS = 60_000;

export const personOf = (n: number): string =>
  createHash('sha256').update(`visitor ${n}`).digest('hex').slice(0, 32);

export async function central(
  folder: string,
  home: string | Storage | undefined,
  change: Partial<Omit<Fair, 'sample'>> = {},
  pageFolder = join(root, 'dist', 'renderer'),
): Promise<Central> {
  const loaded = await loadSampleFair(join(root, 'resources', SAMPLE_FAIR));
  const sample = { ...loaded, fair: { ...loaded.fair, ...change } };
  const storage = await storageOf(home, folder);
  let nowMs = MORNING_MS;
  const openOne = () =>
    openApp({ storage, now: () => nowMs, hardness: EASY, logger: false, pageFolder });
  let app = await openOne();
  const server = await app.listen({ host: '127.0.0.1', port: 0 });
  const kept = await keepFair(storage, signFair(sample.fair, sample.keys.signingKey));
  if (!kept.ok) throw new Error(kept.fault.kind);
  const token = await peopleAndToken(storage, sample.fair.id, () => nowMs);
  const stores = new Map<number, Store>();
  const syncs: StationSync[] = [];

  async function storeOf(slot: number): Promise<Store> {
    const known = stores.get(slot);
    if (known) return known;
    const store = await storeIn(join(folder, `station-${slot}`), {
      fair: sample.fair.id,
      slot,
      now: () => nowMs,
      randomBytes: countedBytes(String(slot)),
    });
    stores.set(slot, store);
    return store;
  }

  return {
    url: server,
    sample,
    storage,
    token,
    at(ms) {
      nowMs = ms;
    },
    async write(slot, entries) {
      const store = await storeOf(slot);
      for (const entry of entries) store.ledger.append([entry]);
    },
    storeOf,
    sync,
    async forgeBox(slot) {
      const [upload] = uploadsOf({ ...signerOf(slot), store: await storeOf(slot) });
      if (!upload) throw new Error('nothing to send');
      const other = { ...signerOf(slot), passSeed: new Uint8Array(32).fill(9) };
      const [box] = (await storeOf(slot)).people.boxes();
      if (!box) throw new Error('no box');
      const delivered = await deliver(
        { server, fair: sample.fair.id, slot },
        { ...upload, boxes: [signedBox(other, box)] },
        { fetch, signal: AbortSignal.timeout(60_000) },
      );
      return delivered.kind === 'refused' ? delivered.fault.kind : delivered.kind;
    },
    async send() {
      for (const [slot, store] of stores) await sendOf(slot, store);
    },
    async startAgain(between) {
      await app.close();
      await between();
      app = await openOne();
      await app.listen({ host: '127.0.0.1', port: Number(new URL(server).port) });
    },
    async close() {
      for (const sync of syncs) sync.close();
      for (const store of stores.values()) store.close();
      await app.close();
      await storage.close();
    },
  };

  function signerOf(slot: number) {
    const passSeed = sample.keys.passKeys.get(slot);
    if (!passSeed) throw new Error(`no key of ${slot}`);
    return { fair: sample.fair, slot, passSeed };
  }

  async function sync(
    slot: number,
    condition?: () => Condition,
    run?: string,
  ): Promise<{ again: () => Promise<void> }> {
    let reached: () => void = () => undefined;
    const upToDate = (): Promise<void> =>
      new Promise((resolve) => {
        reached = resolve;
      });
    const first = upToDate();
    const own = stationSync({
      ...signerOf(slot),
      server,
      fetch,
      ...(condition && { condition }),
      ...(run !== undefined && { run }),
      store: await storeOf(slot),
      timers: hastyIfShort,
      now: () => nowMs,
      moment: () => ({ day: '', time: '' }),
      chance: () => 0.5,
      onHeard: () => undefined,
      onTrouble: (error) => {
        throw error;
      },
      onState: ({ at }) => {
        if (at === 'up-to-date') reached();
      },
    });
    syncs.push(own);
    await first;
    return {
      async again() {
        const next = upToDate();
        own.poke();
        await next;
      },
    };
  }

  async function sendOf(slot: number, store: Store): Promise<void> {
    const { passSeed } = signerOf(slot);
    const address = { server, fair: sample.fair.id, slot };
    const signal = AbortSignal.timeout(60_000);
    for (const upload of uploadsOf({ fair: sample.fair, slot, passSeed, store })) {
      const delivered = await deliver(address, upload, { fetch, signal });
      if (delivered.kind !== 'acked') throw new Error(JSON.stringify(delivered));
    }
  }
}

/** Forty people of the first hours, with amounts that differ, so that no two figures are equal. */
export async function aMorning({
  write,
  send,
  at,
  sample,
}: Pick<Central, 'write' | 'send' | 'at' | 'sample'>): Promise<void> {
  const { booths } = sample.fair;
  for (let n = 0; n < 40; n += 1) {
    at(MORNING_MS + n * 4 * MINUTE_MS);
    const about: About = {
      trades: { value: [trades[n % 5]?.code ?? 'office'], from: 'declared' },
      ...(n % 4 === 0 && {
        groups: {
          value: codesOf(keyGroups).filter((_, i) => i === n % 3 || (n % 8 === 0 && i === 1)),
          from: n % 8 === 0 ? 'staff' : 'declared',
        },
      }),
    };
    const slot = n % 3 === 0 ? 2 : 1;
    await write(slot, [
      {
        happening: { kind: 'checkin', what: { means: 'card', lane: 'self', about } },
        person: personOf(n),
      },
    ]);
  }
  const at4 = booths.slice(0, 6);
  await write(
    4,
    at4.map(({ code }) => ({ happening: { kind: 'booth', what: { booth: code, now: 'open' } } })),
  );
  for (let n = 0; n < 30; n += 1) {
    at(MORNING_MS + (170 + n * 3) * MINUTE_MS);
    // Nobody visits the last one.
    const { code: booth, posts } = at4[n % 5] ?? { code: '', posts: [] };
    const post = posts[0]?.code ?? '';
    const person = personOf(n);
    const happened: Happening[] = [
      { kind: 'visit', what: { booth } },
      ...(n % 2 === 0 ? [{ kind: 'resume' as const, what: { booth, post } }] : []),
      ...(n % 5 === 0
        ? [
            {
              kind: 'intent' as const,
              what: {
                booth,
                post,
                step: n === 10 ? ('signed' as const) : ('first' as const),
                supersedes: [],
              },
            },
          ]
        : []),
    ];
    await write(
      4,
      happened.map((happening) => ({ happening, person })),
    );
  }
  // The same card at another entrance.
  await write(2, [
    { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person: personOf(1) },
  ]);
  await write(7, [
    {
      happening: { kind: 'consult', what: { desk: 'policy', topic: 'social-subsidy' } },
      person: personOf(2),
    },
    { happening: { kind: 'handout', what: { desk: 'policy', item: 'policy-guide', copies: 25 } } },
  ]);
  await send();
}
