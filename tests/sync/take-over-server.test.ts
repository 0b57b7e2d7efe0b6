import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAddressCode } from '../../electron/station/hub/address-code.ts';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { networkTo } from '../../electron/station/sync/network.ts';
import { openApp } from '../../server/app.ts';
import { keepFair } from '../../server/fairs/fairs.ts';
import { openSqlite } from '../../server/storage/sqlite-home.ts';
import { EASY } from '../../server/testing/any-door.ts';
import { ownCertificate } from '../../server/tls/certificate.ts';
import type { Fair, SignedFair } from '../../shared/fair.ts';
import { recoveryCodeText } from '../../shared/recovery-sheet.ts';
import { fairOfTwo, PASSPHRASE, sheetOf } from './dead-laptop.ts';
import { type EmptyMachine, emptyMachine } from './empty-machine.ts';

/** An empty machine takes over with the sheet alone: the fair comes from any server (P126). */

let folder = '';
let stick = '';
let at = '';
let made: Awaited<ReturnType<typeof fairOfTwo>>;
let other: Awaited<ReturnType<typeof fairOfTwo>>;
let sheet: Awaited<ReturnType<typeof sheetOf>>;
let machine: EmptyMachine | undefined;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-take-over-server-'));
  stick = await mkdtemp(join(folder, 'stick-'));
  made = await fairOfTwo();
  other = await fairOfTwo();
  sheet = await sheetOf(made);
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  at = await mkdtemp(join(folder, 'machine-'));
});
afterEach(async () => {
  await machine?.close();
  machine = undefined;
  for (const close of closing.splice(0)) await close();
});

const signed = (own: typeof made, change: Partial<Fair> = {}): SignedFair =>
  signFair({ ...own.fair, ...change }, own.keys.signingKey);

async function certificateHere() {
  const made = await ownCertificate(await mkdtemp(join(folder, 'server-')), Date.now());
  if (!made.ok) throw new Error('no certificate');
  return made.value;
}

/** A real server with a certificate of its own, which keeps the fair. */
async function serverWith(kept: SignedFair) {
  const { cert, key, pin } = await certificateHere();
  const opened = await openSqlite(await mkdtemp(join(folder, 'data-')));
  if (!opened.ok) throw new Error(opened.fault.kind);
  const storage = opened.value;
  const app = await openApp({
    storage,
    now: Date.now,
    hardness: EASY,
    logger: false,
    tls: { cert, key },
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  closing.push(async () => {
    await app.close();
    await storage.close();
  });
  const taken = await keepFair(storage, kept);
  if (!taken.ok) throw new Error(taken.fault.kind);
  const asked = async (): Promise<readonly string[]> => {
    const rows = await storage.db.selectFrom('audit').select('text').execute();
    return rows.map(({ text }) => text);
  };
  return { url, pin, asked };
}

/** Asks for a signature as ours does, and then gives what it likes. */
async function forgedServer(gives: string): Promise<string> {
  const { cert, key } = await certificateHere();
  let asked = 0;
  const server = createServer({ cert, key }, (_request, answer) => {
    asked += 1;
    answer.statusCode = asked === 1 ? 401 : 200;
    answer.end(asked === 1 ? JSON.stringify({ kind: 'sign-this', nonce: '1.a' }) : gives);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `https://127.0.0.1:${address.port}`;
}

async function withSheet(): Promise<EmptyMachine> {
  machine = await emptyMachine(at, stick);
  await machine.call('first.takeOver', {});
  await machine.scan(recoveryCodeText(sheet));
  return machine;
}
const face = (mine: EmptyMachine) => mine.settled('takingOver', ['opening', 'fetching']);

async function asks(address: string, passphrase = PASSPHRASE) {
  const mine = await withSheet();
  await mine.call('first.fairServer', { address });
  await mine.call('first.fetchFair', { passphrase });
  return mine;
}

const codeFor = (server: string, pin: string, signer = made) =>
  makeAddressCode(
    { fair: made.fair.id, revision: 1, ms: 1, server, pins: [pin] },
    signer.keys.signingKey,
  );

describe('an empty machine without a stick', () => {
  it('is an organiser’s station by a typed address, whatever certificate is there (P126)', async () => {
    const { url, asked } = await serverWith(signed(made));
    const mine = await asks(url.replace('https://', ''));
    expect(await face(mine)).toMatchObject({ at: 'passphrase', isTyped: true, revision: 1 });
    await mine.call('first.openOrganiser', { passphrase: '', slot: 9 });
    await expect.poll(() => mine.hello()).toMatchObject({ state: 'open', station: { slot: 9 } });
    expect(await mine.call('keys.state', {})).toEqual({ open: true, file: 'here' });
    // The server's own log says that somebody with the key was here.
    expect((await asked()).join()).toContain('fair-fetched');
  });

  it('takes an address code off a screen, and finds that hub again once it is open', async () => {
    const { url, pin } = await serverWith(signed(made));
    const mine = await withSheet();
    const code = codeFor(url, pin);
    await mine.scan(code);
    expect(await face(mine)).toEqual({ at: 'server', server: url });
    await mine.call('first.fetchFair', { passphrase: PASSPHRASE });
    expect(await face(mine)).toMatchObject({ at: 'passphrase' });
    await mine.call('first.openOrganiser', { passphrase: '', slot: 9 });
    await expect.poll(() => mine.hello()).toMatchObject({ state: 'open' });
    expect(await readFile(join(at, 'server-address.txt'), 'utf8')).toBe(`${code}\n`);
  });

  it('asks nobody before the passphrase is right, and is given nothing unsigned (P126)', async () => {
    const { url, asked } = await serverWith(signed(made));
    expect(await face(await asks(url, 'wrong'))).toMatchObject({
      at: 'server',
      said: 'wrong-secret',
    });
    expect(await asked()).toEqual([]);
    const unsigned = await fetchUnsigned(url);
    expect(unsigned).toMatchObject({ kind: 'sign-this' });
  });
});

async function fetchUnsigned(url: string): Promise<unknown> {
  const reach = await networkTo({ server: url, pins: () => [], anyServer: true });
  const answer = await reach(new URL(`${url}/v1/fairs/${made.fair.id}/newest`), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ signed: null }),
    redirect: 'error',
  });
  return JSON.parse(await answer.text());
}

describe('a forged server', () => {
  it.each([
    ['of another key', () => JSON.stringify(signed(other)), 'forged-fair'],
    [
      'that was changed',
      () => JSON.stringify(signed(made)).replace('organiser', 'booth'),
      'forged-fair',
    ],
    ['that is none', () => '<html>Please log in</html>', 'not-our-server'],
  ])('gives no fair %s', async (_what, gives, said) => {
    expect(await face(await asks(await forgedServer(gives())))).toMatchObject({
      at: 'server',
      said,
    });
  });

  it('is not asked where the organiser has not signed its code, or it has another key', async () => {
    const { url, pin, asked } = await serverWith(signed(made));
    expect(await face(await asks(codeFor(url, pin, other)))).toMatchObject({
      said: 'forged-address',
    });
    await machine?.close();
    at = await mkdtemp(join(folder, 'machine-'));
    expect(await face(await asks(codeFor(url, 'p'.repeat(43))))).toMatchObject({
      said: 'other-key',
    });
    expect(await asked()).toEqual([]);
  });
});

describe('what bad input gets', () => {
  it.each([
    ['fair.example.cn/?a=1', 'bad-address'],
    ['http://10.0.0.5:5190', 'not-encrypted'],
    ['CFH1:ABC', 'damaged-address'],
  ])('%s is %s', async (address, said) => {
    const mine = await withSheet();
    await mine.call('first.fairServer', { address });
    expect(await face(mine)).toEqual({ at: 'fair', said });
  });

  it('is a sentence where the server does not keep this fair', async () => {
    const { url } = await serverWith(signed(other));
    expect(await face(await asks(url))).toMatchObject({ said: 'no-such-fair' });
  });
});
