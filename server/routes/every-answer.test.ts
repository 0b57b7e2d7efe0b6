import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { type App, openApp } from '../app.ts';
import type { Storage } from '../storage/homes.ts';
import { openSqlite } from '../storage/sqlite-home.ts';
import { anyToken, EASY } from '../testing/any-door.ts';
import { anyAccount, anySignedFair, browserAt } from '../testing/any-page.ts';

/** Headers, refusals and the description, over every route that there is. */

let folder = '';
let storage: Storage;
let app: App;
let fair = '';
let token = '';
let signedIn = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-answers-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  const opened = await openSqlite(folder);
  if (!opened.ok) throw new Error(opened.fault.kind);
  storage = opened.value;
  app = await openApp({ storage, now: () => 0, hardness: EASY, logger: false, pageFolder: folder });
  ({ id: fair } = await anySignedFair(storage, '样例'));
  token = await anyToken(storage, fair);
  await anyAccount(storage, fair, '甲', 'administrator');
  const browser = browserAt(app);
  await browser.signIn('甲');
  signedIn = browser.cookie();
});
afterAll(async () => {
  await app.close();
  await storage.close();
  await rm(folder, { recursive: true });
});

interface Route {
  readonly method: 'GET' | 'POST';
  readonly url: string;
}

/** As Fastify prints them, one a line: `├── /v1/fairs/:fair/figures (GET, HEAD)`. */
function routes(): Route[] {
  const lines = app.printRoutes({ commonPrefix: false }).split('\n');
  const path: string[] = [];
  return lines.flatMap((line) => {
    const [, indent = '', part = '', methods = ''] =
      /^([│ ]*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
    const depth = indent.length / 4;
    path.length = depth;
    path.push(part);
    const url = path
      .join('')
      .replaceAll(':fair', fair)
      .replaceAll(':slot', '1')
      .replaceAll(':number', '1')
      .replaceAll(':name', 'station.hello')
      .replaceAll('*', 'index.html');
    return methods
      .split(', ')
      .filter((method) => method === 'GET' || method === 'POST')
      .map((method) => ({ method, url }));
  });
}

const POLICY = /default-src 'none'.*frame-ancestors 'none'/;
const common = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

describe('every answer', () => {
  it('has the headers of its kind, to strangers and to those who may ask', async () => {
    const all = routes();
    expect(all.length).toBeGreaterThan(18);
    const asked = [...all, { method: 'GET', url: '/nowhere' }] as const;
    for (const { method, url } of asked) {
      for (const headers of [{}, { cookie: signedIn, authorization: `Bearer ${token}` }]) {
        // A stream never ends by itself; see the next test.
        if (url === '/events' && 'cookie' in headers) continue;
        const { statusCode, headers: got } = await app.inject({ method, url, headers });
        const which = `${method} ${url} ${statusCode}`;
        expect(got, which).toMatchObject(common);
        expect(got['content-security-policy'], which).toMatch(POLICY);
      }
    }
  });

  it('asks browsers for TLS for half a year where it came over TLS, and nowhere else', async () => {
    const proxied = await openApp({
      storage,
      now: () => 0,
      hardness: EASY,
      logger: false,
      pageFolder: folder,
      proxies: ['10.0.0.5'],
    });
    const hsts = async (url: string, proto: string) => {
      const headers = { 'x-forwarded-proto': proto };
      const answer = await proxied.inject({ url, remoteAddress: '10.0.0.5', headers });
      return answer.headers['strict-transport-security'];
    };
    for (const url of ['/', '/health', '/nowhere', '/docs', `/v1/fairs/${fair}/figures`]) {
      expect(await hsts(url, 'https'), url).toBe('max-age=15552000');
      expect(await hsts(url, 'http'), url).toBeUndefined();
    }
    await proxied.close();
  });

  it('is a refusal to anyone who asks too often, though about another fair each time', async () => {
    const bounded = await openApp({
      storage,
      now: () => 0,
      hardness: EASY,
      logger: false,
      mostOfAddress: 20,
    });
    const ask = async (n: number, remoteAddress: string) => {
      const url = `/v1/fairs/${n.toString(16).padStart(8, '0')}/closing`;
      return (await bounded.inject({ url, remoteAddress })).statusCode;
    };
    // One customer has all addresses of such a network.
    const answers: number[] = [];
    for (let n = 0; n < 25; n += 1) answers.push(await ask(n, `2001:db8:1:2::${n}`));
    expect(answers).toEqual([...answers.slice(0, 20).map(() => 404), 429, 429, 429, 429, 429]);
    expect(await ask(1, '2001:db8:1:3::1')).toBe(404);
    await bounded.close();
  });

  it('has them on a stream, too', async () => {
    const address = await app.listen({ host: '127.0.0.1', port: 0 });
    const ending = new AbortController();
    const { signal } = ending;
    const stream = await fetch(`${address}/events`, { headers: { cookie: signedIn }, signal });
    expect(Object.fromEntries(stream.headers)).toMatchObject({
      ...common,
      'content-type': 'text/event-stream',
    });
    ending.abort();
  });

  it('refuses a body that is no JSON, or breaks its schema, with 400', async () => {
    const posts = routes().filter(({ method }) => method === 'POST');
    expect(posts.length).toBeGreaterThan(5);
    const own = { host: 'server.test', origin: 'http://server.test', cookie: signedIn };
    for (const { url } of [
      ...posts.filter((post) => !post.url.startsWith('/call/')),
      { url: '/call/organiser.signIn' },
      { url: '/call/organiser.day' },
      { url: '/call/accounts.add' },
      { url: '/call/bulletin.check' },
    ]) {
      for (const payload of ['{', '[]', '"x"', '{"a":1}', 'null']) {
        const headers = { 'content-type': 'application/json', ...own };
        const answer = await app.inject({ method: 'POST', url, headers, payload });
        expect(answer.statusCode, `${url} ${payload} ${answer.body}`).toBe(400);
      }
    }
  });
});

test('a database that cannot be read gives 503 to the page and to programs alike', async () => {
  const opened = await openSqlite(join(folder, 'away'));
  if (!opened.ok) throw new Error(opened.fault.kind);
  const away = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_READ' });
  const broken = {
    ...opened.value,
    db: new Proxy(opened.value.db, {
      get() {
        throw away;
      },
    }),
  };
  const failing = await openApp({ storage: broken, now: () => 0, hardness: EASY, logger: false });
  const { status, body } = await browserAt(failing).call('organiser.signIn', {
    account: '甲',
    password: 'x',
  });
  expect([status, body]).toEqual([503, { kind: 'storage-trouble' }]);
  const program = await failing.inject({
    url: `/v1/fairs/${fair}/figures`,
    headers: { authorization: `Bearer ${token}` },
  });
  expect(program.statusCode).toBe(503);
  await failing.close();
  await opened.value.close();
});

test('the description passes a linter, with nothing left to mend', async () => {
  const { body } = await app.inject({ url: '/docs/json', headers: { cookie: signedIn } });
  const problems = await lintFromString({
    source: body,
    config: await createConfig({ extends: ['recommended'] }),
  });
  expect(problems.map(({ message, location }) => `${location[0]?.pointer}: ${message}`)).toEqual(
    [],
  );
});
