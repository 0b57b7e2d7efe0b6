import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { steppedTimers } from '../clock/testing/stepped-timers.ts';
import { openLive } from './live.ts';

const question = { nonce: 'n', signature: 's' };

describe('the server’s news signal', () => {
  let streams: ServerResponse[] = [];
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(':\n\n');
    streams.push(response);
    server.emit('stream');
  });
  let address = '';

  beforeEach(async () => {
    streams = [];
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const bound = server.address();
    address = `http://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  function listening() {
    const timers = steppedTimers();
    let asked = 0;
    const waiting = new Set<() => void>();
    const live = openLive({
      server: address,
      fair: 'f',
      slot: 1,
      fetch,
      timers: {
        after(ms, then) {
          const cancel = timers.after(ms, then);
          for (const resolve of waiting) resolve();
          return cancel;
        },
      },
      onNews: () => {
        asked += 1;
      },
    });
    /** The next timer that it sets. */
    const timerSet = () => new Promise<void>((resolve) => waiting.add(resolve));
    return { live, timers, timerSet, asked: () => asked };
  }

  it('is understood if the network splits it in two', async () => {
    const { live, timers, timerSet, asked } = listening();
    const opened = Promise.all([once(server, 'stream'), timerSet()]);
    live.ensure(question);
    await opened;
    await timers.pass(500);
    expect(asked()).toBe(1);
    const nextTimer = timerSet();
    streams[0]?.write('event: ne');
    // Another reply of this server comes in between, so the first half has arrived.
    await fetch(address).then((answer) => answer.body?.cancel());
    streams[0]?.write('ws\ndata:\n\n');
    await nextTimer;
    await timers.pass(500);
    expect(asked()).toBe(2);
    live.close();
  });

  it('is subscribed to again half a minute after the stream breaks', async () => {
    const { live, timers, timerSet } = listening();
    const opened = Promise.all([once(server, 'stream'), timerSet()]);
    live.ensure(question);
    await opened;
    const broken = timerSet();
    streams[0]?.destroy();
    await broken;
    live.ensure(question);
    await timers.pass(30_000);
    expect(streams).toHaveLength(1);
    const again = once(server, 'stream');
    live.ensure(question);
    await again;
    live.close();
  });
});
