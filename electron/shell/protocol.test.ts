import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pageScheme, servePage } from './protocol.ts';

let folder = '';
let answer: (request: Request) => Promise<Response> = () => Promise.reject(new Error('unset'));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-protocol-'));
  await mkdir(join(folder, 'page', 'assets'), { recursive: true });
  await writeFile(join(folder, 'page', 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'page', 'assets', 'app.js'), 'export {};');
  await writeFile(join(folder, 'secret.json'), '{}');
  await symlink(join(folder, 'secret.json'), join(folder, 'page', 'link.json'));
  servePage(
    {
      handle: (_scheme, handler) => {
        answer = handler;
      },
    },
    join(folder, 'page'),
  );
});
afterAll(() => rm(folder, { recursive: true }));

const ask = (url: string, method = 'GET') => answer(new Request(url, { method }));

it('the chunfeng scheme serves the page and its parts under their policy', async () => {
  const page = await ask('chunfeng://kiosk/');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect((await ask('chunfeng://kiosk/assets/app.js')).status).toBe(200);
});

it.each([
  'chunfeng://kiosk/../secret.json',
  'chunfeng://kiosk/%2e%2e/secret.json',
  'chunfeng://kiosk/..%2fsecret.json',
  'chunfeng://kiosk/..%5csecret.json',
  'chunfeng://kiosk/link.json',
  'chunfeng://kiosk/%00',
  'chunfeng://other/',
])('the chunfeng scheme serves nothing for %s', async (url) => {
  expect((await ask(url)).status).toBe(404);
});

it('the chunfeng scheme refuses a POST', async () => {
  expect((await ask('chunfeng://kiosk/', 'POST')).status).toBe(404);
});

it('the chunfeng scheme can’t bypass the policy', () => {
  expect(pageScheme.privileges).not.toHaveProperty('bypassCSP');
  expect(pageScheme.privileges).not.toHaveProperty('allowServiceWorkers');
});
