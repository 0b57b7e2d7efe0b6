import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Fetch } from '../../electron/station/sync/network.ts';
import { keepFair } from '../../server/fairs/fairs.ts';
import { isBehind, newestEpoch } from '../../server/ingest/counted-by.ts';
import { recount } from '../../server/ingest/recount.ts';
import { openHall, type RunningServer } from '../sync/hall.ts';
import { type Edition, editionOf, editions, type Figures } from './recorded.ts';

/** Stations and servers of earlier editions, by what they sent and read, with those of today (P79). */

const GATE = 1;
const NOW = 1_803_700_000_000;

let hall: Awaited<ReturnType<typeof openHall>>;
beforeEach(async () => {
  hall = await openHall(NOW);
});
afterEach(() => hall.close());

async function serve(name: string, { fair }: Edition, upstream?: string): Promise<RunningServer> {
  const server = await hall.serve(name, 0, upstream);
  await server.storage.db.deleteFrom('fair').execute();
  expect((await keepFair(server.storage, fair)).ok).toBe(true);
  return server;
}

const objectSchema = z.record(z.string(), z.unknown());

async function post({ url }: RunningServer, slot: number, body: object) {
  const path = `/v1/fairs/${hall.sample.fair.id}/stations/${slot}/facts`;
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(new URL(path, url), {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return { status: answer.status, answer: objectSchema.parse(await answer.json()) };
}

async function figuresIn({ storage }: RunningServer): Promise<Figures> {
  const rows = await storage.db.selectFrom('tally').selectAll().execute();
  return Object.fromEntries(
    rows.map(({ scope, figure, slice, value }) => [`${scope} ${figure} ${slice}`, value]),
  );
}

describe.each(editions)('the %s', (name) => {
  it('has its stations understood by a hub and a server, and answered in its words (P74, P79)', async () => {
    const edition = await editionOf(name);
    const centre = await serve('centre', edition);
    const hub = await serve('hub', edition, centre.url);
    const reads = z.fromJSONSchema(edition.ack);
    const send = async (exchanges: Edition['exchanges']): Promise<void> => {
      for (const { slot, body } of exchanges) {
        const { status, answer } = await post(hub, slot, body);
        expect([status, reads.safeParse(answer).error]).toEqual([200, undefined]);
      }
    };
    // Who was erased goes on from the hub once the stations are updated (P36).
    const order = edition.exchanges.findIndex(({ body }) => String(body.erasures) !== '');
    await send(edition.exchanges.slice(0, order));
    const before = await figuresIn(hub);
    await expect
      .poll(() => {
        hub.poke();
        return figuresIn(centre);
      })
      .toEqual(before);
    await send(edition.exchanges.slice(order));
    expect(await figuresIn(hub)).toMatchObject(edition.figures);
  });

  it('has its server take all facts of a station of today, which says what cannot go (P79)', async () => {
    const edition = await editionOf(name);
    const centre = await serve('centre', edition);
    const takes = z.fromJSONSchema(edition.upload);
    const fetch: Fetch = async (_address, asked) => {
      const body = String(gunzipSync(asked.body ?? ''));
      const refused = takes.safeParse(JSON.parse(body)).error;
      if (refused) throw new Error(`refused: ${refused.message}`);
      const { status, answer } = await post(centre, GATE, objectSchema.parse(JSON.parse(body)));
      return {
        ok: status < 400,
        status,
        headers: new Headers(),
        body: null,
        text: async () => JSON.stringify(answer),
      };
    };
    const gate = await hall.station(GATE, centre.url, undefined, { fetch });
    const [person = ''] = hall.checkIn(gate, 3);
    expect(await gate.round()).toBe('up-to-date');
    await gate.store.erase(person);
    expect(await gate.round('waiting')).toBe('waiting');
    expect(gate.sync.state()).toMatchObject({ why: 'older-server', waiting: 0 });
    expect((await figuresIn(centre))['all attendees ']).toBe(3);
  });
});

describe('a server that is updated while an older one still takes facts', () => {
  type Older = Parameters<Parameters<RunningServer['storage']['exclusively']>[1]>[0];
  /** All facts of a morning, the last of them counted and noted as an older server does. */
  async function besideOlder(older: (db: Older) => Promise<unknown>) {
    const edition = await editionOf('first-edition');
    const centre = await serve('centre', edition);
    for (const { slot, body } of edition.exchanges) await post(centre, slot, body);
    const right = await figuresIn(centre);
    const { id } = hall.sample.fair;
    await centre.storage.exclusively(id, async (db) => {
      await db.deleteFrom('tally').execute();
      const rows = Object.entries(edition.figures).map(([name, value]) => {
        const [scope = '', figure = '', slice = ''] = name.split(' ');
        return { fair_id: id, scope, figure, slice, value };
      });
      await db.insertInto('tally').values(rows).execute();
      await older(db);
    });
    expect(await figuresIn(centre)).not.toEqual(right);
    const [asked] = edition.exchanges;
    if (!asked) throw new Error('no exchange');
    return { centre, right, ask: () => post(centre, asked.slot, asked.body) };
  }

  it('recounts what came to a server that does not note who counted, and once is enough (P78)', async () => {
    const { centre, right, ask } = await besideOlder((db) =>
      db
        .updateTable('epoch')
        .set(({ eb }) => ({ writes: eb('writes', '+', 1) }))
        .execute(),
    );
    await ask();
    expect(await figuresIn(centre)).toEqual(right);
    expect(isBehind(await newestEpoch(centre.storage.db, hall.sample.fair.id))).toBe(false);
  });

  it('leaves the figures of a newer server to that one (P78)', async () => {
    const { centre } = await besideOlder((db) =>
      db.updateTable('fair').set({ rules: 9999 }).execute(),
    );
    const before = await figuresIn(centre);
    await recount(centre.storage);
    expect(await figuresIn(centre)).toEqual(before);
  });
});
