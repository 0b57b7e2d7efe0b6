import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHall } from './hall.ts';

/** A proxy before the server that takes only small bodies, as one does whose administrator changed nothing. */

let hall: Awaited<ReturnType<typeof openHall>>;
beforeEach(async () => {
  hall = await openHall();
});
afterEach(() => hall.close());

interface Narrow {
  readonly url: string;
  readonly refused: () => number;
  close(): void;
}

/** As nginx refuses: before it has read the body, and with a page of its own. */
async function narrow(target: string, most: number): Promise<Narrow> {
  let refused = 0;
  const proxy = createServer((asked, answer) => {
    if (Number(asked.headers['content-length']) > most) {
      refused += 1;
      asked.resume();
      answer.writeHead(413, { 'content-type': 'text/html' }).end('<html>413</html>');
      return;
    }
    const { method, headers, url = '/' } = asked;
    const onward = request(new URL(url, target), { method, headers }, (back) => {
      answer.writeHead(back.statusCode ?? 502, back.headers);
      back.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    refused: () => refused,
    close() {
      proxy.close();
      proxy.closeAllConnections();
    },
  };
}

const factsAt = async ({ storage }: Awaited<ReturnType<typeof hall.serve>>): Promise<number> => {
  const { facts } = await storage.db
    .selectFrom('fact')
    .select((count) => count.fn.countAll<number>().as('facts'))
    .executeTakeFirstOrThrow();
  return facts;
};

describe('behind a proxy that takes only small bodies', () => {
  it('a station halves what it sends until it fits, without a pause (P101)', async () => {
    const server = await hall.serve('server');
    const proxy = await narrow(server.url, 12_000);
    const gate = await hall.station(1, proxy.url);
    hall.checkIn(gate, 300);
    expect(await gate.round('up-to-date')).toBe('up-to-date');
    expect(await factsAt(server)).toBe(300);
    expect(proxy.refused()).toBeGreaterThan(0);
    expect(proxy.refused()).toBeLessThan(8);
    proxy.close();
  });

  it('a hub does as well (P101)', async () => {
    const server = await hall.serve('server');
    const proxy = await narrow(server.url, 12_000);
    const hub = await hall.serve('hub', 0, proxy.url);
    const gate = await hall.station(1, hub.url);
    hall.checkIn(gate, 300);
    await gate.round('up-to-date');
    hub.poke();
    await expect.poll(() => factsAt(server), { timeout: 30_000 }).toBe(300);
    expect(proxy.refused()).toBeGreaterThan(0);
    proxy.close();
  });

  it('staff read it where not even one fact fits (P101)', async () => {
    const server = await hall.serve('server');
    const proxy = await narrow(server.url, 100);
    const gate = await hall.station(1, proxy.url);
    hall.checkIn(gate, 3);
    expect(await gate.round('waiting')).toBe('waiting');
    expect(gate.sync.state()).toMatchObject({ at: 'waiting', why: 'too-large', waiting: 3 });
    proxy.close();
  });
});
