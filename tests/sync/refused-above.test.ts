import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { signTime } from '../../electron/station/keys/signed-time.ts';
import { closeFair, closingOf } from '../../server/fairs/closing.ts';
import { keepFair } from '../../server/fairs/fairs.ts';
import { hasOrdersAfter } from '../../server/relay/waiting.ts';
import { uploadPath } from '../../shared/sync/answer.ts';
import { HEAD_DOMAIN, headText, type Upload } from '../../shared/sync/wire.ts';
import { Chain, Signing } from './forged.ts';
import { openHall, type RunningServer } from './hall.ts';

/** What one bad station left at a hub holds up no honest one behind it, and not the end of the fair. */

const GATE = 1;
const OTHER_GATE = 2;

let hall: Awaited<ReturnType<typeof openHall>>;
let centre: RunningServer;
let hub: RunningServer;

beforeEach(async () => {
  hall = await openHall();
  centre = await hall.serve('centre');
  hub = await hall.serve('hub');
});
afterEach(() => hall.close());

/** Without an upstream it hands nothing on. */
async function restart(upstream?: string): Promise<void> {
  await hub.stop();
  hub = await hall.serve('hub', 0, upstream);
}

const until = (so: () => boolean | Promise<boolean>) =>
  expect
    .poll(() => {
      hub.poke();
      return so();
    })
    .toBe(true);

const factsOf = async ({ storage }: RunningServer, slot: number): Promise<number> => {
  const facts = storage.db.selectFrom('fact').select('seq').where('station', '=', slot);
  return (await facts.execute()).length;
};
const authors = async ({ storage }: RunningServer): Promise<number[]> => {
  const orders = await storage.db.selectFrom('erasure').select('by_station').execute();
  return orders.map(({ by_station }) => by_station);
};

describe('an order of erasure of an entrance that was revoked since', () => {
  /** It is at the hub, and the server above was not there. */
  beforeEach(async () => {
    const thief = await hall.station(OTHER_GATE, hub.url);
    const [victim = ''] = hall.checkIn(thief, 1);
    await thief.store.erase(victim);
    await thief.round('up-to-date');
    thief.stop();
    expect(await authors(hub)).toEqual([OTHER_GATE]);
    const { fair, keys } = hall.sample;
    const revised = { ...fair, revision: fair.revision + 1, revoked: [OTHER_GATE] };
    await keepFair(centre.storage, signFair(revised, keys.signingKey));
    await restart(centre.url);
  });

  it('holds up nobody behind the hub, whenever it starts again (P25, P136)', async () => {
    const gate = await hall.station(GATE, hub.url);
    hall.checkIn(gate, 2);
    await gate.round('up-to-date');
    gate.stop();
    await until(async () => (await factsOf(centre, GATE)) === 2);
    await restart(centre.url);
    const again = await hall.station(GATE, hub.url);
    const [leaver = ''] = hall.checkIn(again, 1);
    await again.round('up-to-date');
    await again.store.erase(leaver);
    await again.round('up-to-date');
    again.stop();
    await until(async () => (await factsOf(centre, GATE)) === 3);
    await until(async () => (await authors(centre)).length === 1);
    expect(await authors(centre)).toEqual([GATE]);
    await until(() => hub.state() === 'revoked');
    expect(hub.held().map(({ slot }) => slot)).toEqual([OTHER_GATE]);
  });

  it('goes no further once the hub has heard, and keeps no fair open (P25, P136)', async () => {
    const { fair, keys } = hall.sample;
    const isWaiting = () => hasOrdersAfter(hub.storage, fair.id, { orders: new Map() });
    expect(await isWaiting()).toBe(true);
    const gate = await hall.station(GATE, hub.url);
    await until(async () => {
      await gate.round();
      return !(await isWaiting());
    });
    gate.stop();
    await closeFair(centre.storage, { fair }, signTime(fair, 9e12, keys.signingKey), 9e12);
    await until(async () => {
      hall.pass(600_000);
      return (await closingOf(hub.storage.db, fair.id)) !== null;
    });
  });
});

describe('a forked station', () => {
  const send = async (server: RunningServer, upload: Upload): Promise<number> => {
    const address = new URL(uploadPath(hall.sample.fair.id, GATE), server.url);
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(upload);
    return (await fetch(address, { method: 'POST', headers, body })).status;
  };

  it('keeps no fair at the hub for ever by what it wrote after the fork (P136)', async () => {
    const { fair } = hall.sample;
    const signing = new Signing(hall.sample);
    const [here, there] = [
      new Chain(signing, GATE, 'aaaaaaaa'),
      new Chain(signing, GATE, 'aaaaaaaa'),
    ];
    const checkin = { kind: 'checkin', what: { means: 'card', lane: 'self' } } as const;
    for (const chain of [here, here, here, there, there]) chain.add(checkin, 'a1'.repeat(16));
    expect(await send(centre, there.upload())).toBe(200);
    expect(await send(hub, here.upload())).toBe(200);
    const { seq, hash } = here.headAt(3);
    const text = headText(fair.id, GATE, 'bbbbbbbb', { seq, hash });
    const head = { seq, hash, signature: signing.by(GATE, HEAD_DOMAIN, text) };
    const next = here.upload({ incarnation: 'bbbbbbbb', from: { seq, hash }, facts: [], head });
    expect(await send(hub, next)).toBe(200);
    await restart(centre.url);
    await until(() => hub.held().length > 0 && hub.mayArchive(fair.id));
    expect(hub.held()).toMatchObject([{ slot: GATE, why: 'forked' }]);
  });
});
