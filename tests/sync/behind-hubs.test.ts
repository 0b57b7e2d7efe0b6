import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { signTime } from '../../electron/station/keys/signed-time.ts';
import { closeFair, closingOf } from '../../server/fairs/closing.ts';
import { keepFair } from '../../server/fairs/fairs.ts';
import { archiveDue } from '../../server/fairs/retention.ts';
import { closingsFromAbove } from '../../server/relay/hear-closing.ts';
import type { SignedFair } from '../../shared/fair.ts';
import { openHall, type RunningServer, type RunningStation } from './hall.ts';

/** A station behind two hubs gets what a station at the centre gets (P70 to P73). */

const GATE = 1;
const OTHER_GATE = 2;
const BOOTH = 4;
const ORGANISER = 8;
const WALL = 9;

let hall: Awaited<ReturnType<typeof openHall>>;
let centre: RunningServer;
let near: RunningServer;
let hubs: RunningServer[];

beforeEach(async () => {
  hall = await openHall(undefined, { boxesToServer: true });
  centre = await hall.serve('centre');
  const first = await hall.serve('first hub', 0, centre.url);
  near = await hall.serve('second hub', 0, first.url);
  hubs = [near, first];
});
afterEach(() => hall.close());

/** Rounds of stations and hubs until it is so. */
async function until(so: () => boolean | Promise<boolean>, ...stations: RunningStation[]) {
  await expect
    .poll(async () => {
      for (const station of stations) await station.round();
      for (const hub of hubs) hub.poke();
      return so();
    })
    .toBe(true);
}

const person = 'a1'.repeat(16);
const arrives = { kind: 'checkin', what: { means: 'card', lane: 'self' } } as const;
const left = async (server: RunningServer): Promise<number> => {
  const facts = server.storage.db.selectFrom('fact').select('seq');
  return (await facts.where('pseudonym', '=', person).execute()).length;
};

describe('a fair that was closed at the centre', () => {
  it('closes at each hub by itself, by the organiser’s signed time alone (P33)', async () => {
    const gate = await hall.station(GATE, near.url);
    gate.store.ledger.append([{ happening: arrives, person }]);
    await gate.round();
    await gate.store.erase(person);
    await gate.round();
    const tombstones = async ({ storage }: RunningServer) =>
      (await storage.db.selectFrom('erasure').select('tombstone').execute()).map(
        (row) => row.tombstone,
      );
    await until(async () => (await tombstones(centre)).length === 1, gate);
    gate.stop();
    const { fair, keys } = hall.sample;
    const address = new URL(`/v1/fairs/${fair.id}/closing`, centre.url);
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(signTime(fair, 9e12, keys.signingKey));
    expect((await fetch(address, { method: 'POST', headers, body })).status).toBe(200);
    await until(async () => {
      hall.pass(600_000);
      return (await tombstones(near))[0] === null;
    });
    for (const server of [centre, ...hubs]) expect(await tombstones(server)).toEqual([null]);
  });
});

describe('a hub with a station that the server above refuses', () => {
  const closed = () => signTime(hall.sample.fair, 9e12, hall.sample.keys.signingKey);
  const isClosed = async ({ storage }: RunningServer): Promise<boolean> =>
    (await closingOf(storage.db, hall.sample.fair.id)) !== null;
  /** How many facts still say whose they are. */
  const opened = async ({ storage }: RunningServer): Promise<number> => {
    const facts = storage.db.selectFrom('fact').select('seq').where('station', '=', OTHER_GATE);
    return (await facts.where('pseudonym', 'is not', null).execute()).length;
  };
  let lone: RunningServer;

  beforeEach(async () => {
    const { fair, keys } = hall.sample;
    const revised = { ...fair, revision: 2, revoked: [OTHER_GATE] };
    await keepFair(centre.storage, signFair(revised, keys.signingKey));
    lone = await hall.serve('lone hub', 0, centre.url);
    hubs = [lone];
    const refused = await hall.station(OTHER_GATE, lone.url);
    const [person = ''] = hall.checkIn(refused, 3);
    refused.store.people.putBox(person, 'identity', Buffer.from('sealed'), 1);
    await refused.round('up-to-date');
    refused.stop();
  });

  it('hears the end all the same, keeps what it holds back, and says whose it is (P136)', async () => {
    const { fair } = hall.sample;
    const gate = await hall.station(GATE, lone.url);
    hall.checkIn(gate, 2);
    await gate.round('up-to-date');
    gate.stop();
    await until(() => lone.state() === 'revoked');
    const ended = await closeFair(centre.storage, { fair }, closed(), 9e12);
    expect(ended.ok).toBe(true);
    await until(async () => {
      hall.pass(600_000);
      return isClosed(lone);
    });
    const held = { fair: fair.id, slot: OTHER_GATE, facts: null, most: 3, boxes: 1 };
    await expect.poll(() => lone.held()).toEqual([{ ...held, why: 'revoked' }]);
    expect(await opened(lone)).toBe(3);
    // The organiser has said that nothing more of it counts: it holds nothing up.
    await until(() => lone.mayArchive(fair.id));
    expect(await archiveDue(lone.storage, 9e14, 7, (id) => lone.mayArchive(id))).toEqual([fair.id]);
    expect(await opened(lone)).toBe(0);
  });

  it('archives nothing that the server above may still take (P136)', async () => {
    const { fair } = hall.sample;
    await until(() => lone.state() === 'revoked');
    await centre.stop();
    await closeFair(lone.storage, { fair }, closed(), 9e12);
    await until(() => lone.state() === 'no-network');
    expect(await archiveDue(lone.storage, 9e14, 7, (id) => lone.mayArchive(id))).toEqual([]);
    expect(await opened(lone)).toBe(3);
  });

  it('forgets no order of erasure before it is above (P136)', async () => {
    const asked: string[] = [];
    const hear = closingsFromAbove({
      storage: lone.storage,
      now: () => 9e12,
      async ask(path) {
        asked.push(path);
        return { text: async () => JSON.stringify({ closed: closed() }) };
      },
    });
    await hear(async () => false);
    expect(asked).toEqual([]);
    await hear(async () => true);
    expect(await isClosed(lone)).toBe(true);
  });
});

describe('a station behind two hubs', () => {
  it('hears the check-ins of a gate at the centre, and is heard there (P70)', async () => {
    const gate = await hall.station(GATE, centre.url);
    const far = await hall.station(OTHER_GATE, near.url);
    gate.store.ledger.append([{ happening: arrives, person }]);
    hall.checkIn(far, 3);
    await gate.round();
    await until(() => far.store.ledger.factsOfPerson(person).length === 1, far);
    await until(() => gate.store.ledger.tally('all', 'attendees') === 4, gate);
    expect(far.store.ledger.tally('all', 'attendees')).toBe(4);
    // A hub keeps only what its own stations write.
    expect(await left(near)).toBe(0);
  });

  it('hears a revision, a revoking and an order of erasure (P71)', async () => {
    const gate = await hall.station(GATE, centre.url);
    const revised: SignedFair[] = [];
    const revisions = {
      newest: () => ({ revision: 1 + revised.length }),
      take: async (signed: SignedFair) => void revised.push(signed),
    };
    const booth = await hall.station(BOOTH, near.url, undefined, { revisions });
    gate.store.ledger.append([{ happening: arrives, person }]);
    const visit = { kind: 'visit', what: { booth: 'A01' } } as const;
    booth.store.ledger.append([{ happening: visit, person }]);
    await gate.round();
    await until(async () => (await left(centre)) === 2, booth);
    await gate.store.erase(person);
    const { fair, keys } = hall.sample;
    const signed = signFair({ ...fair, revision: 2, revoked: [OTHER_GATE] }, keys.signingKey);
    await keepFair(centre.storage, signed);
    await gate.round();
    await until(async () => (await left(near)) === 0 && revised.length > 0, booth);
    expect(revised).toEqual([signed]);
    expect(booth.store.ledger.factsOfPerson(person)).toEqual([]);
    expect(booth.store.ledger.tally('all', 'visitors')).toBe(1);
    const revoked = await hall.station(OTHER_GATE, near.url);
    await revoked.round();
    expect(revoked.sync.state()).toMatchObject({ why: 'revoked' });
  });

  it('as organiser or wall has what the centre knows of all others (P72)', async () => {
    const gate = await hall.station(GATE, centre.url);
    const booth = await hall.station(BOOTH, near.url);
    const organiser = await hall.station(ORGANISER, near.url);
    hall.checkIn(gate, 30);
    booth.store.ledger.append([{ happening: { kind: 'visit', what: { booth: 'A01' } }, person }]);
    await gate.round();
    const { ledger, settings } = organiser.store;
    const seen = () => settings.seenByServer()?.stations.filter(({ proven }) => proven > 0) ?? [];
    await until(() => seen().length === 2 && ledger.count() === 31, booth, organiser);
    expect(seen().map(({ slot, proven, waiting }) => [slot, proven, waiting])).toEqual([
      [GATE, 30, 0],
      [BOOTH, 1, 0],
    ]);
    expect(ledger.tally('all', 'attendees')).toBe(30);
    const wall = await hall.station(WALL, near.url);
    await until(() => wall.store.settings.wallHeard()?.told.figures.attendees === 30, wall);
    expect(wall.store.ledger.count()).toBe(0);
  });
});

describe('a hub', () => {
  it('that was put back passes on again what it lost, and calls nothing done (P62, P73)', async () => {
    const booth = await hall.station(BOOTH, near.url);
    const visit = { kind: 'visit', what: { booth: 'A01' } } as const;
    const write = (times: number) => {
      for (let n = 0; n < times; n += 1) booth.store.ledger.append([{ happening: visit, person }]);
    };
    const factsAt = async ({ storage }: RunningServer) =>
      (await storage.db.selectFrom('fact').select('seq').execute()).length;
    write(5);
    await until(async () => (await factsAt(centre)) === 5, booth);
    const port = Number(new URL(near.url).port);
    const [, first] = hubs;
    await near.stop();
    await hall.copy('second hub', 'backup');
    near = await hall.serve('second hub', port, first?.url);
    hubs = [near];
    write(5);
    await booth.round('up-to-date');
    await near.stop();
    await hall.putBack('backup', 'second hub');
    near = await hall.serve('second hub', port, first?.url);
    hubs = [near];
    write(1);
    await booth.round('up-to-date');
    expect(await factsAt(near)).toBe(11);
    await until(async () => (await factsAt(centre)) === 11);
    await expect.poll(() => near.state()).toBe('up-to-date');
  });
});
