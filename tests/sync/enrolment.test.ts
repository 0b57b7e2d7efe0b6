import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrolmentSentence } from '../../electron/commands/enrolment-sentences.ts';
import { makeFairKeys } from '../../electron/station/keys/fair-keys.ts';
import { stationFile } from '../../electron/station/keys/fair-pack.ts';
import { fetchOffered } from '../../electron/station/keys/offered-file.ts';
import { readEnrolment } from '../../electron/station/keys/enrolment.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { networkTo } from '../../electron/station/sync/network.ts';
import { type App, openApp } from '../../server/app.ts';
import { keepOffer } from '../../server/fairs/enrolments.ts';
import { keepFair } from '../../server/fairs/fairs.ts';
import type { Storage } from '../../server/storage/homes.ts';
import { openSqlite } from '../../server/storage/sqlite-home.ts';
import { type Certificate, nextCertificate, ownCertificate } from '../../server/tls/certificate.ts';
import { staffCardText } from '../../shared/staff-card.ts';
import {
  type EnrolmentCode,
  enrolmentCodeText,
  readEnrolmentCode,
} from '../../shared/sync/enrolment.ts';
import { joiningWords } from '../../shared/words/joining-words.ts';
import { chunfeng } from '../commands/terminal.ts';

/** A machine is enrolled by code at a server with a certificate of its own; each failure is a sentence. */

const PASSPHRASE = '0A1B2-C3D4E-F5G6H-J7K8M-N9P0Q';
const OWN = '1'.repeat(32);
let folder = '';
let storage: Storage;
let app: App;
let own: Certificate;
let other: Certificate;
let server = '';
let fair = '';
let nowMs = Date.UTC(2027, 0, 27);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-enrolment-'));
  const first = await ownCertificate(folder, Date.now());
  const second = await nextCertificate(folder, Date.now());
  if (!first.ok || !second.ok) throw new Error('no certificate');
  own = first.value;
  other = second.value;
  const opened = await openSqlite(join(folder, 'server'));
  if (!opened.ok) throw new Error(opened.fault.kind);
  storage = opened.value;
  const sample = await loadSampleFair(
    join(import.meta.dirname, '../../resources/fairs/street-market'),
  );
  fair = sample.fair.id;
  await keepFair(storage, signFair(sample.fair, sample.keys.signingKey));
  const randomBytes = randomness();
  const keys = { ...makeFairKeys([3], randomBytes), signingKey: sample.keys.signingKey };
  const file = JSON.stringify(await stationFile(sample.fair, keys, 3, PASSPHRASE, randomBytes));
  for (const [code, minutes] of [
    ['a', 60],
    ['b', 60],
    ['c', 1],
    ['d', 60],
  ] as const) {
    const codeHash = createHash('sha256').update(code.repeat(32)).digest('hex');
    await keepOffer(storage, fair, { codeHash, slot: 3, file, minutes }, nowMs);
  }
  app = await openApp({ storage, now: () => nowMs, logger: false, tls: own });
  server = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await app.close();
  await storage.close();
  await rm(folder, { recursive: true });
});

const codeOf = (code: string, change: Partial<EnrolmentCode> = {}): EnrolmentCode => ({
  server,
  fair,
  code: code.repeat(32),
  passphrase: PASSPHRASE,
  pins: [own.pin],
  ...change,
});

async function taken(code: EnrolmentCode, claim = OWN): Promise<string> {
  const reach = await networkTo({ server: code.server, pins: () => code.pins });
  const file = await fetchOffered(code, claim, reach);
  return file.ok ? `station ${file.value.slot}` : file.fault.kind;
}

/** Something else that answers with TLS at this address. */
async function elsewhere(status: number, body: string): Promise<{ url: string; close(): void }> {
  const { cert, key } = own;
  const answering = createServer({ cert, key }, (_asked, answer) => {
    answer.writeHead(status).end(body);
  });
  answering.listen(0, '127.0.0.1');
  await once(answering, 'listening');
  const address = answering.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `https://127.0.0.1:${address.port}`,
    close: () => {
      answering.close();
      answering.closeAllConnections();
    },
  };
}

describe('an enrolment code', () => {
  it('carries the server’s pins, and is read without them as before (P98)', () => {
    const code = codeOf('a', { pins: [own.pin, other.pin] });
    expect(readEnrolmentCode(enrolmentCodeText(code))).toEqual({ ok: true, value: code });
    const bare = codeOf('a', { pins: [] });
    expect(readEnrolmentCode(enrolmentCodeText(bare))).toEqual({ ok: true, value: bare });
    // A QR of level M holds so many characters of its set with modules of nearly a millimetre.
    expect(
      enrolmentCodeText(codeOf('a', { pins: Array.from({ length: 8 }, () => own.pin) })).length,
    ).toBeLessThan(800);
  });

  it('fetches its file once, from a server that no authority vouches for', async () => {
    expect(await taken(codeOf('a'))).toBe('station 3');
    expect(await taken(codeOf('a'))).toBe('station 3');
    expect(await taken(codeOf('a'), '2'.repeat(32))).toBe('taken');
  });

  it('is refused with its reason where it leads to no file', async () => {
    expect(await taken(codeOf('e'))).toBe('no-such-code');
    expect(await taken(codeOf('b', { fair: '00000000' }))).toBe('no-such-fair');
    nowMs += 2 * 60_000;
    expect(await taken(codeOf('c'))).toBe('expired');
    expect(await taken(codeOf('b', { pins: [other.pin] }))).toBe('other-key');
    expect(await taken(codeOf('b', { pins: [] }))).toBe('certificate');
    expect(await taken(codeOf('b', { server: 'http://server.invalid' }))).toBe('not-encrypted');
    expect(await taken(codeOf('b', { server: 'https://server.invalid' }))).toBe('no-network');
  });

  it('says of another machine’s answer that it is none', async () => {
    const portal = await elsewhere(200, '<html>请登录</html>');
    expect(await taken(codeOf('b', { server: portal.url }))).toBe('not-our-server');
    portal.close();
    const busy = await elsewhere(503, '');
    expect(await taken(codeOf('b', { server: busy.url }))).toBe('server-trouble');
    busy.close();
  });

  it('has a sentence in both languages for every failure', () => {
    for (const { zh, en } of Object.values(joiningWords)) {
      expect(zh).toMatch(/^[^A-Za-z]*\p{sc=Han}[\s\S]*。$/u);
      expect(en).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe('at the terminal of a new machine', () => {
  const enrolled = async (code: EnrolmentCode, data: string) => {
    const [codeFile, cardFile] = [join(folder, 'code'), join(folder, 'card')];
    await writeFile(codeFile, enrolmentCodeText(code));
    await writeFile(cardFile, staffCardText({ fair, secret: new Uint8Array(32).fill(7) }));
    return chunfeng('station enrol', [
      '--code-file',
      codeFile,
      '--card-file',
      cardFile,
      '--data',
      data,
    ]);
  };

  it('a failure is a sentence, and the machine knows its server once it is enrolled', async () => {
    const data = join(folder, 'station');
    const refused = await enrolled(codeOf('d', { pins: [other.pin] }), data);
    expect(refused).toEqual({ code: 1, out: '', err: `${enrolmentSentence('other-key')}\n` });
    expect(await enrolled(codeOf('d'), data)).toMatchObject({ code: 0, err: '' });
    const there = await readEnrolment(data);
    expect(there?.ok && there.value).toMatchObject({ slot: 3, server, serverPins: [own.pin] });
  });
});
