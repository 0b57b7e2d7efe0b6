import { gzipSync } from 'node:zlib';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { MOST_REQUESTS } from '../../server/app.ts';
import { coverageSchema } from '../../shared/report/coverage.ts';
import { type Day, openDay, SLOT } from './day.ts';

let day: Day;
beforeEach(async () => {
  day = await openDay();
});
afterEach(() => day.close());

describe('the server', () => {
  it('shows figures and their coverage only with a program’s token', async () => {
    day.receive(3);
    day.upload(day.server);
    await day.upToDate();
    const path = new URL(`/v1/fairs/${day.sample.fair.id}/figures`, day.server);
    expect((await fetch(path)).status).toBe(401);
    const answer = await fetch(path, { headers: { authorization: `Bearer ${day.token}` } });
    const { coverage } = z.object({ coverage: coverageSchema }).parse(await answer.json());
    const stationOf = (slot: number) => coverage.stations.find((other) => other.slot === slot);
    expect(stationOf(SLOT)).toMatchObject({ proven: 3, waiting: 0 });
    expect(stationOf(1)).toMatchObject({ heardMs: null, waiting: null });
  });

  it('limits requests and says how long to wait', async () => {
    // The requests of one moment, however slow this machine is.
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const address = new URL('/health', day.server);
    let answer = await fetch(address);
    for (let n = 0; n < MOST_REQUESTS; n += 1) answer = await fetch(address);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await fetch(new URL('/ready', day.server))).status).toBe(200);
  });

  it('refuses oversized and damaged bodies, leaves out what it does not know, and keeps working', async () => {
    const path = new URL(`/v1/fairs/${day.sample.fair.id}/enrolments/take`, day.server);
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
    expect((await fetch(new URL('/health', day.server))).status).toBe(200);
  });

  it('closes even while a silent connection is open', async () => {
    const line = connect(Number(new URL(day.server).port), '127.0.0.1').on(
      'error',
      () => undefined,
    );
    await once(line, 'connect');
    // Make sure that the server has the connection, too.
    await fetch(new URL('/health', day.server));
    await day.app.close();
    await once(line.resume(), 'close');
  });

  it('closes as soon as it has answered the requests under way', async () => {
    const line = connect(Number(new URL(day.server).port), '127.0.0.1').on(
      'error',
      () => undefined,
    );
    const head = 'POST /v1/fairs HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';
    const asked = once(day.app.server, 'request');
    line.write(`${head}content-length: 2\r\n\r\n{`);
    await asked;
    const closed = day.app.close();
    line.write('}');
    expect(String(await once(line, 'data'))).toMatch(/^HTTP\/1.1 4/);
    await closed;
  });

  it('answers health and readiness to anybody, and its description to nobody signed out', async () => {
    expect((await fetch(new URL('/health', day.server))).status).toBe(200);
    expect(await (await fetch(new URL('/ready', day.server))).json()).toEqual({ home: 'sqlite' });
    expect((await fetch(new URL('/docs/json', day.server))).status).toBe(401);
  });
});
