import { existsSync } from 'node:fs';
import { mkdir, readdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endingCalls } from '../../../shared/contract/ending.ts';
import { pageCalls } from '../../../shared/contract/page.ts';
import type { Fair } from '../../../shared/fair.ts';
import { fail, ok } from '../../../shared/result.ts';
import { staffCardText } from '../../../shared/staff-card.ts';
import type { HubDoor } from '../hub/hub-door.ts';
import { ENROLMENT_FILE, enrol } from '../keys/enrolment.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import { fairDraftSchema, makeFair } from '../keys/fair-pack.ts';
import { randomness } from '../keys/randomness.ts';
import { signFair } from '../keys/signed-fair.ts';
import { signTime } from '../keys/signed-time.ts';
import type { StationDoor } from '../open/station-door.ts';
import { openStationHere } from '../station-here.ts';
import { listBackups } from '../store/backup.ts';
import { orderRestore, restoreBackup } from '../store/restoring.ts';
import { storeIn } from '../store/testing/store-in.ts';
import { keepClosing } from './closing-order.ts';
import { signDestroyed } from './destroyed-word.ts';

const randomBytes = randomness();
const SLOT = 1;
const PERSON = 'c3'.repeat(16);
const AFTER = Date.parse('2027-05-01T00:00:00+08:00');
let folder = '';
let fair: Fair;
let keys: FairKeys;
let card = '';
let door: StationDoor | undefined;
async function shut(): Promise<void> {
  await door?.close();
  door = undefined;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-ending-'));
  const draft = join(import.meta.dirname, '../../../resources/fairs/draft.json');
  ({ fair, keys } = makeFair(
    fairDraftSchema.parse(JSON.parse(await readFile(draft, 'utf8'))),
    { staffPin: { salt: '', hash: '' }, organiserPin: { salt: '', hash: '' } },
    randomBytes,
  ));
  card = staffCardText({ fair: fair.id, secret: randomBytes(32) });
  await joined();
});
afterEach(async () => {
  await shut();
  await rm(folder, { recursive: true, force: true });
});

async function joined(): Promise<void> {
  const [key] = keys.passKeys;
  if (key?.slot !== SLOT) throw new Error('the draft begins with another slot');
  await enrol(
    folder,
    { fair, slot: SLOT, signed: signFair(fair, keys.signingKey) },
    { passSeed: key.seed, pseudonymKey: keys.pseudonymKey },
    card,
    randomBytes,
  );
}

const deafDoor: HubDoor = {
  start: async () => undefined,
  stop: async () => undefined,
  revise: async () => undefined,
  call: async () => ({ ok: false, fault: { kind: 'not-open' } }),
  look: async () => ({ at: 'off' }),
  onRun: () => undefined,
};

/** A person has checked in, and a backup was made after `facts` of them. */
async function aMorning(facts = 1): Promise<void> {
  const store = await storeIn(folder, { fair: fair.id, slot: SLOT, now: Date.now, randomBytes });
  for (let i = 0; i < facts; i += 1) {
    store.ledger.append([
      { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person: PERSON },
    ]);
    store.people.putBox(PERSON, 'identity', Buffer.from('sealed'), 0);
    await store.backup();
  }
  store.close();
}

async function open(hubDoor?: Pick<HubDoor, 'stop'>): Promise<StationDoor> {
  const opened = await openStationHere({
    resources: join(import.meta.dirname, '../../../resources'),
    folder,
    opensSample: false,
    version: 'test',
    canLeave: false,
    ...(hubDoor && { hubDoor: { ...deafDoor, ...hubDoor } }),
    onTrouble: () => undefined,
    hid: { list: async () => ok([]), open: async () => fail({ kind: 'gone' }) },
  });
  if (!opened.ok) throw new Error(opened.fault.kind);
  door = opened.value.door;
  return door;
}

async function hello(at: StationDoor) {
  const reply = await at.dispatch('station.hello', {});
  return pageCalls['station.hello'].output.parse(reply.ok && reply.value);
}
async function destroy(at: StationDoor) {
  const reply = await at.dispatch('ending.destroy', {});
  return endingCalls['ending.destroy'].output.parse(reply.ok && reply.value);
}

/** The machine's own report, from when its key was open. */
function signed(seq: number) {
  const passSeed = keys.passKeys[0]?.seed ?? new Uint8Array(32);
  const head = { seq, hash: '' };
  return signDestroyed(
    { slot: SLOT, passSeed },
    time(),
    [{ name: 'a0'.repeat(4), from: head, head }],
    0,
  );
}

async function hubFile(name: string, text = 'facts'): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
}

const time = (ms = AFTER) => signTime(fair, ms, keys.signingKey);

describe('a machine of a fair that is over', () => {
  it('destroys what it has at its next start, and shows the certificate from then on', async () => {
    await aMorning();
    await mkdir(join(folder, 'saved'));
    await writeFile(join(folder, 'saved', '跟进名单.xlsx'), 'names');
    await keepClosing(folder, time(), { destroy: true });
    const greeting = await hello(await open());
    expect(greeting).toMatchObject({
      state: 'retired',
      certificate: {
        fair: { id: fair.id },
        station: { slot: SLOT },
        signedMs: AFTER,
        facts: 1,
        destroyed: { boxes: 1, backups: 1, savedFiles: 1 },
      },
    });
    expect(existsSync(join(folder, ENROLMENT_FILE))).toBe(false);
    expect(existsSync(join(folder, 'saved'))).toBe(false);
    await door?.close();
    expect(await hello(await open())).toEqual(greeting);
  });

  it('begins as an empty machine for another fair, and keeps what this one left', async () => {
    await aMorning();
    await keepClosing(folder, time(), { destroy: true });
    const at = await open();
    const reply = await at.dispatch('ending.anew', {});
    expect(endingCalls['ending.anew'].output.parse(reply.ok && reply.value)).toEqual(ok({}));
    await expect.poll(async () => (await hello(at)).state).toBe('empty');
    const [past = ''] = await readdir(join(folder, 'past'));
    expect(past).toMatch(new RegExp(`^${fair.id}-\\d{4}-\\d\\d-\\d\\d$`));
    const kept = await readdir(join(folder, 'past', past));
    expect(kept).toContain('retired.json');
    // Windows renames no file that is open, as the lock's are.
    expect(kept.filter((name) => name.startsWith('in-use'))).toEqual([]);
    await door?.close();
    expect((await hello(await open())).state).toBe('empty');
  });

  it('keeps what each of two ends of one fair left', async () => {
    for (let round = 0; round < 2; round += 1) {
      await aMorning();
      await keepClosing(folder, time(), { destroy: true });
      const at = await open();
      await at.dispatch('ending.anew', {});
      await expect.poll(async () => (await hello(at)).state).toBe('empty');
      await shut();
      await joined();
    }
    const past = (await readdir(join(folder, 'past'))).toSorted();
    expect(past).toEqual([past[0], `${past[0]}-2`]);
  });

  it('is not destroyed when facts were written after the order (P139)', async () => {
    await aMorning(1);
    const parting = (own: number) => ({ own, unsent: 0, said: signed(own) });
    await aMorning(1);
    await keepClosing(folder, time(), { destroy: true, parting: parting(1) });
    expect(await hello(await open())).toMatchObject({ state: 'locked' });
    await shut();
    // The order is gone: the next one names what is there by then.
    expect(await hello(await open())).toMatchObject({ state: 'locked' });
    await shut();
    await keepClosing(folder, time(), { destroy: true, parting: parting(2) });
    expect(await hello(await open())).toMatchObject({
      state: 'retired',
      certificate: { unsent: 0 },
    });
  });

  it('stops the hub that runs on its folder before it destroys anything', async () => {
    await keepClosing(folder, time(), { destroy: true });
    const there: boolean[] = [];
    const stop = async (): Promise<void> =>
      void there.push(existsSync(join(folder, ENROLMENT_FILE)));
    await open({ stop });
    expect(there).toEqual([true]);
    expect(existsSync(join(folder, ENROLMENT_FILE))).toBe(false);
  });

  it('gives its certificate as a page to sign, and answers nothing else', async () => {
    await keepClosing(folder, time(), { destroy: true });
    const at = await open();
    const reply = await at.dispatch('ending.certificate', {});
    const made = endingCalls['ending.certificate'].output.parse(reply.ok && reply.value);
    if (!made.ok || made.value.how !== 'page') throw new Error('no page');
    const page = Buffer.from(made.value.base64, 'base64').toString('utf8');
    expect(page).toContain('个人信息销毁证明');
    expect(page).toContain(fair.name.zh);
    expect(await at.dispatch('arrival.wedge', { text: card })).toMatchObject({
      fault: { kind: 'not-open' },
    });
  });

  it('waits for a person while it is locked, who needs no card to destroy', async () => {
    await aMorning();
    await keepClosing(folder, time(), { destroy: false });
    const at = await open();
    const heard: string[] = [];
    at.onEvent(({ name }) => void heard.push(name));
    expect(await hello(at)).toMatchObject({ state: 'locked' });
    const state = await at.dispatch('ending.state', {});
    expect(state).toMatchObject({ value: { signed: { day: '2027-05-01' }, facts: 1 } });
    expect(await destroy(at)).toMatchObject({ ok: true });
    expect(await hello(at)).toMatchObject({ state: 'retired' });
    expect(heard).toContain('role');
  });

  it.each([
    ['stored facts of the hall', () => hubFile('hub/server.db')],
    ['is switched on', () => hubFile('hub.json', '{"v":1,"on":true}')],
  ])(
    'is not destroyed by a passer-by where its hub %s: it is opened first (P136)',
    async (_, leave) => {
      await leave();
      await keepClosing(folder, time(), { destroy: false });
      const at = await open();
      expect(await at.dispatch('ending.state', {})).toMatchObject({ value: { hub: true } });
      expect(await destroy(at)).toEqual(fail({ kind: 'has-hub' }));
      expect(await hello(at)).toMatchObject({ state: 'locked' });
      expect(existsSync(join(folder, ENROLMENT_FILE))).toBe(true);
    },
  );

  it('needs no key where its hub was never used', async () => {
    await mkdir(join(folder, 'hub'));
    await hubFile('hub.json', '{"v":1,"on":false}');
    await keepClosing(folder, time(), { destroy: false });
    const at = await open();
    expect(await at.dispatch('ending.state', {})).toMatchObject({ value: { hub: false } });
    expect(await destroy(at)).toMatchObject({ ok: true });
  });

  it.each([
    ['signed by another key', () => signTime(fair, AFTER, keys.pseudonymKey)],
    ['of the last day that the fair keeps its data', () => time(AFTER - 1)],
    ['of another fair', () => signTime({ id: '00000001' }, AFTER, keys.signingKey)],
  ])('stays as it is under a time %s', async (_, forged) => {
    await keepClosing(folder, forged(), { destroy: true });
    const at = await open();
    expect(await hello(at)).toMatchObject({ state: 'locked' });
    expect(await at.dispatch('ending.state', {})).toMatchObject({ value: { signed: null } });
    expect(await destroy(at)).toEqual(fail({ kind: 'not-ended' }));
  });

  it('is not destroyed by somebody who only stands before an open station', async () => {
    await keepClosing(folder, time(), { destroy: false });
    const at = await open();
    await at.dispatch('arrival.wedge', { text: card });
    await expect.poll(async () => (await hello(at)).state).toBe('open');
    expect(await destroy(at)).toEqual(fail({ kind: 'not-here' }));
    expect(existsSync(join(folder, ENROLMENT_FILE))).toBe(true);
  });
});

describe('a backup that is ordered to come back', () => {
  it('is still there after the backup that the station makes as it closes', async () => {
    await aMorning(12);
    const oldest = (await listBackups(folder)).at(-1);
    if (!oldest) throw new Error('no backup');
    await orderRestore(folder, oldest.file);
    await aMorning();
    expect((await listBackups(folder)).map(({ file }) => file)).toContain(oldest.file);
  });

  it('leaves the ledger where it is if there is no room for the copy', async () => {
    await aMorning(3);
    const [backup] = await listBackups(folder);
    if (!backup) throw new Error('no backup');
    // As on a full disk: what is copied cannot be written.
    await mkdir(join(folder, 'station.db.arriving'));
    await expect(restoreBackup(folder, backup.file, 0)).rejects.toThrow();
    const store = await storeIn(folder, { fair: fair.id, slot: SLOT, now: Date.now });
    expect(store.ledger.count()).toBe(3);
    store.close();
  });

  it('takes the ledger’s place before the station opens, once', async () => {
    await aMorning(3);
    const backup = (await listBackups(folder)).find(({ facts }) => facts === 1);
    if (!backup) throw new Error('no backup');
    await orderRestore(folder, backup.file);
    await hello(await open());
    await shut();
    const facts = async () => {
      const store = await storeIn(folder, { fair: fair.id, slot: SLOT, now: Date.now });
      const count = store.ledger.count();
      store.ledger.append([
        { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person: PERSON },
      ]);
      store.close();
      return count;
    };
    expect(await facts()).toBe(1);
    await hello(await open());
    await shut();
    // The order was carried out: what was written since stays.
    expect(await facts()).toBe(2);
  });
});
