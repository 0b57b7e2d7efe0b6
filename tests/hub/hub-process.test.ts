import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { glob, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, fetch } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hostHub } from '../../server/hub/host-hub.ts';
import { ownFiles } from '../../server/tls/certificate.ts';
import {
  type FromHub,
  fromHub,
  type HubOpening,
  type OpenedHub,
  type ToHub,
} from '../../shared/hub-messages.ts';
import { aFair } from './a-fair.ts';

/** The hub's own program on loopback: what it says to the process that started it, and whom it lets in. */

const HERE = '127.0.0.1';
/** What a stranger of the hall sees: it takes whatever certificate is shown. */
const stranger = new Agent({ connect: { rejectUnauthorized: false } });
const { fair, signed, revised } = await aFair();
let folder = '';
const running = new Set<Hub>();

interface Hub {
  tell(message: ToHub): void;
  next<K extends FromHub['kind']>(kind: K): Promise<Extract<FromHub, { kind: K }>>;
  close(): Promise<void>;
}

const isOf =
  <K extends FromHub['kind']>(kind: K) =>
  (message: FromHub): message is Extract<FromHub, { kind: K }> =>
    message.kind === kind;

/** Opens one in this process, over a line like that between two processes. */
function hub(changed: Partial<HubOpening> = {}): Hub {
  const said: FromHub[] = [];
  const ended = Promise.withResolvers<void>();
  let onMessage = (_message: unknown): void => undefined;
  let wake = (): void => undefined;
  hostHub({
    parent: {
      post(message) {
        said.push(fromHub.parse(message));
        wake();
      },
      onMessage: (listener) => void (onMessage = (message) => listener(message, [])),
      onClose: () => undefined,
      close: () => undefined,
    },
    exit: () => ended.resolve(),
  });
  const opening = {
    folder: join(folder, 'hub'),
    host: HERE,
    port: 0,
    thisPort: true,
    version: 'test',
    fair: signed,
    ...changed,
  };
  onMessage({ kind: 'open', opening, pageFolder: join(folder, 'no-page') });
  const made: Hub = {
    tell: (message) => onMessage(message),
    async next(kind) {
      for (;;) {
        const message = said.find(isOf(kind));
        if (message) {
          said.splice(said.indexOf(message), 1);
          return message;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    async close() {
      running.delete(made);
      onMessage({ kind: 'close' });
      await ended.promise;
    },
  };
  running.add(made);
  return made;
}

async function openedHub(changed: Partial<HubOpening> = {}): Promise<Hub & OpenedHub> {
  const made = hub(changed);
  const { opened } = await made.next('opened');
  return { ...made, ...opened };
}

async function asked(port: number, path: string, token?: string): Promise<number> {
  const offer = { codeHash: randomBytes(32).toString('hex'), slot: 1, file: 'x', minutes: 5 };
  const answer = await fetch(`https://${HERE}:${port}${path}`, {
    dispatcher: stranger,
    ...(token !== undefined && {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(offer),
    }),
  });
  await answer.arrayBuffer();
  return answer.status;
}
const enrolments = `/v1/fairs/${fair.id}/enrolments`;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-hub-'));
});
afterEach(async () => {
  for (const each of running) await each.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a hub', () => {
  it('keeps its key over a restart, and shows nobody but its own account where it lies', async () => {
    const first = await openedHub();
    await first.close();
    const second = await openedHub();
    expect(second.pin).toBe(first.pin);
    const { key } = ownFiles(join(folder, 'hub'));
    if (process.platform !== 'win32') expect((await stat(key)).mode & 0o077).toBe(0);
  });

  it('takes enrolments by a token that is in no file and ends with it (P110)', async () => {
    const first = await openedHub();
    expect(await asked(first.port, enrolments, first.token)).toBe(200);
    const secret = first.token.split('.').at(-1) ?? '';
    await first.close();
    for await (const file of glob('**', { cwd: folder, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const content = await readFile(join(file.parentPath, file.name), 'latin1');
      expect(content.includes(secret), file.name).toBe(false);
    }
    const second = await openedHub();
    expect(await asked(second.port, enrolments, first.token)).toBe(401);
    expect(await asked(second.port, enrolments, second.token)).toBe(200);
  });

  it('lets nobody read what a token is for, nor describes itself to strangers', async () => {
    const { port, token } = await openedHub();
    expect(await asked(port, '/docs')).toBe(404);
    expect(await asked(port, '/docs/json')).toBe(404);
    const contacts = await fetch(`https://${HERE}:${port}/v1/fairs/${fair.id}/contacts`, {
      dispatcher: stranger,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(contacts.status).toBe(403);
  });

  it('says that its port is taken, and takes another one only before stations know it', async () => {
    const other = createServer().listen(0, HERE);
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const refused = hub({ port });
    expect(await refused.next('not-opened')).toMatchObject({ why: 'port-taken' });
    await refused.close();
    const moved = await openedHub({ port, thisPort: false });
    expect(moved.port).toBeGreaterThan(port);
    other.close();
  });

  it('opens with a new key where the old one is damaged', async () => {
    const first = await openedHub();
    await first.close();
    await writeFile(ownFiles(join(folder, 'hub')).key, 'half of a key');
    const second = await openedHub();
    expect(second.pin).not.toBe(first.pin);
    expect(await asked(second.port, '/ready')).toBe(200);
  });

  it('says that another hub has its folder', async () => {
    await openedHub();
    expect(await hub().next('not-opened')).toMatchObject({ why: 'folder-in-use' });
  });

  it('refuses a fair that nobody signed', async () => {
    const forged = { ...signed, text: signed.text.replace('"v":1', '"v":1 ') };
    expect(await hub({ fair: forged }).next('not-opened')).toMatchObject({ why: 'bad-fair' });
  });

  it('goes on with the later fair that it has where its station has an earlier one', async () => {
    const first = await openedHub();
    first.tell({ kind: 'fair', fair: revised });
    await expect
      .poll(async () => {
        const again = await fetch(`https://${HERE}:${first.port}/v1/fairs/${fair.id}/revisions`, {
          dispatcher: stranger,
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(signed),
        });
        return again.json();
      })
      .toEqual({ kind: 'older' });
    await first.close();
    expect((await openedHub()).port).toBeGreaterThan(0);
  });

  it('keeps accounts for its station, and for no other fair (P110)', async () => {
    const made = await openedHub();
    const call = async (name: string, input: unknown) => {
      made.tell({ kind: 'call', number: 1, name, input });
      return (await made.next('answer')).reply;
    };
    const somebody = { fair: fair.id, name: '王海燕', role: 'organiser', password: null };
    expect(await call('accounts.add', somebody)).toMatchObject({ ok: true, value: { ok: true } });
    expect(await call('accounts.list', { fair: fair.id })).toMatchObject({
      value: { value: { accounts: [{ name: '王海燕', role: 'organiser', sessions: 0 }] } },
    });
    const refused = { ok: true, value: { ok: false, fault: { kind: 'not-allowed' } } };
    expect(await call('accounts.list', { fair: '00000000' })).toEqual(refused);
    expect(await call('accounts.add', { ...somebody, fair: '' })).toEqual(refused);
    // Only accounts: its figures are behind a sign-in.
    expect((await call('organiser.day', { scope: 'all' })).ok).toBe(false);
  });
});
