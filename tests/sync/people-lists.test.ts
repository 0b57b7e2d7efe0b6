import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { signTime } from '../../electron/station/keys/signed-time.ts';
import { peopleDelivery } from '../../electron/station/organiser/people-delivery.ts';
import { sealInto } from '../../electron/station/organiser/seal-into.ts';
import { entranceLists } from '../../electron/station/people/entrance-lists.ts';
import { ROSTERS } from '../../electron/station/people/keep-roster.ts';
import { tokensOf } from '../../electron/station/people/kept-rosters.ts';
import { stationHealth } from '../../electron/station/open/health.ts';
import type { ListsHere } from '../../electron/station/sync/lists-exchange.ts';
import { conditionsOf } from '../../server/ingest/condition.ts';
import { signedPeopleListsSchema } from '../../shared/sync/people-lists.ts';
import { pseudonymsUnder } from '../../shared/pseudonym.ts';
import { numberOf } from '../people-list.ts';
import { openHall, type RunningServer, type RunningStation } from './hall.ts';

/** People who registered reach the entrances over the network, sealed (P105 to P107). */

const GATE = 1;
const BOOTH = 4;
const ORGANISER = 8;
const NEVER = new AbortController().signal;

let hall: Awaited<ReturnType<typeof openHall>>;
let centre: RunningServer;
let folder = '';
beforeEach(async () => {
  hall = await openHall();
  centre = await hall.serve('centre');
  folder = join(tmpdir(), `chunfeng-lists-${Buffer.from(randomness()(6)).toString('hex')}`);
  await mkdir(folder);
});
afterEach(async () => {
  await hall.close();
  await rm(folder, { recursive: true });
});

const own = (name: string): string => join(folder, name);

/** Imports people with these numbers at an organiser's station; returns the list's name. */
async function importHere(at: string, ...numbers: number[]): Promise<string> {
  const { fair, keys } = hall.sample;
  const sealed = await sealInto({
    fair,
    keys: { ...keys, passKeys: [] },
    list: numbers.map((n) => ({ name: `王某${n}`, number: numberOf(n), about: {} })),
    folder: own(at),
    nowMs: 0,
    randomBytes: randomness(),
    signal: NEVER,
    onProgress: () => undefined,
  });
  return basename(sealed?.where ?? '');
}

async function lookupsOf(at: string, list: string): Promise<string[]> {
  const { registrationLookup } = pseudonymsUnder(hall.sample.keys.pseudonymKey);
  return (await tokensOf(own(at), list)).map(registrationLookup);
}

async function organiser(server: RunningServer, at = 'organiser') {
  const nowMs = at === 'organiser' ? 1_000 : 2_000;
  let hear = (): void => undefined;
  const lists = await peopleDelivery({
    folder: own(at),
    fair: hall.sample.fair,
    now: () => nowMs,
    onSigned: () => hear(),
  });
  const station = await hall.station(ORGANISER, server.url, at, {
    lists,
    onLists: (number) => lists.heard(number),
  });
  hear = station.sync.hear;
  return { lists, station, sign: () => lists.sign(hall.sample.keys.signingKey) };
}

async function entrance(server: RunningServer, slot = GATE, name = `gate-${slot}`) {
  let inner: ListsHere | undefined;
  const lists: ListsHere = {
    number: () => inner?.number() ?? 0,
    meet: async (there, number) => inner?.meet(there, number),
  };
  const health = stationHealth({
    version: 'test',
    now: () => 0,
    role: () => 'entrance',
    newest: () => ({ fair: hall.sample.fair, hash: '0'.repeat(64) }),
    readers: { states: () => [] },
    printer: { state: () => 'none' },
    notices: { unread: () => [] },
  });
  const troubles: string[] = [];
  const station = await hall.station(slot, server.url, name, {
    lists,
    condition: health.condition,
  });
  inner = await entranceLists({
    folder: own(name),
    fair: hall.sample.fair,
    pseudonymKey: hall.sample.keys.pseudonymKey,
    store: station.store,
    onTrouble: (error) => troubles.push(String(error)),
    onTaken: () => station.sync.hear(),
  });
  return { station, troubles, lists, known: () => station.store.people.registrationLookups() };
}

/** Rounds of all until it is so. */
async function until(
  so: () => unknown,
  stations: readonly RunningStation[],
  hubs: readonly RunningServer[] = [],
): Promise<void> {
  await expect
    .poll(async () => {
      for (const station of stations) await station.round();
      for (const hub of hubs) hub.poke();
      return Boolean(await so());
    })
    .toBe(true);
}

describe('a list of registered people', () => {
  it('reaches an entrance while it runs, and the organiser sees it (P107)', async () => {
    const list = await importHere('organiser', 1, 2);
    const { station, sign, lists } = await organiser(centre);
    const gate = await entrance(centre);
    await sign();
    await until(() => gate.known().length === 2, [station, gate.station]);
    expect(gate.known().toSorted()).toEqual((await lookupsOf('organiser', list)).toSorted());
    const number = async () =>
      (await conditionsOf(centre.storage.db, hall.sample.fair.id))[0]?.said.people;
    await until(async () => (await number()) === lists.number(), [gate.station]);
    expect(lists.atServer()).toBe(lists.number());
  });

  it('comes beside an earlier one, and whom no list names any more is forgotten', async () => {
    const first = await importHere('organiser', 1, 2);
    const { station, sign } = await organiser(centre);
    const gate = await entrance(centre);
    await sign();
    await until(() => gate.known().length === 2, [station, gate.station]);
    const second = await importHere('organiser', 3);
    await sign();
    await until(() => gate.known().length === 3, [station, gate.station]);
    await rm(join(own('organiser'), ROSTERS, first), { recursive: true });
    await sign();
    await until(() => gate.known().length === 1, [station, gate.station]);
    expect(gate.known()).toEqual(await lookupsOf('organiser', second));
    const packs = (await readdir(join(own('gate-1'), 'people-lists'))).filter((name) =>
      name.endsWith('.pack'),
    );
    expect(packs).toHaveLength(1);
    expect(await centre.storage.db.selectFrom('people_pack').selectAll().execute()).toHaveLength(1);
  });

  it('brings nobody back who was erased (P107)', async () => {
    await importHere('organiser', 1, 2);
    const { station, sign } = await organiser(centre);
    const gate = await entrance(centre);
    const { pseudonymOf } = pseudonymsUnder(hall.sample.keys.pseudonymKey);
    await gate.station.store.erase(pseudonymOf(numberOf(1)));
    await sign();
    await until(() => gate.known().length === 1, [station, gate.station]);
    const [lookup = ''] = gate.known();
    const kept = gate.station.store.people.registrationByLookup(lookup);
    expect(kept?.pseudonym).toBe(pseudonymOf(numberOf(2)));
  });

  it('goes through two hubs, down from the centre and up from a hall (P106)', async () => {
    const hub = await hall.serve('hub', 0, centre.url);
    const near = await hall.serve('near hub', 0, hub.url);
    await importHere('organiser', 1, 2);
    const { station, sign } = await organiser(near);
    const far = await entrance(centre, GATE);
    const here = await entrance(near, 2);
    await sign();
    const all = [station, far.station, here.station];
    await until(() => far.known().length === 2 && here.known().length === 2, all, [near, hub]);
    await importHere('second', 3);
    station.stop();
    const other = await organiser(centre, 'second');
    await until(() => other.lists.number() > 0, [other.station]);
    await other.sign();
    const rest = [other.station, far.station, here.station];
    await until(() => here.known().length === 3, rest, [near, hub]);
  });

  it('of another organiser stays, though one was signed here before (P105)', async () => {
    await importHere('organiser', 1);
    await importHere('second', 2);
    const one = await organiser(centre);
    const gate = await entrance(centre);
    await one.sign();
    await until(() => gate.known().length === 1, [one.station, gate.station]);
    one.station.stop();
    const two = await organiser(centre, 'second');
    await two.sign();
    await until(() => two.lists.number() === one.lists.number(), [two.station]);
    expect(await two.lists.lists()).toMatchObject([{ people: 1, signed: false }]);
    await two.sign();
    await until(() => gate.known().length === 2, [two.station, gate.station]);
  });

  it('is given again to a server that was put back', async () => {
    await importHere('organiser', 1);
    const { station, sign } = await organiser(centre);
    await sign();
    const packs = () => centre.storage.db.selectFrom('people_pack').select('hash').execute();
    await until(async () => (await packs()).length === 1, [station]);
    await centre.storage.db.deleteFrom('people_pack').execute();
    await centre.storage.db.deleteFrom('people_lists').execute();
    await until(async () => (await packs()).length === 1, [station]);
  });

  it('is gone from the server once the organiser has closed the fair', async () => {
    await importHere('organiser', 1);
    const { station, sign } = await organiser(centre);
    await sign();
    const { db } = centre.storage;
    const packs = () => db.selectFrom('people_pack').select('hash').execute();
    await until(async () => (await packs()).length === 1, [station]);
    const { fair, keys } = hall.sample;
    const closing = await post('closing', signTime(fair, 9e12, keys.signingKey));
    expect(closing.status).toBe(200);
    expect(await packs()).toEqual([]);
    expect(await db.selectFrom('people_lists').selectAll().execute()).toEqual([]);
  });
});

const post = (path: string, body: object): Promise<Response> =>
  fetch(new URL(`/v1/fairs/${hall.sample.fair.id}/${path}`, centre.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('somebody without the organiser’s key', () => {
  async function delivered() {
    await importHere('organiser', 1);
    const { station, sign, lists } = await organiser(centre);
    await sign();
    await until(() => lists.atServer() === lists.number(), [station]);
    const text = await readFile(join(own('organiser'), 'people-lists', 'lists.json'), 'utf8');
    return signedPeopleListsSchema.parse(JSON.parse(text));
  }

  it('changes neither which lists count, nor what is in them (P105)', async () => {
    const signed = await delivered();
    const changed = { ...signed, text: signed.text.replace('"people":1', '"people":2') };
    expect(await (await post('people', changed)).json()).toEqual({ kind: 'unreadable' });
    const [pack] = await centre.storage.db.selectFrom('people_pack').select('hash').execute();
    const put = async (hash: string): Promise<unknown> =>
      (await post(`people/${hash}`, { base64: Buffer.from('other').toString('base64') })).json();
    expect(await put(pack?.hash ?? '')).toEqual({ kind: 'other-content' });
    expect(await put('ab'.repeat(32))).toEqual({ kind: 'not-named' });
  });

  it('puts no earlier word in the place of a later one', async () => {
    const first = await delivered();
    const { sign, station, lists } = await organiser(centre, 'organiser-again');
    await until(() => lists.number() > 0, [station]);
    await sign();
    await until(() => lists.atServer() === lists.number(), [station]);
    expect(await (await post('people', first)).json()).toEqual({ kind: 'older' });
  });

  it('is given no list: not unsigned, and not as a booth (P106)', async () => {
    await delivered();
    const [pack] = await centre.storage.db.selectFrom('people_pack').select('hash').execute();
    const at = `/v1/fairs/${hall.sample.fair.id}/stations/${GATE}/people/${pack?.hash}`;
    const forged = `${at}?nonce=1.a&signature=${'A'.repeat(86)}`;
    expect((await fetch(new URL(forged, centre.url))).status).toBe(401);
    const got: unknown[] = [];
    const booth = await hall.station(BOOTH, centre.url, 'booth', {
      lists: {
        number: () => 0,
        meet: async (server) => void got.push(await server.pack(pack?.hash ?? '')),
      },
    });
    await booth.round();
    expect(got).toEqual([]);
  });

  it('makes an entrance take nothing from a folder that was meddled with', async () => {
    const signed = await delivered();
    const gate = await entrance(centre);
    await mkdir(join(own('gate-1'), 'people-lists'), { recursive: true });
    const text = signed.text.replace(/"number":\d+/, '"number":9999999999999');
    await writeFile(
      join(own('gate-1'), 'people-lists', 'lists.json'),
      JSON.stringify({ ...signed, text }),
    );
    const again = await entranceLists({
      folder: own('gate-1'),
      fair: hall.sample.fair,
      pseudonymKey: hall.sample.keys.pseudonymKey,
      store: gate.station.store,
      onTrouble: () => undefined,
      onTaken: () => undefined,
    });
    expect(again.number()).toBe(0);
  });
});
