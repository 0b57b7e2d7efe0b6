import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type App, openApp } from '../app.ts';
import type { Storage } from '../storage/homes.ts';
import { openSqlite } from '../storage/sqlite-home.ts';
import { EASY } from '../testing/any-door.ts';
import { anyAccount, anySignedFair, browserAt } from '../testing/any-page.ts';

let folder = '';
let storage: Storage;
let app: App;
let url = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chunfeng-events-'));
  const opened = await openSqlite(folder);
  if (!opened.ok) throw new Error(opened.fault.kind);
  storage = opened.value;
  app = await openApp({ storage, now: () => 0, hardness: EASY, logger: false });
  const { id } = await anySignedFair(storage, '城南招聘会');
  await anyAccount(storage, id, '王海燕', 'viewer');
  url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/events`;
});
afterAll(async () => {
  await app.close();
  await storage.close();
  rmSync(folder, { recursive: true });
});

it('Streams are bounded for each session and each account, and the oldest give way', async () => {
  const streams: { readonly session: number; isOpen: boolean }[] = [];
  const ending = new AbortController();
  async function open(session: number, cookie: string): Promise<void> {
    const stream = { session, isOpen: true };
    const answer = await fetch(url, { headers: { cookie }, signal: ending.signal });
    expect(answer.status).toBe(200);
    streams.push(stream);
    const end = () => (stream.isOpen = false);
    answer.text().then(end, end);
  }
  const openOf = () =>
    [1, 2, 3, 4, 5, 6].map(
      (session) => streams.filter((each) => each.isOpen && each.session === session).length,
    );
  for (const session of [1, 2, 3, 4, 5, 6]) {
    const browser = browserAt(app);
    await browser.signIn('王海燕');
    for (let n = 0; n < 8; n += 1) await open(session, browser.cookie());
    if (session === 1) await expect.poll(openOf).toEqual([6, 0, 0, 0, 0, 0]);
  }
  await expect.poll(openOf).toEqual([0, 6, 6, 6, 6, 6]);
  ending.abort();
});
