import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fairOfFolder } from '../../electron/station/keys/enrolment.ts';
import { openOrganiserFile } from '../../electron/station/keys/fair-pack.ts';
import { ownOrganiserFile } from '../../electron/station/keys/own-keys.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { makeFairHere } from '../../electron/station/new-fair/make-fair.ts';
import { sealInto } from '../../electron/station/organiser/seal-into.ts';
import { ROSTERS } from '../../electron/station/people/keep-roster.ts';
import type { HandedOver } from '../../shared/contract/shapes.ts';
import { emptyDraft } from '../../shared/new-fair/draft.ts';
import { numberOf } from '../people-list.ts';
import { type EmptyMachine, emptyMachine } from './empty-machine.ts';

/**
 * Story: a fair in a village hall without any network, run from the app. Desired end: a gate joins by a stick, knows
 * who registered, and the organiser's laptop, which dies, comes back out of a stick.
 */

const PASSPHRASE = '8F3K-Q2M7-XD9R';
const GATE = 1;
const randomBytes = randomness();
let folder = '';
let stick = '';
let laptop: EmptyMachine;
let papers: Papers;
const open = new Set<EmptyMachine>();

type Papers = Extract<Awaited<ReturnType<typeof papersOf>>, { ok: true }>['value'];
const papersOf = (mine: EmptyMachine) => mine.call('newfair.papers', {});

async function machine(name: string): Promise<EmptyMachine> {
  const opened = await emptyMachine(join(folder, name), stick);
  open.add(opened);
  return opened;
}
async function close(mine: EmptyMachine): Promise<void> {
  open.delete(mine);
  await mine.close();
}

/** To the stick, as a clerk does on the sheet that asks where to save. */
async function toStick(mine: EmptyMachine, handed: HandedOver): Promise<string> {
  if (handed.how !== 'held') throw new Error('the page would have it');
  const saved = await mine.call('saving.save', { file: handed.file, place: stick });
  if (!saved.ok) throw new Error(saved.fault.kind);
  return saved.value.where;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-no-network-'));
  stick = await mkdtemp(join(folder, 'KINGSTON-'));
  const draft = {
    ...emptyDraft,
    name: '云溪街道专场招聘会',
    organiser: '汀禾市人社局',
    place: '村委会',
    days: ['2027-03-06'],
  };
  await makeFairHere(join(folder, 'laptop'), draft, PASSPHRASE, randomBytes);
  laptop = await machine('laptop');
  const opened = await laptop.call('keys.open', { passphrase: PASSPHRASE });
  expect(opened).toMatchObject({ ok: true });
  const given = await papersOf(laptop);
  if (!given.ok) throw new Error(given.fault.kind);
  papers = given.value;
});
afterAll(async () => {
  for (const each of open) await each.close();
  await rm(folder, { recursive: true });
});

/** All files that a machine's page asked for, one after the other. */
async function joiningFiles(...slots: number[]) {
  expect(await laptop.call('machines.filesBegin', { slots })).toEqual({ ok: true, value: {} });
  for (let done = 1; ; done += 1) {
    const next = await laptop.call('machines.filesNext', {});
    if (!next.ok) throw new Error(next.fault.kind);
    expect(next.value).toMatchObject({ done, of: slots.length });
    if (next.value.made) return next.value.made;
  }
}

async function joined(name: string, passphrase: string, wrong?: string): Promise<EmptyMachine> {
  const mine = await machine(name);
  const face = () => mine.settled('joining', ['fetching', 'unwrapping', 'enrolling']);
  await mine.call('first.join', {});
  // The strip comes into the hand before the file was chosen.
  await mine.scan(passphrase);
  expect(await face()).toMatchObject({ at: 'code', said: 'passphrase-too-early' });
  const { files } = await mine.call('first.sticks', {});
  const own = files.find(({ station }) => station.slot === GATE);
  await mine.call('first.takeFile', { id: own?.id ?? '' });
  expect(await face()).toMatchObject({ at: 'passphrase', station: { slot: GATE } });
  if (wrong !== undefined) {
    await mine.scan(wrong);
    expect(await face()).toMatchObject({ at: 'passphrase', said: 'wrong-secret' });
  }
  await mine.scan(passphrase);
  expect(await face()).toMatchObject({ at: 'card' });
  await mine.scan(papers.staffCard);
  await expect.poll(() => mine.hello()).toMatchObject({ state: 'open', station: { slot: GATE } });
  return mine;
}

describe('a gate without a network', () => {
  let gate: EmptyMachine;
  let key = '';

  it('joins by a stick, the strip that was made with it, and the staff card (P130, P131)', async () => {
    const first = await joiningFiles(GATE, 2);
    await toStick(laptop, first.file);
    const { file, passphrase } = await joiningFiles(GATE, 2);
    const where = await toStick(laptop, file);
    expect((await readdir(where)).toSorted()).toEqual(['station-01.json', 'station-02.json']);
    // The strip of the set before opens nothing of this one.
    gate = await joined('gate', passphrase, first.passphrase);
    expect(await readFile(join(where, 'station-01.json'), 'utf8')).not.toContain(passphrase);
    const pin = papers.pins?.staff ?? '';
    const staff = await gate.call('staff.open', { pin });
    key = staff.ok ? staff.value.key : '';
    expect(key).not.toBe('');
  });

  it('makes no file for a machine that was revoked, or for the laptop itself', async () => {
    expect(await laptop.call('machines.filesBegin', { slots: [papers.slot] })).toEqual({
      ok: false,
      fault: { kind: 'no-such-slot' },
    });
    expect(await laptop.call('machines.filesNext', {})).toEqual({
      ok: false,
      fault: { kind: 'gone' },
    });
  });

  async function listOf(...people: number[]): Promise<string> {
    const file = await ownOrganiserFile(join(folder, 'laptop'));
    const fair = await fairOfFolder(join(folder, 'laptop'));
    if (!file.ok || !fair) throw new Error('no fair');
    const opened = await openOrganiserFile(file.value, PASSPHRASE);
    if (!opened.ok) throw new Error(opened.fault.kind);
    const sealed = await sealInto({
      fair,
      keys: opened.value.keys,
      list: people.map((n) => ({ name: `王某${n}`, number: numberOf(n), about: {} })),
      folder: join(folder, 'laptop'),
      nowMs: Date.now(),
      randomBytes,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    return sealed?.where ?? '';
  }
  async function saved(): Promise<string> {
    const file = await laptop.call('people.file', {});
    if (!file.ok) throw new Error(file.fault.kind);
    return toStick(laptop, file.value);
  }
  const files = async () => {
    const there = await gate.call('staff.peopleFiles', { key });
    return there.ok ? there.value.files : [];
  };
  const here = async () => {
    const people = await gate.call('staff.people', { key });
    return people.ok ? people.value : undefined;
  };
  const take = (id = '') => gate.call('staff.takePeople', { key, id });
  let first = '';

  it('says that it has no list, and takes one in from a stick, in force at once (P132, P133)', async () => {
    expect(await here()).toEqual({ held: null, people: 0, newest: 'unknown' });
    first = await listOf(1, 2, 3);
    await saved();
    const [file] = await files();
    expect(file).toMatchObject({ is: 'fresh', people: 3, lists: 1 });
    expect(
      await gate.call('staff.takePeople', { key: 'k'.repeat(32), id: file?.id ?? '' }),
    ).toEqual({
      ok: false,
      fault: { kind: 'staff-only' },
    });
    expect(await take(file?.id)).toEqual({ ok: true, value: { people: 3 } });
    expect(await here()).toMatchObject({ held: { lists: 1, people: 3 }, people: 3 });
    expect(await files()).toMatchObject([{ is: 'held' }]);
    expect(await take(file?.id)).toMatchObject({ fault: { kind: 'held' } });
  });

  it('forgets whom a newer list names no more, and never goes back to an older one', async () => {
    const older = join(stick, (await files())[0]?.name ?? '');
    await rm(first, { recursive: true });
    await listOf(4);
    // As an import or its undoing does.
    await laptop.call('people.deliver', {});
    await saved();
    const [fresh] = await files();
    expect(fresh).toMatchObject({ is: 'fresh', people: 1 });
    await take(fresh?.id);
    expect(await here()).toMatchObject({ held: { people: 1 }, people: 1 });
    const [, before] = await files();
    expect(before).toMatchObject({ is: 'older', people: 3 });
    expect(await take(before?.id)).toMatchObject({ fault: { kind: 'older' } });
    await rm(older);
  });

  it('takes nothing that is damaged, altered or of another fair, and says which', async () => {
    const [file] = await files();
    const path = join(stick, file?.name ?? '');
    const text = await readFile(path, 'utf8');
    const kinds = async (content: string) => {
      await writeFile(path, content);
      const [now] = await files();
      const taken = await take(now?.id);
      return [now?.is, taken.ok ? 'taken' : taken.fault.kind];
    };
    const other = text.replace(/"fair":"[0-9a-f]{8}"/, '"fair":"00000000"');
    expect(await kinds(other)).toEqual(['other-fair', 'other-fair']);
    expect(await kinds(text.replace('"packs":["', '"packs":["AAAA'))).toEqual([
      'damaged',
      'damaged',
    ]);
    expect(await kinds(text.replace('\\"people\\":1', '\\"people\\":2'))).toEqual([
      'not-signed',
      'not-signed',
    ]);
    expect(await kinds('{"v":1}')).toEqual(['no-people-file', 'no-people-file']);
    expect(await kinds(text.replace('"v":1', '"v":2'))).toEqual(['newer', 'newer']);
    expect(await here()).toMatchObject({ people: 1 });
    await close(gate);
    // What it took is there after a restart.
    gate = await machine('gate');
    await gate.scan(papers.staffCard);
    await expect.poll(() => gate.hello()).toMatchObject({ state: 'open' });
    const staff = await gate.call('staff.open', { pin: papers.pins?.staff ?? '' });
    key = staff.ok ? staff.value.key : '';
    expect(await here()).toMatchObject({ held: { people: 1 }, people: 1 });
  });
});

describe('the organiser’s laptop', () => {
  const mark = { digest: 'd', scope: 'all', by: '王海燕' };
  const onStick = async (mine: EmptyMachine) =>
    (await mine.call('afterwards.stickBackups', {})).files;
  let heir: EmptyMachine;

  it('comes back on a new one, from the sheet, the passphrase and a sealed backup (P134)', async () => {
    await laptop.call('afterwards.mark', { step: 'figures', mark });
    const sealed = await laptop.call('afterwards.sealBackup', {});
    if (!sealed.ok) throw new Error(sealed.fault.kind);
    const where = await toStick(laptop, sealed.value);
    expect((await readdir(where)).toSorted()).toEqual(['fair.json', '备份.chunfeng'].toSorted());
    const bytes = await readFile(join(where, '备份.chunfeng'));
    expect(bytes.includes('SQLite format')).toBe(false);
    await close(laptop);

    heir = await machine('heir');
    await heir.call('first.takeOver', {});
    await heir.scan(papers.recovery.code);
    const { files } = await heir.call('first.fairFiles', {});
    const fair = files.find(({ name }) => name.startsWith('备份'));
    await heir.call('first.takeFairFile', { id: fair?.id ?? '' });
    await heir.call('first.openOrganiser', { passphrase: PASSPHRASE, slot: papers.slot });
    await expect.poll(() => heir.hello(), { timeout: 100_000 }).toMatchObject({ state: 'open' });
    expect((await heir.call('afterwards.state', {})).marks).toEqual({});

    const [found] = await onStick(heir);
    expect(found).toMatchObject({ is: 'ours', people: 1 });
    const taken = await heir.call('afterwards.takeBackup', { id: found?.id ?? '' });
    expect(taken).toMatchObject({ ok: true, value: { lists: 1 } });
    if (!taken.ok) return;
    expect(await readdir(join(folder, 'heir', ROSTERS))).toHaveLength(1);
    const { file } = taken.value.backup;
    expect(await heir.call('afterwards.restore', { file })).toEqual({ ok: true, value: {} });
    await expect
      .poll(async () => (await heir.call('afterwards.state', {}).catch(() => undefined))?.marks, {
        timeout: 20_000,
      })
      .toMatchObject({ figures: mark });
  });

  it('takes no backup that is damaged or altered, and none without its keys', async () => {
    const [found] = await onStick(heir);
    const path = join(stick, found?.name ?? '');
    await appendFile(path, 'x');
    await heir.call('setup.lock', {});
    const take = () => heir.call('afterwards.takeBackup', { id: found?.id ?? '' });
    expect(await take()).toEqual({ ok: false, fault: { kind: 'locked' } });
    await heir.call('keys.open', { passphrase: PASSPHRASE });
    expect(await take()).toEqual({ ok: false, fault: { kind: 'damaged' } });
    const text = (await readFile(path)).toString('latin1');
    await writeFile(path, Buffer.from(text.replace(/"facts":\d+/, '"facts":77'), 'latin1'));
    expect(await onStick(heir)).toMatchObject([{ is: 'not-signed' }]);
    await rm(path);
    expect(await take()).toEqual({ ok: false, fault: { kind: 'gone' } });
  });
});
