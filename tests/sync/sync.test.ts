import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { copyFile, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { loadSampleFair, type SampleFair } from '../../electron/station/sample/sample-fair.ts';
import type { Store } from '../../electron/station/store/store.ts';
import { countedBytes, storeIn } from '../../electron/station/store/testing/store-in.ts';
import { type StationSync, stationSync } from '../../electron/station/sync/station-sync.ts';
import { HEAR_MS, PATIENCE_MS, type SyncState } from '../../electron/station/sync/uploader.ts';
import { deliver } from '../../electron/station/sync/delivery.ts';
import { factsForStick, uploadsFromStick } from '../../electron/station/sync/facts-on-a-stick.ts';
import type { Timers } from '../../electron/station/clock/timers.ts';
import { type App, MOST_REQUESTS, openApp } from '../../server/app.ts';
import { anyToken } from '../../server/testing/any-door.ts';
import { authorityOf } from '../../shared/authority.ts';
import { coverageSchema } from '../../shared/report/coverage.ts';
import { keepFair } from '../../server/fairs/fairs.ts';
import { adoptFair } from '../../server/ingest/adopt.ts';
import { recount } from '../../server/ingest/recount.ts';
import { setAsideToSalvage } from '../../server/storage/damaged.ts';
import { openRelay } from '../../server/relay/relay.ts';
import type { Storage } from '../../server/storage/homes.ts';
import { openSqlite } from '../../server/storage/sqlite-home.ts';
import { SERVER_FILE } from '../../server/storage/server-file.ts';
import type { Happening, PersonalFact } from '../../shared/facts.ts';
import { chainedFactSchema, refOf } from '../../shared/facts.ts';
import { genesis } from '../../shared/chain.ts';
import { keyText, signText } from '../../electron/station/keys/fair-keys.ts';
import { LEDGER_FILE, putBack, setAside } from '../../electron/station/store/damage.ts';
import { tombstoneOfOld } from '../../shared/sync/erasures.ts';
import {
  ackSchema,
  COVER_DOMAIN,
  coverText,
  HEAD_DOMAIN,
  headText,
  HEAR_DOMAIN,
  hearText,
  type Proof,
  SYNC_VERSION,
  uploadSchema,
  type WireFact,
} from '../../shared/sync/wire.ts';
import { READS_HEADER, SYNC_READS } from '../../shared/sync/versions.ts';
import { shortOf } from '../../shared/pass.ts';
import { tallyOf } from '../../shared/tally/fold.ts';
import { type Fault, faults, faultyProxy } from './faulty-proxy.ts';

/** A real station's ledger and a real server, with very bad networks between them. */

const SLOT = 4;
const GATE = 1;
const OTHER_GATE = 2;
const COLLEAGUE = 5;
let token = '';

let folder = '';
let sample: SampleFair;
let storage: Storage;
let app: App;
let server = '';
let store: Store;
let nowMs = 1_803_690_000_000;
const bytes = countedBytes();
let uploader: StationSync | undefined;
let troubles: unknown[] = [];
let onState: (state: SyncState) => void = () => undefined;

beforeEach(async () => {
  troubles = [];
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-sync-'));
  sample = await loadSampleFair(join(import.meta.dirname, '../../resources/fairs/street-market'));
  await serve(0);
  const kept = await keepFair(storage, signFair(sample.fair, sample.keys.signingKey));
  expect(kept.ok).toBe(true);
  token = await anyToken(storage, sample.fair.id);
  store = await station();
});

async function serve(port: number): Promise<void> {
  const opened = await openSqlite(join(folder, 'server'));
  if (!opened.ok) throw new Error(opened.fault.kind);
  storage = opened.value;
  app = await openApp({ storage, now: () => nowMs, logger: false });
  server = await app.listen({ host: '127.0.0.1', port });
}

afterEach(async () => {
  expect(troubles).toEqual([]);
  uploader?.close();
  uploader = undefined;
  store.close();
  await app.close();
  await storage.close();
  await rm(folder, { recursive: true });
});

const stationFolder = (slot: number): string => join(folder, `station-${slot}`);

async function station(slot = SLOT): Promise<Store> {
  const own = { fair: sample.fair.id, slot, now: () => nowMs, randomBytes: bytes };
  const opened = await storeIn(stationFolder(slot), own);
  await opened.eraseAgain();
  return opened;
}

/** Pauses end at once; time limits for an answer never expire. */
const hasty: Timers = {
  after(ms, then) {
    if (ms === PATIENCE_MS || ms === HEAR_MS) return () => undefined;
    const timer = setImmediate(then);
    return () => clearImmediate(timer);
  },
};

function syncOf(
  from: Store,
  slot: number,
  url: string,
  tell: typeof onState,
  onHeard: () => void = () => undefined,
): StationSync {
  const passSeed = sample.keys.passKeys.get(slot);
  if (!passSeed) throw new Error('no key');
  return stationSync({
    server: url,
    fetch,
    fair: sample.fair,
    slot,
    passSeed,
    store: from,
    timers: hasty,
    now: () => nowMs,
    moment: () => ({ day: '', time: '' }),
    // No pause is as long as the time limits that `hasty` recognises.
    chance: () => 0.4,
    onState: tell,
    onHeard,
    onTrouble: (error) => troubles.push(error),
  });
}

function upload(url: string): StationSync {
  uploader = syncOf(store, SLOT, url, (state) => onState(state));
  return uploader;
}

/** Runs one complete exchange with the server. */
async function exchange(from: Store, slot: number, to = server): Promise<void> {
  let done: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    done = resolve;
  });
  const own = syncOf(from, slot, to, ({ at }) => {
    if (at === 'up-to-date') done();
  });
  await finished;
  own.close();
}

/** Waits for a state, whatever states come before it. */
function reached(is: (state: SyncState) => boolean): Promise<SyncState> {
  return new Promise((resolve) => {
    onState = (state) => {
      if (is(state)) resolve(state);
    };
    const now = uploader?.state();
    if (now && is(now)) resolve(now);
  });
}
const upToDate = (): Promise<SyncState> =>
  reached((state) => state.at === 'up-to-date' && state.seq === store.ledger.head.seq);

/** Several in one write: a disk that takes its time over each of thousands would outlast a test. */
const AT_ONCE = 10;

function receive(people: number, from = 0): void {
  for (let first = from; first < from + people; first += AT_ONCE) {
    const visits = Array.from({ length: Math.min(AT_ONCE, from + people - first) }, (_, n) =>
      visitOf(first + n),
    );
    nowMs += visits.length * 20_000;
    store.ledger.append(visits);
  }
}

function visitOf(n: number) {
  const person = createHash('sha256')
    .update(`p ${n % 400}`)
    .digest('hex')
    .slice(0, 32);
  const happening: Happening = { kind: 'visit', what: { booth: `A0${1 + (n % 3)}` } };
  return { happening, person };
}

const factsIn = (body: string) => uploadSchema.parse(JSON.parse(body)).facts;

async function figures(): Promise<Map<string, number>> {
  const answer = await fetch(new URL(`/v1/fairs/${sample.fair.id}/figures`, server), {
    headers: { authorization: `Bearer ${token}` },
  });
  const rows = await storage.db.selectFrom('tally').selectAll().execute();
  expect(answer.status).toBe(200);
  return new Map(
    rows
      .map(({ scope, figure, slice, value }) => [`${scope} ${figure} ${slice}`, value] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function folded(): Map<string, number> {
  const facts = store.ledger.incarnations().flatMap(({ name, from }) =>
    store.ledger
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
}

describe('a station and its server', () => {
  it('agree on every figure after a day offline and each later fact', async () => {
    receive(1_200);
    upload(server);
    await upToDate();
    expect(await figures()).toEqual(folded());
    receive(3, 1_200);
    uploader?.poke();
    await upToDate();
    expect(await figures()).toEqual(folded());
  });

  it('lose nothing and count nothing twice over any network and restart', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...faults), { minLength: 4, maxLength: 16 }),
        fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 2 }),
        async (sequence, days) => {
          const left: Fault[] = [...sequence];
          const proxy = await faultyProxy(server, () => left.shift() ?? 'pass');
          for (const people of days) {
            receive(people);
            upload(proxy.url);
            await upToDate();
            // The program restarts with what is on its disk.
            uploader?.close();
            store.close();
            store = await station();
          }
          await proxy.close();
          expect(await figures()).toEqual(folded());
        },
      ),
      { numRuns: 5 },
    );
  });

  it('send a whole day over a line that cuts every large request', async () => {
    receive(2_000);
    let cutOff = 0;
    const proxy = await faultyProxy(server, ({ length }) => {
      if (length <= 20_000) return 'pass';
      cutOff += 1;
      return 'drop';
    });
    upload(proxy.url);
    await upToDate();
    await proxy.close();
    expect(cutOff).toBeGreaterThan(0);
    expect(await figures()).toEqual(folded());
  });

  it('exchange compressed answers', async () => {
    receive(50);
    await exchange(store, SLOT);
    const answer = await fetch(new URL(`/v1/fairs/${sample.fair.id}/figures`, server), {
      headers: { authorization: `Bearer ${token}` },
    });
    const sent = Number(answer.headers.get('content-length') ?? 0);
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect((await answer.text()).length).toBeGreaterThan(3 * sent);
  });

  it('show how many facts wait while there is no network', async () => {
    receive(5);
    await app.close();
    upload(server);
    const state = await reached(({ at }) => at === 'waiting');
    expect(state).toMatchObject({ at: 'waiting', waiting: 5, why: 'no-network' });
  });

  it('name a missing certificate as the reason', async () => {
    receive(1);
    upload(server.replace('http:', 'https:'));
    expect(await reached(({ at }) => at === 'waiting')).toMatchObject({ why: 'certificate' });
  });

  it('recover after the server’s disk was full', async () => {
    receive(1_200);
    await sql`PRAGMA max_page_count = 40`.execute(storage.db);
    upload(server);
    expect(await reached(({ at }) => at === 'waiting')).toMatchObject({ why: 'server-trouble' });
    await sql`PRAGMA max_page_count = 1000000`.execute(storage.db);
    await upToDate();
    expect(await figures()).toEqual(folded());
  });

  it('send again what a restored server lost', async () => {
    receive(300);
    upload(server);
    await upToDate();
    const data = join(folder, 'server', SERVER_FILE);
    await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(storage.db);
    await copyFile(data, join(folder, 'an-hour-ago.db'));
    receive(300, 300);
    uploader?.poke();
    await upToDate();
    const port = Number(new URL(server).port);
    await app.close();
    await storage.close();
    await rm(`${data}-wal`, { force: true });
    await copyFile(join(folder, 'an-hour-ago.db'), data);
    await serve(port);
    receive(20, 600);
    uploader?.poke();
    await upToDate();
    expect(await figures()).toEqual(folded());
  });

  it('send again what a damaged server lost, whichever page went bad', async () => {
    receive(60);
    upload(server);
    await upToDate();
    const whole = await figures();
    uploader?.close();
    await app.close();
    await storage.close();
    const data = join(folder, 'server', SERVER_FILE);
    const content = await readFile(data);
    const pages = content.length / 4_096;
    const { text } = signFair(sample.fair, sample.keys.signingKey);
    const endOfFair = Math.floor(content.indexOf(text.slice(-40)) / 4_096);
    for (const page of [0, 1, Math.floor(pages / 2), endOfFair, pages - 1]) {
      const at = page * 4_096;
      await writeFile(data, Buffer.from(content).fill(0, at, at + 4_096));
      await serve(0);
      await recount(storage);
      await adoptFair(storage, signFair(sample.fair, sample.keys.signingKey));
      token = await anyToken(storage, sample.fair.id);
      upload(server);
      await upToDate();
      expect([page, await figures()]).toEqual([page, whole]);
      uploader?.close();
      await app.close();
      await storage.close();
    }
    await serve(0);
  });

  it('find a server that was killed while it put a damaged database together', async () => {
    receive(60);
    upload(server);
    await upToDate();
    uploader?.close();
    await app.close();
    await storage.close();
    // All that the first start did.
    const aside = setAsideToSalvage(join(folder, 'server'), new Date(0));
    await serve(0);
    expect(storage.repaired).toEqual({ setAside: aside, facts: 60 });
    await app.close();
    await storage.close();
    await serve(0);
    expect(storage.repaired).toBeUndefined();
  });

  it('hear at once that a server’s database went bad while it ran', async () => {
    receive(60);
    upload(server);
    await upToDate();
    await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(storage.db);
    // SQLite must read it from the disk again.
    await sql`PRAGMA cache_size = 0`.execute(storage.db);
    const data = join(folder, 'server', SERVER_FILE);
    const bad = await open(data, 'r+');
    const { size } = await bad.stat();
    await bad.write(Buffer.alloc(size - 4_096), 0, size - 4_096, 4_096);
    await bad.close();
    const answer = async (path: string) => (await fetch(new URL(path, server))).status;
    receive(5, 60);
    uploader?.poke();
    expect(await reached(({ at }) => at === 'waiting')).toMatchObject({ why: 'server-trouble' });
    expect([await answer('/health'), await answer('/ready')]).toEqual([503, 503]);
    expect(await answer(`/v1/fairs/${sample.fair.id}/figures`)).toBe(503);
  });

  it('recover after the ledger could not be read once', async () => {
    receive(5);
    const { ledger } = store;
    const whole = ledger.incarnations.bind(ledger);
    let broken = true;
    ledger.incarnations = () => {
      if (!broken) return whole();
      broken = false;
      throw new Error('disk I/O error');
    };
    upload(server);
    await upToDate();
    expect(await figures()).toEqual(folded());
    expect(troubles.splice(0)).toHaveLength(1);
  });

  it('recover after the ledger could not be read for a while', async () => {
    receive(5);
    const { ledger } = store;
    const whole = ledger.incarnations.bind(ledger);
    let failing = true;
    ledger.incarnations = () => {
      if (failing) throw new Error('disk I/O error');
      return whole();
    };
    upload(server);
    expect(await reached(({ at }) => at === 'waiting')).toMatchObject({ why: 'station-trouble' });
    failing = false;
    await upToDate();
    expect(await figures()).toEqual(folded());
    expect(troubles.splice(0).length).toBeGreaterThan(1);
  });

  it('do not mistake a Wi-Fi login page for the server’s answer', async () => {
    receive(5);
    const proxy = await faultyProxy(server, () => 'portal');
    upload(proxy.url);
    expect(await reached(({ at }) => at === 'waiting')).toMatchObject({ why: 'not-our-server' });
    uploader?.close();
    await proxy.close();
    expect(await figures()).toEqual(new Map());
  });

  it('stop at a revoked slot and name the reason', async () => {
    const revoked = { ...sample.fair, revision: 2, revoked: [SLOT] };
    await keepFair(storage, signFair(revoked, sample.keys.signingKey));
    receive(5);
    upload(server);
    expect(await reached(({ at }) => at === 'waiting')).toMatchObject({ why: 'revoked' });
  });

  /** The station stops, a page in the middle of its facts goes bad, and it starts again. */
  async function damagePage(): Promise<number> {
    store.close();
    const file = join(stationFolder(SLOT), LEDGER_FILE);
    const content = await readFile(file);
    const at = content.indexOf('"seq":40,');
    const page = at - (at % 4_096);
    await writeFile(file, content.fill(0, page, page + 4_096));
    store = await station();
    return store.ledger.count();
  }

  it('with a damaged page get back what the server knows of it', async () => {
    receive(80);
    upload(server);
    await upToDate();
    uploader?.close();
    const whole = await figures();
    expect(await damagePage()).toBeLessThan(80);
    receive(5, 80);
    upload(server);
    await upToDate();
    expect(store.ledger.count()).toBe(85);
    expect(await figures()).toEqual(folded());
    expect((await figures()).get('all visits ')).toBe((whole.get('all visits ') ?? 0) + 5);
  });

  it('with a page that nobody else knows send all the others', async () => {
    receive(80);
    const left = await damagePage();
    receive(5, 80);
    upload(server);
    await upToDate();
    expect(store.ledger.count()).toBe(left + 5);
    const arrived = await storage.db.selectFrom('fact').select('seq').execute();
    expect(arrived).toHaveLength(left + 5);
    expect(await figures()).toEqual(folded());
  });
});

describe('a person who was erased at an entrance', () => {
  const person = 'c1'.repeat(16);
  const blank = 'b1'.repeat(16);
  const visit: Happening = { kind: 'visit', what: { booth: 'A01' } };

  it('is erased at server and booths, and no figure changes (P31)', async () => {
    const gate = await station(GATE);
    nowMs += 1_000;
    gate.ledger.append([
      { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person },
      { happening: { kind: 'bind', what: { blank } }, person },
    ]);
    store.ledger.append([
      { happening: visit, person },
      { happening: visit, person: blank },
      { happening: visit, person: shortOf(person) },
    ]);
    store.notes.put(person, 'A01', { atMs: nowMs, text: '经验合适' });
    receive(10);
    await exchange(gate, GATE);
    await exchange(store, SLOT);
    const before = await figures();

    nowMs += 60_000;
    gate.ledger.append([
      { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person },
    ]);
    await gate.erase(person);
    await exchange(gate, GATE);
    await exchange(store, SLOT);
    for (const name of [person, blank, shortOf(person)]) {
      expect(store.isErased(name)).toBe(true);
      expect(store.ledger.factsOfPerson(name)).toEqual([]);
      expect(store.notes.of(name, 'A01')).toEqual([]);
      const left = await storage.db
        .selectFrom('fact')
        .select('seq')
        .where('pseudonym', '=', name)
        .execute();
      expect(left).toEqual([]);
    }
    const after = await figures();
    expect(after.get('all attendees ')).toBe(before.get('all attendees '));
    expect(after.get('all visitors ')).toBe(before.get('all visitors '));
    expect(after.get('all visits booth:A01')).toBe(before.get('all visits booth:A01'));
    gate.close();
  });

  it('is in no later upload, even one prepared before the erasure', async () => {
    const gate = await station(GATE);
    const crowd = Array.from({ length: 4_600 }, () => ({ happening: visit }));
    gate.ledger.append([...crowd, { happening: visit, person }]);
    const sent: string[] = [];
    const proxy = await faultyProxy(server, async (body): Promise<Fault> => {
      sent.push(gunzipSync(body).toString());
      // Each upload: a question, facts with another question, more facts, and the last facts.
      if (sent.length === 3) await gate.erase(person);
      return 'pass';
    });
    await exchange(gate, GATE, proxy.url);
    await proxy.close();
    const [, , before = '', ...after] = sent.map((body) => JSON.stringify(factsIn(body)));
    expect(before).toContain('visit');
    expect(after.join()).toContain('visit');
    expect(after.join()).not.toContain(person);
    gate.close();
  });

  it('stays erased when a booth that missed the order sends facts', async () => {
    const gate = await station(GATE);
    store.ledger.append([{ happening: visit, person }]);
    nowMs += 60_000;
    gate.ledger.append([
      { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person },
    ]);
    await gate.erase(person);
    await exchange(gate, GATE);
    await exchange(store, SLOT);
    const rows = await storage.db.selectFrom('fact').select(['pseudonym', 'salt']).execute();
    expect(rows).toHaveLength(2);
    expect(new Set(rows.map(({ pseudonym }) => pseudonym)).size).toBe(1);
    expect(rows.some(({ pseudonym, salt }) => pseudonym === person || salt !== null)).toBe(false);
    expect((await figures()).get('all visitors ')).toBe(1);
    gate.close();
  });

  it('is erased again at a restored server', async () => {
    const gate = await station(GATE);
    gate.ledger.append([
      { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person },
    ]);
    let done: () => void = () => undefined;
    const own = syncOf(gate, GATE, server, ({ at }) => {
      if (at === 'up-to-date') done();
    });
    const again = (): Promise<void> =>
      new Promise((resolve) => {
        done = resolve;
        own.poke();
      });
    await again();
    const data = join(folder, 'server', SERVER_FILE);
    await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(storage.db);
    await copyFile(data, join(folder, 'before.db'));
    await gate.erase(person);
    await again();
    const port = Number(new URL(server).port);
    await app.close();
    await storage.close();
    await rm(`${data}-wal`, { force: true });
    await copyFile(join(folder, 'before.db'), data);
    await serve(port);
    await again();
    await again();
    const pseudonyms = async () =>
      (await storage.db.selectFrom('fact').select('pseudonym').execute()).map(
        (row) => row.pseudonym,
      );
    // The exchange that ends first may have begun before the server was restored.
    await expect.poll(pseudonyms).not.toContain(person);
    own.close();
    gate.close();
  });

  it('does not return from a server that missed the order', async () => {
    const gate = await station(GATE);
    gate.ledger.append([
      { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person },
    ]);
    const { incarnation } = gate.ledger;
    const facts = gate.ledger.wireAfter(incarnation, 0, 10);
    await gate.erase(person);
    gate.close();
    await rm(join(stationFolder(GATE), LEDGER_FILE));
    await rm(join(stationFolder(GATE), 'backups'), { recursive: true, force: true });
    const restored = await station(GATE);
    restored.regain(incarnation, facts);
    expect(restored.ledger.count()).toBe(1);
    expect(restored.ledger.factsOfPerson(person)).toEqual([]);
    expect(restored.ledger.tally('all', 'attendees')).toBe(1);
    restored.close();
  });

  it('cannot be erased by a booth’s order', async () => {
    receive(3);
    await exchange(store, SLOT);
    await store.erase(createHash('sha256').update('p 0').digest('hex').slice(0, 32));
    let why = '';
    await new Promise<void>((resolve) => {
      uploader = syncOf(store, SLOT, server, (state) => {
        if (state.at !== 'waiting') return;
        ({ why } = state);
        resolve();
      });
    });
    expect(why).toBe('not-signed');
    expect(await storage.db.selectFrom('erasure').selectAll().execute()).toEqual([]);
  });
});

describe('a station with an older version', () => {
  const versions = globSync('versions/*.json', { cwd: import.meta.dirname });

  /** Sends as is, or with the proofs that its update would add. */
  async function post(slot: number, body: object) {
    const address = new URL(`/v1/fairs/${sample.fair.id}/stations/${slot}/facts`, server);
    const answer = await fetch(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...('proofs' in body && { [READS_HEADER]: String(SYNC_READS) }),
      },
      body: JSON.stringify(body),
    });
    return ackSchema.parse(await answer.json());
  }

  function coverOf(slot: number, { text, hash, tombstone = '' }: WireFact): Proof {
    const passSeed = sample.keys.passKeys.get(slot);
    if (!passSeed) throw new Error('no key');
    const fact = chainedFactSchema.parse(JSON.parse(text));
    const said = coverText(sample.fair.id, fact, hash, tombstoneOfOld(tombstone));
    const cover = keyText(signText(COVER_DOMAIN, said, passSeed));
    const { incarnation, seq } = fact;
    return { incarnation, seq, tombstone: tombstoneOfOld(tombstone), cover };
  }

  it.each(versions)('is still understood and counted (%s)', async (file) => {
    const { uploads, counted } = z
      .object({
        uploads: z.array(z.object({ slot: z.int(), body: uploadSchema })),
        counted: z.record(z.string(), z.int()),
      })
      .parse(JSON.parse(await readFile(join(import.meta.dirname, file), 'utf8')));
    for (const { slot, body } of uploads) await post(slot, body);
    for (const { slot, body } of uploads) {
      // Only once it is updated can it prove whom it had taken out before it sent them (P36).
      const { unproven } = await post(slot, { ...body, facts: [], proofs: [] });
      const buried = body.facts.filter(({ tombstone }) => tombstone !== undefined);
      const proofs = buried.map((fact) => coverOf(slot, fact));
      expect(unproven).toEqual(proofs.map(({ incarnation, seq }) => ({ incarnation, seq })));
      await post(slot, { ...body, facts: [], proofs });
    }
    expect(Object.fromEntries(await figures())).toEqual(counted);
    expect(
      JSON.stringify(await storage.db.selectFrom('erasure').selectAll().execute()),
    ).not.toMatch(/"(pseudonym|also)\\?"/);
  });

  it('is tested with a sample of every version', () => {
    expect(versions).toHaveLength(SYNC_VERSION);
  });
});

describe('a hall with its own hub', () => {
  let hub: Storage;
  let hubApp: App;
  let hubUrl = '';
  let relay: ReturnType<typeof openRelay> | undefined;
  beforeEach(async () => {
    const opened = await openSqlite(join(folder, 'hub'));
    if (!opened.ok) throw new Error(opened.fault.kind);
    hub = opened.value;
    await keepFair(hub, signFair(sample.fair, sample.keys.signingKey));
    hubApp = await openApp({
      storage: hub,
      now: () => nowMs,
      logger: false,
    });
    hubUrl = await hubApp.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(async () => {
    relay?.close();
    relay = undefined;
    await hubApp.close();
    await hub.close();
  });

  /** Resolves once the hub has relayed everything. */
  function handedOn(upstream: string): Promise<void> {
    relay?.close();
    return new Promise((resolve) => {
      const own = openRelay({
        storage: hub,
        upstream,
        fetch,
        patienceMs: 60_000,
        now: Date.now,
        chance: () => 0,
        onState({ at }) {
          if (at === 'up-to-date') resolve();
          else setImmediate(() => own.poke());
        },
      });
      relay = own;
    });
  }

  it('relays everything exactly once over any network', async () => {
    const gate = await station(GATE);
    const person = 'c1'.repeat(16);
    nowMs += 1_000;
    gate.ledger.append([
      { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person },
    ]);
    await exchange(gate, GATE, hubUrl);
    receive(2_600);
    await exchange(store, SLOT, hubUrl);
    await gate.erase(person);
    await exchange(gate, GATE, hubUrl);
    const left: Fault[] = ['drop', 'cut', 'lose-answer', 'portal', 'twice', 'half-answer', 'drop'];
    const proxy = await faultyProxy(server, () => left.shift() ?? 'pass');
    await handedOn(proxy.url);
    expect(left).toEqual([]);
    const counted = await figures();
    expect(counted.get('all visits ')).toBe(folded().get('all visits '));
    expect(counted.get('all attendees ')).toBe(1);
    const rows = await storage.db
      .selectFrom('fact')
      .select('pseudonym')
      .where('pseudonym', '=', person)
      .execute();
    expect(rows).toEqual([]);
    await proxy.close();
    gate.close();
  });

  it('loses nobody whom it had to take out before it could relay them (P22)', async () => {
    const gate = await station(GATE);
    const person = 'c1'.repeat(16);
    const visit: Happening = { kind: 'visit', what: { booth: 'A01' } };
    nowMs += 1_000;
    store.ledger.append([{ happening: visit, person }]);
    await exchange(store, SLOT, hubUrl);
    gate.ledger.append([
      { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person },
    ]);
    await gate.erase(person);
    await exchange(gate, GATE, hubUrl);
    await handedOn(server);
    expect((await figures()).get('all visitors ')).toBeUndefined();
    // The booth hears the order, and says under its own signature what stood there.
    await exchange(store, SLOT, hubUrl);
    await handedOn(server);
    expect((await figures()).get('all visitors ')).toBe(1);
    expect((await figures()).get('all attendees ')).toBe(1);
    gate.close();
  });

  it('keeps relaying other stations after the server revoked one', async () => {
    const gate = await station(GATE);
    gate.ledger.append([
      {
        happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } },
        person: 'c1'.repeat(16),
      },
    ]);
    await exchange(gate, GATE, hubUrl);
    receive(30);
    await exchange(store, SLOT, hubUrl);
    const revoked = { ...sample.fair, revision: 2, revoked: [GATE] };
    await keepFair(storage, signFair(revoked, sample.keys.signingKey));
    const why = await new Promise<string>((resolve) => {
      relay = openRelay({
        storage: hub,
        upstream: server,
        fetch,
        patienceMs: 60_000,
        now: Date.now,
        chance: () => 0,
        onState: (state) => resolve(state.at === 'waiting' ? state.why : ''),
      });
    });
    expect(why).toBe('revoked');
    expect(await figures()).toEqual(folded());
    gate.close();
  });

  it('continues after a hub restart and a station’s direct upload', async () => {
    receive(300);
    await exchange(store, SLOT, hubUrl);
    await handedOn(server);
    relay?.close();
    receive(200, 300);
    await exchange(store, SLOT, hubUrl);
    // Meanwhile the laptop found its own network.
    await exchange(store, SLOT);
    receive(20, 500);
    await exchange(store, SLOT, hubUrl);
    await handedOn(server);
    expect(await figures()).toEqual(folded());
  });
});

describe('facts on a stick', () => {
  it('count once, before or after the network returns', async () => {
    receive(2_300);
    const passSeed = sample.keys.passKeys.get(SLOT);
    if (!passSeed) throw new Error('no key');
    const { fair } = sample;
    const bytes = await factsForStick({ fair, slot: SLOT, passSeed, store });
    const read = await uploadsFromStick(bytes, fair, sample.keys.sealingKey);
    if (!read.ok) throw new Error(read.fault.kind);
    const address = { server, fair: fair.id, slot: read.value.slot };
    const bring = async (): Promise<void> => {
      for (const upload of read.value.uploads) {
        const signal = new AbortController().signal;
        expect(await deliver(address, upload, { fetch, signal })).toMatchObject({ kind: 'acked' });
      }
    };
    await bring();
    expect(await figures()).toEqual(folded());
    receive(40, 2_300);
    await exchange(store, SLOT);
    await bring();
    expect(await figures()).toEqual(folded());
  });

  it('are unreadable for a finder, and refused when altered', async () => {
    receive(5);
    const passSeed = sample.keys.passKeys.get(SLOT);
    if (!passSeed) throw new Error('no key');
    const { fair } = sample;
    const bytes = await factsForStick({ fair, slot: SLOT, passSeed, store });
    const person = createHash('sha256').update('p 0').digest('hex').slice(0, 32);
    expect(Buffer.from(bytes).includes(person)).toBe(false);
    const other = sample.keys.signingKey;
    expect(await uploadsFromStick(bytes, fair, other)).toMatchObject({
      fault: { kind: 'damaged' },
    });
    const text = Buffer.from(bytes).toString('utf8').replace('"slot":4', '"slot":5');
    const moved = await uploadsFromStick(Buffer.from(text), fair, sample.keys.sealingKey);
    expect(moved).toMatchObject({ fault: { kind: 'damaged' } });
  });

  it('is not unpacked beyond what a station can have', async () => {
    receive(50);
    const passSeed = sample.keys.passKeys.get(SLOT);
    if (!passSeed) throw new Error('no key');
    const { fair } = sample;
    const bytes = await factsForStick({ fair, slot: SLOT, passSeed, store });
    expect((await uploadsFromStick(bytes, fair, sample.keys.sealingKey)).ok).toBe(true);
    expect(await uploadsFromStick(bytes, fair, sample.keys.sealingKey, 1_000)).toMatchObject({
      fault: { kind: 'damaged' },
    });
  });
});

describe('what a station receives', () => {
  const person = 'd2'.repeat(16);
  const arrives: Happening = { kind: 'checkin', what: { means: 'card', lane: 'self' } };
  const visit = (booth: string): Happening => ({ kind: 'visit', what: { booth } });

  it('at an entrance includes other entrances’ check-ins; at a booth it does not', async () => {
    const gate = await station(GATE);
    const other = await station(OTHER_GATE);
    nowMs += 1_000;
    const [first] = gate.ledger.append([{ happening: arrives, person }]);
    await exchange(gate, GATE);
    await exchange(other, OTHER_GATE);
    await exchange(store, SLOT);
    expect(other.ledger.factsOfPerson(person)).toEqual([first]);
    expect(other.ledger.tally('all', 'attendees')).toBe(1);
    expect(store.ledger.factsOfPerson(person)).toEqual([]);
    // A repeat of what it already knows changes nothing.
    other.settings.setFactsHeard(0);
    await exchange(other, OTHER_GATE);
    expect(other.ledger.tally('all', 'attendees')).toBe(1);
    gate.close();
    other.close();
  });

  it('is announced at once, before its next regular question', async () => {
    const other = await station(OTHER_GATE);
    let arrived: () => void = () => undefined;
    const news = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const listening = syncOf(
      other,
      OTHER_GATE,
      server,
      () => undefined,
      () => {
        if (other.ledger.factsOfPerson(person).length > 0) arrived();
      },
    );
    const gate = await station(GATE);
    await exchange(gate, GATE);
    gate.ledger.append([{ happening: arrives, person }]);
    await exchange(gate, GATE);
    await news;
    listening.close();
    gate.close();
    other.close();
  });

  it('at a booth is what colleagues did there, and nothing else', async () => {
    const [own = '', ...more] =
      sample.fair.stations.find(({ slot }) => slot === SLOT)?.serves ?? [];
    const foreign = sample.fair.booths.find(({ code }) => code !== own && !more.includes(code));
    const colleague = await station(COLLEAGUE);
    const [seen] = colleague.ledger.append([{ happening: visit(own), person }]);
    const [slip] = colleague.ledger.append([{ happening: visit(own), person: 'e3'.repeat(16) }]);
    const slipRef = refOf(slip?.chained ?? { station: 0, incarnation: '', seq: 0 });
    colleague.ledger.append([
      { happening: { kind: 'retract', what: { fact: slipRef } } },
      { happening: visit(foreign?.code ?? ''), person },
    ]);
    await exchange(colleague, COLLEAGUE);
    await exchange(store, SLOT);
    expect(store.ledger.factsOfPerson(person)).toEqual([seen]);
    expect(store.ledger.tally('all', 'visits', `booth:${own}`)).toBe(1);
    colleague.close();
  });

  it('after a restore is what it lost, counted once', async () => {
    receive(60);
    await store.backup();
    receive(700, 60);
    await exchange(store, SLOT);
    const whole = folded();
    const folder = stationFolder(SLOT);
    const backup = await store.newestBackup();
    store.close();
    await setAside(folder, nowMs);
    if (backup) await putBack(folder, backup);
    store = await station();
    expect(store.ledger.count()).toBe(60);
    await exchange(store, SLOT);
    expect(store.ledger.count()).toBe(760);
    expect(folded()).toEqual(whole);
    receive(20, 760);
    await exchange(store, SLOT);
    expect(await figures()).toEqual(folded());
    expect([...folded()]).not.toEqual([...whole]);
  });

  it('after a silent restore is what the file lost, before any write', async () => {
    receive(30);
    await store.backup();
    receive(10, 30);
    await exchange(store, SLOT);
    const { head } = store.ledger;
    const backup = await store.newestBackup();
    store.close();
    const folder = stationFolder(SLOT);
    await setAside(folder, nowMs);
    await copyFile(join(folder, 'backups', backup?.file ?? ''), join(folder, LEDGER_FILE));
    // A copy of the whole folder has no witness of what came later.
    await rm(join(folder, 'witness.json'));
    store = await station();
    expect(store.ledger.head.seq).toBe(30);
    await exchange(store, SLOT);
    expect(store.ledger.head).toEqual(head);
    receive(5, 40);
    await exchange(store, SLOT);
    expect(await figures()).toEqual(folded());
  });

  it('needs the station’s key and a fresh nonce', async () => {
    const gate = await station(GATE);
    gate.ledger.append([{ happening: arrives, person }]);
    await exchange(gate, GATE);
    gate.close();
    const passSeed = sample.keys.passKeys.get(OTHER_GATE);
    const others = sample.keys.passKeys.get(SLOT);
    if (!passSeed || !others) throw new Error('no key');
    const { id } = sample.fair;
    const head = { seq: 0, hash: genesis(id, OTHER_GATE) };
    const text = headText(id, OTHER_GATE, 'aaaaaaaa', head);
    const ask = async (hears?: unknown) => {
      const answer = await fetch(new URL(`/v1/fairs/${id}/stations/${OTHER_GATE}/facts`, server), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          v: 1,
          incarnation: 'aaaaaaaa',
          from: head,
          facts: [],
          head: { ...head, signature: keyText(signText(HEAD_DOMAIN, text, passSeed)) },
          waiting: 0,
          erasures: [],
          ...(hears !== undefined && { hears }),
        }),
      });
      return ackSchema.parse(await answer.json());
    };
    const signed = (nonce: string, seed: Uint8Array) => ({
      nonce,
      signature: keyText(signText(HEAR_DOMAIN, hearText(id, OTHER_GATE, nonce), seed)),
      erasures: 0,
      facts: 0,
    });
    const { nonce, heard } = await ask();
    expect(heard).toBeUndefined();
    expect((await ask(signed(nonce, passSeed))).heard?.facts).toHaveLength(1);
    expect((await ask(signed(nonce, others))).heard).toBeUndefined();
    const [until = '', seal = ''] = nonce.split('.');
    const later = `${Number(until) + 1}.${seal}`;
    expect((await ask(signed(later, passSeed))).heard).toBeUndefined();
    nowMs += 11 * 60_000;
    expect((await ask(signed(nonce, passSeed))).heard).toBeUndefined();
  });
});

describe('the server', () => {
  it('shows figures and their coverage only with a program’s token', async () => {
    receive(3);
    upload(server);
    await upToDate();
    const path = new URL(`/v1/fairs/${sample.fair.id}/figures`, server);
    expect((await fetch(path)).status).toBe(401);
    const answer = await fetch(path, { headers: { authorization: `Bearer ${token}` } });
    const { coverage } = z.object({ coverage: coverageSchema }).parse(await answer.json());
    const stationOf = (slot: number) => coverage.stations.find((other) => other.slot === slot);
    expect(stationOf(SLOT)).toMatchObject({ proven: 3, waiting: 0 });
    expect(stationOf(1)).toMatchObject({ heardMs: null, waiting: null });
  });

  it('limits requests and says how long to wait', async () => {
    // The requests of one moment, however slow this machine is.
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const address = new URL('/health', server);
    let answer = await fetch(address);
    for (let n = 0; n < MOST_REQUESTS; n += 1) answer = await fetch(address);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await fetch(new URL('/ready', server))).status).toBe(200);
  });

  it('refuses oversized and damaged bodies, leaves out what it does not know, and keeps working', async () => {
    const path = new URL(`/v1/fairs/${sample.fair.id}/enrolments/take`, server);
    const sent = async (body: Buffer): Promise<number> => {
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
      const bytes = new Uint8Array(body);
      return (await fetch(path, { method: 'POST', headers, body: bytes })).status;
    };
    const question = Buffer.from(`{"code":"${'ab'.repeat(16)}","claim":"${'cd'.repeat(16)}"}`);
    const padding = Buffer.alloc(60 * 1024 * 1024, ' ');
    expect(await sent(gzipSync(question))).toBe(404);
    expect(await sent(gzipSync(Buffer.concat([question, padding])))).toBe(400);
    expect(await sent(question)).toBe(400);
    const smuggled = question.toString().replace('}', ',"__proto__":{"a":1}}');
    expect(await sent(gzipSync(smuggled))).toBe(404);
    expect(Object.prototype).not.toHaveProperty('a');
    expect((await fetch(new URL('/health', server))).status).toBe(200);
  });

  it('closes even while a silent connection is open', async () => {
    const line = connect(Number(new URL(server).port), '127.0.0.1').on('error', () => undefined);
    await once(line, 'connect');
    // Make sure that the server has the connection, too.
    await fetch(new URL('/health', server));
    await app.close();
    await once(line.resume(), 'close');
  });

  it('closes as soon as it has answered the requests under way', async () => {
    const line = connect(Number(new URL(server).port), '127.0.0.1').on('error', () => undefined);
    const head = 'POST /v1/fairs HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';
    const asked = once(app.server, 'request');
    line.write(`${head}content-length: 2\r\n\r\n{`);
    await asked;
    const closed = app.close();
    line.write('}');
    expect(String(await once(line, 'data'))).toMatch(/^HTTP\/1.1 4/);
    await closed;
  });

  it('answers health and readiness to anybody, and its description to nobody signed out', async () => {
    expect((await fetch(new URL('/health', server))).status).toBe(200);
    expect(await (await fetch(new URL('/ready', server))).json()).toEqual({ home: 'sqlite' });
    expect((await fetch(new URL('/docs/json', server))).status).toBe(401);
  });
});
