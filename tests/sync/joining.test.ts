import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeFairKeys } from '../../electron/station/keys/fair-keys.ts';
import { stationFile } from '../../electron/station/keys/fair-pack.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { loadSampleFair, type SampleFair } from '../../electron/station/sample/sample-fair.ts';
import { type App, openApp } from '../../server/app.ts';
import { keepOffer } from '../../server/fairs/enrolments.ts';
import { keepFair } from '../../server/fairs/fairs.ts';
import type { Storage } from '../../server/storage/homes.ts';
import { openSqlite } from '../../server/storage/sqlite-home.ts';
import { type Certificate, ownCertificate } from '../../server/tls/certificate.ts';
import { staffCardText } from '../../shared/staff-card.ts';
import { type EnrolmentCode, enrolmentCodeText } from '../../shared/sync/enrolment.ts';
import { type EmptyMachine, emptyMachine, openFolder } from './empty-machine.ts';

/** A machine without a fair joins one, at a real server and with real files; each fault can be mended in place. */

const PASSPHRASE = '0A1B2-C3D4E-F5G6H-J7K8M-N9P0Q';
const resources = join(import.meta.dirname, '../../resources');
let folder = '';
let storage: Storage;
let app: App;
let own: Certificate;
let server = '';
let sample: SampleFair;
let file = '';
let card = '';
let codes = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-joining-'));
  const certificate = await ownCertificate(folder, Date.now());
  const opened = await openSqlite(join(folder, 'server'));
  if (!certificate.ok || !opened.ok) throw new Error('no server');
  own = certificate.value;
  storage = opened.value;
  sample = await loadSampleFair(join(resources, 'fairs/street-market'));
  await keepFair(storage, signFair(sample.fair, sample.keys.signingKey));
  const keys = { ...makeFairKeys([3], randomness()), signingKey: sample.keys.signingKey };
  file = JSON.stringify(await stationFile(sample.fair, keys, 3, PASSPHRASE, randomness()));
  card = staffCardText({ fair: sample.fair.id, secret: new Uint8Array(32).fill(7) });
  app = await openApp({ storage, now: Date.now, logger: false, tls: own });
  server = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await app.close();
  await storage.close();
  await rm(folder, { recursive: true });
});

async function newCode(change: Partial<EnrolmentCode> = {}): Promise<string> {
  codes += 1;
  const code = String(codes).padStart(32, '0');
  const codeHash = createHash('sha256').update(code).digest('hex');
  await keepOffer(storage, sample.fair.id, { codeHash, slot: 3, file, minutes: 60 }, Date.now());
  const fair = sample.fair.id;
  return enrolmentCodeText({
    server,
    fair,
    code,
    passphrase: PASSPHRASE,
    pins: [own.pin],
    ...change,
  });
}

const machines = new Set<EmptyMachine>();
let stick = '';
let at = '';
beforeEach(async () => {
  at = await mkdtemp(join(folder, 'machine-'));
  stick = await mkdtemp(join(folder, 'stick-'));
});
afterEach(async () => {
  for (const machine of machines) await machine.close();
  machines.clear();
});

async function machine(where = at) {
  const opened = await emptyMachine(where, stick);
  machines.add(opened);
  await opened.call('first.join', {});
  return {
    ...opened,
    settled: () => opened.settled('joining', ['fetching', 'unwrapping', 'enrolling']),
    async close() {
      machines.delete(opened);
      await opened.close();
    },
  };
}

describe('a new machine', () => {
  it('is the station of its code once the staff card was scanned', async () => {
    const mine = await machine();
    await mine.scan(await newCode());
    expect(await mine.settled()).toMatchObject({ at: 'card', station: { slot: 3 } });
    await mine.scan(card);
    await expect.poll(() => mine.hello()).toMatchObject({ state: 'open', station: { slot: 3 } });
    await mine.close();
    // Nothing of the way there stays, and the next start waits for the card.
    expect(await readdir(at)).not.toContain('claim');
    const again = await openFolder(at, stick);
    expect(again).toMatchObject({ value: { fair: sample.fair.name } });
    if (again.ok) await again.value.door.close();
  });

  it('goes on after its program ended between the code and the card (P102)', async () => {
    const code = await newCode();
    const first = await machine();
    await first.scan(code);
    expect(await first.settled()).toMatchObject({ at: 'card' });
    await first.close();
    const second = await machine();
    expect(await second.hello()).toMatchObject({ state: 'empty' });
    await second.scan(code);
    expect(await second.settled()).toMatchObject({ at: 'card' });
    // Another machine with a photograph of the code gets nothing.
    const other = await machine(await mkdtemp(join(folder, 'other-')));
    await other.scan(code);
    expect(await other.settled()).toEqual({ at: 'code', said: 'taken', again: false });
  });

  it('tries the code again once the network is back, without another scan', async () => {
    const mine = await machine();
    const lost = await openApp({ storage, now: Date.now, logger: false, tls: own });
    const url = await lost.listen({ host: '127.0.0.1', port: 0 });
    const code = await newCode({ server: url });
    await lost.close();
    await mine.scan(code);
    expect(await mine.settled()).toEqual({ at: 'code', said: 'no-network', again: true });
    const back = await openApp({ storage, now: Date.now, logger: false, tls: own });
    await back.listen({ host: '127.0.0.1', port: Number(new URL(url).port) });
    await mine.call('first.again', {});
    expect(await mine.settled()).toMatchObject({ at: 'card' });
    await back.close();
  });

  it('takes no file from a server that only pretends to be the fair’s', async () => {
    const mine = await machine();
    const forged = await ownCertificate(await mkdtemp(join(folder, 'forged-')), Date.now());
    if (!forged.ok) throw new Error('no certificate');
    await mine.scan(await newCode({ pins: [forged.value.pin] }));
    expect(await mine.settled()).toMatchObject({ at: 'code', said: 'other-key' });
  });
});

describe('a stick', () => {
  it('offers its stations’ files, and opens one with the sheet’s passphrase', async () => {
    await mkdir(join(stick, 'keys'));
    await writeFile(join(stick, 'keys', 'station-03.json'), file);
    await writeFile(join(stick, 'holiday.json'), '{"photos": 3}');
    const mine = await machine();
    const found = await mine.call('first.sticks', {});
    expect(found).toMatchObject({
      sticks: ['KINGSTON'],
      files: [{ name: join('keys', 'station-03.json'), station: { slot: 3 } }],
    });
    await mine.call('first.takeFile', { id: found.files[0]?.id ?? '' });
    expect(await mine.settled()).toMatchObject({ at: 'passphrase' });
    await mine.call('first.passphrase', { text: 'AAAAA-BBBBB-CCCCC-DDDDD-EEEEE' });
    expect(await mine.settled()).toMatchObject({ at: 'passphrase', said: 'wrong-secret' });
    await mine.call('first.passphrase', { text: PASSPHRASE.toLowerCase().replaceAll('-', ' ') });
    expect(await mine.settled()).toMatchObject({ at: 'card' });
    await mine.scan(staffCardText({ fair: '0badfa12', secret: new Uint8Array(32) }));
    expect(await mine.settled()).toMatchObject({ at: 'card', said: 'card-of-other-fair' });
  });

  it('that is pulled out, or holds an altered file, is reported with what to do', async () => {
    await writeFile(join(stick, 'station-03.json'), file);
    const mine = await machine();
    const found = await mine.call('first.sticks', {});
    await rm(join(stick, 'station-03.json'));
    await mine.call('first.takeFile', { id: found.files[0]?.id ?? '' });
    expect(await mine.settled()).toMatchObject({ at: 'code', said: 'file-gone' });
    const altered = Buffer.from(file.replace('云溪', '云峰'));
    await mine.call('first.fileBegin', { bytes: altered.length });
    for (let from = 0; from < altered.length; from += 40_000) {
      const base64 = altered.subarray(from, from + 40_000).toString('base64');
      await mine.call('first.filePart', { base64 });
    }
    expect(await mine.settled()).toMatchObject({ at: 'code', said: 'altered' });
  });
});

it('A machine that holds another station’s records does not write on in them (P104)', async () => {
  const first = await machine();
  await first.scan(await newCode());
  await first.settled();
  await first.scan(card);
  await expect.poll(() => first.hello()).toMatchObject({ state: 'open' });
  await first.call('arrival.nameless', { arrival: '0123456789abcdef' });
  await first.close();
  await rm(join(at, 'enrolment.json'));

  const keys = { ...makeFairKeys([2], randomness()), signingKey: sample.keys.signingKey };
  const other = await stationFile(sample.fair, keys, 2, PASSPHRASE, randomness());
  await writeFile(join(stick, 'station-02.json'), JSON.stringify(other));
  const second = await machine();
  const found = await second.call('first.sticks', {});
  await second.call('first.takeFile', { id: found.files[0]?.id ?? '' });
  await second.call('first.passphrase', { text: PASSPHRASE });
  await second.settled();
  await second.scan(card);
  expect(await second.settled()).toMatchObject({ at: 'card', said: 'other-station' });
  expect(await readdir(at)).not.toContain('enrolment.json');
});
