import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { organiserCalls } from '../../shared/contract/organiser.ts';
import { type App, openApp } from '../app.ts';
import type { Storage } from '../storage/homes.ts';
import { openSqlite } from '../storage/sqlite-home.ts';

let folder = '';
let storage: Storage;
let app: App;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-calls-'));
  const opened = await openSqlite(folder);
  if (!opened.ok) throw new Error(opened.fault.kind);
  storage = opened.value;
  app = await openApp({ storage, now: () => 0, logger: false });
});
afterAll(async () => {
  await app.close();
  await storage.close();
  await rm(folder, { recursive: true });
});

async function call(name: string, input: object = {}): Promise<unknown> {
  const answer = await app.inject({
    method: 'POST',
    url: `/call/${name}`,
    headers: { host: 'server.test', origin: 'http://server.test' },
    payload: input,
  });
  return answer.json();
}

describe('without sign-in', () => {
  test.each(Object.keys(organiserCalls))('the server refuses %s', async (name) => {
    expect(await call(name)).toEqual({
      ok: true,
      value: { ok: false, fault: { kind: 'signed-out' } },
    });
  });

  test('the server lets anybody check a bulletin', async () => {
    const answer = await call('bulletin.check', { fair: 'c48f0482', number: 1 });
    expect(answer).toMatchObject({ value: { fault: { kind: 'none' } } });
  });

  test('the server does not answer a station’s calls', async () => {
    expect(await call('arrival.keypad', { number: '1' })).toEqual({
      ok: false,
      fault: { kind: 'not-open' },
    });
  });
});

test('a server without a built page says so at its address', async () => {
  const answer = await app.inject({ url: '/' });
  expect(answer.statusCode).toBe(404);
  expect(answer.body).toMatch(/主办方页面还没有构建[^]*page is not built here/);
});
