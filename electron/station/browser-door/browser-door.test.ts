import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StationDoor } from '../open/station-door.ts';
import { openSampleStation } from '../sample/sample-station.ts';
import { doorSecrets, openWebDoor, type WebDoor } from './browser-door.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

let folder = '';
let station: StationDoor;
let door: WebDoor;
let cookie = '';

/** Uses raw HTTP, since fetch does not let us forge Host and Origin. */
function ask(path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: door.port,
        path,
        method: body === undefined ? 'GET' : 'POST',
        headers: { host: `127.0.0.1:${door.port}`, ...headers },
      },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

const ours = () => ({
  cookie,
  origin: `http://127.0.0.1:${door.port}`,
  'content-type': 'application/json',
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-web-'));
  const opened = await openSampleStation({
    resources: join(import.meta.dirname, '../../..', 'resources'),
    folder: join(folder, 'data'),
    version: 'test',
    canLeave: false,
    onTrouble: () => undefined,
  });
  if (!opened.ok) throw new Error(opened.fault.kind);
  station = opened.value;
  await mkdir(join(folder, 'page', 'assets'), { recursive: true });
  await writeFile(join(folder, 'page', 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(folder, 'page', 'assets', 'decode-worker-aB_3-x.js'), '');
  await writeFile(join(folder, 'page', 'assets', 'app-decode-worker-x.js'), '');
  await writeFile(join(folder, 'secret.html'), 'secret');
  await symlink(join(folder, 'secret.html'), join(folder, 'page', 'link.html'));
  door = await openWebDoor({
    station,
    pageFolder: join(folder, 'page'),
    port: 0,
    secrets: doorSecrets(randomBytes),
  });
  const entered = await ask(new URL(door.url).pathname);
  cookie = String(entered.headers['set-cookie']).split(';')[0] ?? '';
});

afterAll(async () => {
  await door.close();
  await station.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the browser’s door', () => {
  it('opens with the printed address, and hides the session from scripts and other sites', async () => {
    const entered = await ask(new URL(door.url).pathname);
    expect(entered.status).toBe(303);
    expect(String(entered.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/);
  });

  it('answers a call from its own page', async () => {
    const answer = await ask('/call/station.hello', ours(), '{}');
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ ok: true, value: { station: { slot: 1 } } });
  });

  it.each([
    ['without a session', () => ({ ...ours(), cookie: '' })],
    ['with a guessed session', () => ({ ...ours(), cookie: `${cookie.slice(0, -4)}AAAA` })],
    ['from another site', () => ({ ...ours(), origin: 'http://evil.example' })],
    ['from another port of this machine', () => ({ ...ours(), origin: 'http://127.0.0.1:1' })],
    ['under another host’s name', () => ({ ...ours(), host: 'evil.example' })],
    ['without an origin', () => ({ cookie, 'content-type': 'application/json' })],
  ])('refuses a call %s', async (_, headers) => {
    expect((await ask('/call/station.hello', headers(), '{}')).status).toBe(403);
  });

  it('refuses a form post, which other sites may send without permission', async () => {
    const headers = { ...ours(), 'content-type': 'text/plain' };
    expect((await ask('/call/station.hello', headers, '{}')).status).toBe(415);
  });

  it('refuses a wrong key, another site’s frame and an endless body', async () => {
    expect((await ask('/enter/AAAA')).status).toBe(403);
    expect((await ask('/', { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await ask('/call/station.hello', ours(), ' '.repeat(70_000))).status).toBe(413);
  });

  it.each([
    ['no-such-call', '/call/constructor', '{}'],
    ['bad-input', '/call/arrival.keypad', '{"number":7}'],
    ['bad-input', '/call/arrival.keypad', '{"number":"1","more":true}'],
    ['bad-input', '/call/arrival.keypad', 'no json'],
  ])('replies %s for %s', async (kind, path, body) => {
    const answer = await ask(path, ours(), body);
    expect(JSON.parse(answer.body)).toEqual({ ok: false, fault: { kind } });
  });

  it('serves the page under a policy that loads nothing from elsewhere', async () => {
    const page = await ask('/', { cookie });
    expect(page.status).toBe(200);
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page.headers['cache-control']).toBe('no-store');
  });

  it.each([
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/..%5csecret.html',
    '/link.html',
    '/assets',
    '/%00.html',
  ])('serves nothing outside the page’s folder: %s', async (path) => {
    const answer = await ask(path, { cookie });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('secret');
  });

  it('compiles WebAssembly in the worker that reads codes alone, which reaches no address', async () => {
    const policyOf = async (path: string): Promise<string> => {
      const { status, headers } = await ask(path, ours());
      expect(status).toBe(200);
      return String(headers['content-security-policy']);
    };
    const decoder = await policyOf('/assets/decode-worker-aB_3-x.js');
    expect(decoder).toBe("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'");
    expect(await policyOf('/')).not.toContain('eval');
    expect(await policyOf('/assets/app-decode-worker-x.js')).not.toContain('eval');
  });

  it('lets its own page use a camera, and nothing a microphone', async () => {
    const { headers } = await ask('/', ours());
    expect(headers['permissions-policy']).toMatch(/^camera=\(self\), microphone=\(\)/);
  });

  it('connects the station to the newest page, and informs the previous one', async () => {
    const stream = (): Promise<{ first: Promise<string>; end: () => void }> =>
      new Promise((resolve) => {
        const sent = request(
          {
            host: '127.0.0.1',
            port: door.port,
            path: '/events',
            headers: { host: `127.0.0.1:${door.port}`, cookie },
          },
          (response) => {
            const first = new Promise<string>((got) => {
              response.on('data', (chunk: Buffer) => {
                if (chunk.toString().includes('data:')) got(chunk.toString());
              });
            });
            resolve({ first, end: () => sent.destroy() });
          },
        );
        sent.on('error', () => undefined);
        sent.end();
      });
    const older = await stream();
    const newer = await stream();
    expect(await older.first).toContain('"name":"replaced"');
    older.end();
    newer.end();
  });
});
