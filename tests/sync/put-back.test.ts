import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { signTime } from '../../electron/station/keys/signed-time.ts';
import { countedBytes } from '../../electron/station/store/testing/store-in.ts';
import type { Fetch } from '../../electron/station/sync/network.ts';
import { closeFair } from '../../server/fairs/closing.ts';
import { archiveFair, removeFair } from '../../server/fairs/keeping.ts';
import { adoptFair } from '../../server/ingest/adopt.ts';
import { makeCopy } from '../../server/backup/copying.ts';
import { putBack } from '../../server/backup/putting-back.ts';
import { openHall, type RunningServer, type RunningStation } from './hall.ts';

/** Stations, hubs and servers that come back with an older state, or twice (P60 to P68). */

const GATE = 1;
const OTHER_GATE = 2;
const ORGANISER = 8;

let hall: Awaited<ReturnType<typeof openHall>>;
let server: RunningServer;
beforeEach(async () => {
  hall = await openHall();
  server = await hall.serve('server');
});
afterEach(() => hall.close());

const attendees = async ({ storage }: RunningServer): Promise<number> =>
  (
    await storage.db
      .selectFrom('tally')
      .select('value')
      .where('scope', '=', 'all')
      .where('figure', '=', 'attendees')
      .where('slice', '=', '')
      .executeTakeFirst()
  )?.value ?? 0;

const here = ({ store }: RunningStation): number => store.ledger.tally('all', 'attendees');

/** Server, station and organiser agree, and no fact is there twice. */
async function expectEverywhere(people: number, gates: readonly RunningStation[]): Promise<void> {
  const organiser = await hall.station(ORGANISER, server.url);
  expect(await organiser.round()).toBe('up-to-date');
  const seen = { server: await attendees(server), organiser: here(organiser) };
  expect({ ...seen, gates: gates.map(here) }).toEqual({
    server: people,
    organiser: people,
    gates: gates.map(() => people),
  });
  expect(await server.storage.db.selectFrom('fork').selectAll().execute()).toEqual([]);
  organiser.stop();
}

async function again(name = 'server'): Promise<void> {
  await server.stop();
  server = await hall.serve(name, Number(new URL(server.url).port));
}

describe('a station whose folder is put back from an image', () => {
  /** 3 people are in the image; 5 more have reached the server since. */
  async function putBack(): Promise<RunningStation> {
    const gate = await hall.station(GATE, server.url);
    hall.checkIn(gate, 3);
    await gate.round();
    gate.stop();
    await hall.copy(`station-${GATE}`, 'image');
    const later = await hall.station(GATE, server.url);
    hall.checkIn(later, 5);
    expect(await later.round()).toBe('up-to-date');
    later.stop();
    await hall.putBack('image', `station-${GATE}`);
    return hall.station(GATE, server.url, undefined, {
      onRegained: (facts) => regained.push(facts),
    });
  }
  let regained: number[] = [];
  beforeEach(() => {
    regained = [];
  });

  it('writes on at once, loses nothing, doubles nothing and tells staff (P66)', async () => {
    const gate = await putBack();
    hall.checkIn(gate, 2);
    expect(await gate.round()).toBe('up-to-date');
    expect(regained).toEqual([5]);
    await expectEverywhere(10, [gate]);
  });

  it('and writes on off line, still counts everybody (P66, P69)', async () => {
    const gate = await putBack();
    await server.stop();
    expect(await gate.round()).toBe('waiting');
    hall.checkIn(gate, 40);
    await again();
    await gate.round('up-to-date');
    gate.stop();
    const next = await hall.station(GATE, server.url);
    hall.checkIn(next, 10);
    expect(await next.round()).toBe('up-to-date');
    await expectEverywhere(58, [next]);
  });
});

describe('two histories of one incarnation', () => {
  it('part at their last common head, and both count (P65, P66)', async () => {
    // A virtual machine that is put back as it ran, or a fork by an earlier version.
    const alike = (seed: string) => {
      const bytes = countedBytes(seed);
      const name = Buffer.from('aabbccdd', 'hex');
      let drawn = 0;
      return (length: number) => (length === 4 && (drawn += 1) === 1 ? name : bytes(length));
    };
    const gate = await hall.station(GATE, server.url, undefined, { randomBytes: alike('one') });
    hall.checkIn(gate, 30);
    await gate.round();
    await hall.copy(`station-${GATE}`, 'image');
    hall.checkIn(gate, 25);
    expect(await gate.round()).toBe('up-to-date');
    gate.stop();
    const fork = await hall.station(GATE, server.url, 'image', { randomBytes: alike('two') });
    hall.checkIn(fork, 12);
    expect(fork.store.ledger.incarnation).toBe(gate.store.ledger.incarnation);
    expect(await fork.round()).toBe('up-to-date');
    expect(fork.store.ledger.verify().ok).toBe(true);
    await expectEverywhere(67, [fork]);
  });
});

describe('a copy of a station that works beside its original', () => {
  it('is found and named to both, and each goes on (P68)', async () => {
    const named: string[] = [];
    const twin = (name: string) => ({ onTwin: () => named.push(name) });
    const first = await hall.station(GATE, server.url, undefined, twin('first'));
    hall.checkIn(first, 3);
    await first.round();
    await hall.copy(`station-${GATE}`, 'copy');
    const second = await hall.station(GATE, server.url, 'copy', twin('second'));
    for (let turn = 0; turn < 4; turn += 1) {
      hall.checkIn(first, 2);
      expect(await first.round()).toBe('up-to-date');
      hall.checkIn(second, 1);
      expect(await second.round()).toBe('up-to-date');
    }
    await first.round();
    expect(named.toSorted()).toEqual(['first', 'second']);
    await expectEverywhere(15, [first, second]);
  });

  it('is no machine that was only started again (P68)', async () => {
    const named: string[] = [];
    for (let start = 0; start < 5; start += 1) {
      const gate = await hall.station(GATE, server.url, undefined, {
        onTwin: () => named.push(''),
      });
      hall.checkIn(gate, 1);
      await gate.round();
      await gate.round();
      gate.stop();
    }
    expect(named).toEqual([]);
  });
});

describe('a server that is put back', () => {
  it('receives again what it lost, and sends again what others heard (P62)', async () => {
    const gate = await hall.station(GATE, server.url);
    const other = await hall.station(OTHER_GATE, server.url);
    const organiser = await hall.station(ORGANISER, server.url);
    hall.checkIn(gate, 5);
    for (const station of [gate, other, organiser]) await station.round();
    await server.stop();
    await hall.copy('server', 'backup');
    await again();
    hall.checkIn(gate, 5);
    await gate.round('up-to-date');
    await organiser.round('up-to-date');
    expect(here(organiser)).toBe(10);
    await server.stop();
    await hall.putBack('backup', 'server');
    await again();
    // It grows past what the organiser had heard before anyone shows what is lost.
    hall.checkIn(other, 8);
    await other.round('up-to-date');
    await gate.round('up-to-date');
    await organiser.round('up-to-date');
    expect(here(organiser)).toBe(18);
    organiser.stop();
    await expectEverywhere(18, []);
  });

  it('from its own backup is made whole by gates, hub and organiser, with its revision (P62, P63)', async () => {
    const { fair, keys } = hall.sample;
    const second = signFair({ ...fair, revision: 2 }, keys.signingKey);
    const revisions = {
      newest: () => ({ revision: 2 }),
      take: async () => undefined,
      signed: async () => second,
    };
    const hub = await hall.serve('hub', 0, server.url);
    const gate = await hall.station(GATE, server.url, undefined, { revisions });
    const otherGate = await hall.station(OTHER_GATE, hub.url);
    const organiser = await hall.station(ORGANISER, server.url);
    const relayed = async (people: number) =>
      expect.poll(() => (hub.poke(), attendees(server))).toBe(people);
    hall.checkIn(gate, 20);
    await gate.round('up-to-date');
    const to = hall.inFolder('copies');
    const made = await makeCopy(hall.inFolder('server'), { to, keep: 2, now: new Date(0) });
    if (!made.ok) throw new Error(made.fault.kind);
    hall.checkIn(gate, 10);
    hall.checkIn(otherGate, 10);
    for (const each of [gate, otherGate]) await each.round('up-to-date');
    await relayed(40);
    await organiser.round('up-to-date');
    expect(here(organiser)).toBe(40);
    await server.stop();
    const from = hall.inFolder(`copies/${made.value.name}`);
    expect(putBack(hall.inFolder('server'), { from, now: new Date(0) })).toMatchObject({
      ok: true,
    });
    await again();
    expect(await attendees(server)).toBe(20);
    // It grows past what the organiser had heard before anybody shows what is lost.
    hall.checkIn(otherGate, 25);
    await otherGate.round('up-to-date');
    await relayed(55);
    await gate.round('up-to-date');
    await gate.round('up-to-date');
    await organiser.round('up-to-date');
    expect([here(organiser), await attendees(server)]).toEqual([65, 65]);
    const kept = await server.storage.db.selectFrom('fair').select('revision').execute();
    expect(kept).toEqual([{ revision: 2 }]);
    organiser.stop();
    await hub.stop();
    await expectEverywhere(65, []);
  });

  it('gets the newest revision of the fair back from a station (P63)', async () => {
    const { fair, keys } = hall.sample;
    const signed = async () => signFair({ ...fair, revision: 2 }, keys.signingKey);
    const revisions = { newest: () => ({ revision: 2 }), take: async () => undefined, signed };
    const gate = await hall.station(GATE, server.url, undefined, { revisions });
    await gate.round();
    await gate.round();
    const kept = await server.storage.db.selectFrom('fair').select('revision').execute();
    expect(kept).toEqual([{ revision: 2 }]);
  });

  it('hears and gives all orders of erasure again (P62)', async () => {
    const gates = [
      await hall.station(GATE, server.url),
      await hall.station(OTHER_GATE, server.url),
    ];
    const [gate, other] = gates;
    if (!gate || !other) throw new Error('no gates');
    const people = ['a1'.repeat(16), 'b2'.repeat(16)];
    const checkin = { kind: 'checkin', what: { means: 'card', lane: 'self' } } as const;
    for (const { store } of gates) {
      store.ledger.append(people.map((person) => ({ happening: checkin, person })));
    }
    for (const each of gates) await each.round();
    await server.stop();
    await hall.copy('server', 'backup');
    await again();
    await gate.store.erase(people[0] ?? '');
    for (const each of [...gates, ...gates]) await each.round('up-to-date');
    await server.stop();
    await hall.putBack('backup', 'server');
    await other.store.erase(people[1] ?? '');
    await again();
    await other.round('up-to-date');
    for (const each of [...gates, ...gates]) await each.round('up-to-date');
    const left = await server.storage.db.selectFrom('fact').select('pseudonym').execute();
    const found = left.filter(({ pseudonym }) => people.includes(pseudonym ?? ''));
    expect(found).toEqual([]);
    for (const { store } of gates) {
      expect(people.flatMap((person) => store.ledger.factsOfPerson(person))).toEqual([]);
    }
  });
});

describe('a fair that is removed and added again while its server runs', () => {
  it('is taken as put back once, and no more (P62)', async () => {
    const answers: string[] = [];
    const noting: Fetch = async (address, asked) => {
      const answer = await fetch(address, asked);
      answers.push(await answer.clone().text());
      return answer;
    };
    const gate = await hall.station(GATE, server.url, undefined, { fetch: noting });
    hall.checkIn(gate, 2);
    await gate.round();
    const { fair, keys } = hall.sample;
    const time = signTime(fair, Date.UTC(2099, 0, 1), keys.signingKey);
    expect((await closeFair(server.storage, { fair }, time, time.ms)).ok).toBe(true);
    expect((await archiveFair(server.storage, fair.id, 1)).ok).toBe(true);
    expect((await removeFair(server.storage, fair.id)).ok).toBe(true);
    await adoptFair(server.storage, signFair(fair, keys.signingKey));
    expect(await gate.round()).toBe('up-to-date');
    expect(answers.some((answer) => answer.includes('"restored"'))).toBe(true);
    expect(await attendees(server)).toBe(2);
    answers.length = 0;
    hall.checkIn(gate, 1);
    expect(await gate.round()).toBe('up-to-date');
    expect(answers.filter((answer) => answer.includes('"restored"'))).toEqual([]);
    expect(await attendees(server)).toBe(3);
  });
});
