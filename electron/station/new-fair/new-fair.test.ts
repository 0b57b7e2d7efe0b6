import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
} from '../../../shared/contract/calls.ts';
import { hasReadOnlyFolders, whileReadOnly } from '../store/testing/read-only-folder.ts';
import { readRecoveryLines } from '../../../shared/recovery-sheet.ts';
import { fail, ok } from '../../../shared/result.ts';
import { readEnrolment, unlock } from '../keys/enrolment.ts';
import { recoveredKeys } from '../keys/recovery.ts';
import type { StationDoor } from '../open/station-door.ts';
import { openStationHere } from '../station-here.ts';

/** A clerk at an empty machine makes a fair, and the machine is its organiser's station. */

const PASSPHRASE = '8F3K-Q2M7-XD9R';
const MORNING = Date.UTC(2027, 1, 20, 2);
let folder = '';
let open: StationDoor[] = [];
let cards: string[] = [];
let door: StationDoor;

async function atEmptyMachine(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-new-fair-'));
  open = [];
  cards = [];
  door = await openHere();
}

async function leave(): Promise<void> {
  for (const each of open) await each.close();
  await rm(folder, { recursive: true, force: true });
}

async function openHere(card?: string, at = folder): Promise<StationDoor> {
  const opened = await openStationHere({
    resources: join(import.meta.dirname, '../../../resources'),
    folder: at,
    opensSample: false,
    version: 'test',
    canLeave: false,
    clock: { now: () => MORNING, timers: { after: () => () => undefined } },
    onTrouble: () => undefined,
    onCard: (text) => void cards.push(text),
    ...(card !== undefined && { card }),
    hid: { list: async () => ok([]), open: async () => fail({ kind: 'gone' }) },
  });
  if (!opened.ok) throw new Error(opened.fault.kind);
  if (at === folder) open.push(opened.value.door);
  return opened.value.door;
}

async function startAgain(card?: string): Promise<void> {
  await open.pop()?.close();
  door = await openHere(card);
}

const outputs: { readonly [N in CallName]: { readonly output: z.ZodType<CallOutput<N>> } } = calls;

async function ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const reply = await door.dispatch(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.fault.kind}`);
  return outputs[name].output.parse(reply.value);
}

const state = async (): Promise<string> => (await ask('station.hello', {})).state;

async function fillIn(): Promise<void> {
  const { draft } = await ask('newfair.state', {});
  const filled = {
    ...draft,
    at: 'passphrase' as const,
    name: '云溪街道春季招聘会',
    organiser: '汀禾市人社局',
    place: '柳桥路广场',
    days: ['2027-03-06'],
    typed: [{ employer: '样例电子', zone: 'A区', post: '普工', headcount: 20 }],
  };
  expect(await ask('newfair.keep', { draft: filled, withFormer: true })).toMatchObject({
    ok: true,
  });
}

/** Windows has no such rights. */
async function expectOwnersAlone(...files: readonly string[]): Promise<void> {
  if (process.platform === 'win32') return;
  for (const file of files) expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
}

async function make() {
  await fillIn();
  return ask('newfair.make', { passphrase: PASSPHRASE });
}

describe('a fair that is being made', () => {
  beforeEach(atEmptyMachine);
  afterEach(leave);

  it('is gone on with after a restart, and is not a fair', async () => {
    await fillIn();
    await startAgain();
    expect(await state()).toBe('empty');
    const { draft, today } = await ask('newfair.state', {});
    expect(draft).toMatchObject({ at: 'passphrase', name: '云溪街道春季招聘会' });
    expect(today).toBe('2027-02-20');
    await expectOwnersAlone('new-fair.json');
  });

  it('can be thrown away', async () => {
    await fillIn();
    expect(await ask('newfair.forget', {})).toMatchObject({ value: { draft: { name: '' } } });
    expect((await ask('newfair.state', {})).draft.name).toBe('');
  });

  it('sets aside what it cannot read, and begins with an empty draft', async () => {
    await writeFile(join(folder, 'new-fair.json'), '{"v":9}');
    expect((await ask('newfair.state', {})).draft.name).toBe('');
    expect(await readdir(folder)).toContain('new-fair.json.old');
  });

  it('is made neither unfinished nor with a passphrase that is guessed early', async () => {
    expect(await ask('newfair.make', { passphrase: PASSPHRASE })).toMatchObject({
      fault: { kind: 'unfinished' },
    });
    await fillIn();
    for (const passphrase of [
      '12345678',
      ' - ',
      '云溪街道春季招聘会 2027',
      '汀禾市人社局20270306',
    ]) {
      expect(await ask('newfair.make', { passphrase })).toMatchObject({ fault: { kind: 'weak' } });
    }
    expect(await readdir(folder)).not.toContain('organiser.json');
  });

  it('takes no other file for a former fair, and stays as it was', async () => {
    await fillIn();
    expect(await send('{"name":"no fair"}')).toMatchObject({ fault: { kind: 'not-a-fair' } });
    expect(await ask('newfair.former', {})).toMatchObject({ fault: { kind: 'gone' } });
    expect((await ask('newfair.state', {})).draft.name).toBe('云溪街道春季招聘会');
  });

  it.runIf(hasReadOnlyFolders)('says what the disk did, and is there again', async () => {
    await fillIn();
    const { draft } = await ask('newfair.state', {});
    await whileReadOnly(folder, async () => {
      expect(await ask('newfair.keep', { draft, withFormer: false })).toMatchObject({
        fault: { kind: 'no-permission' },
      });
    });
    expect(await ask('newfair.keep', { draft, withFormer: false })).toMatchObject({ ok: true });
  });
});

/** Its keys take a second to make: one fair for all. */
describe('a fair that was made', () => {
  beforeAll(async () => {
    await atEmptyMachine();
    expect(await make()).toEqual({ ok: true, value: {} });
  });
  afterAll(leave);

  it('opens behind the same door as the organiser’s station, with its keys', async () => {
    expect(await ask('station.hello', {})).toMatchObject({
      state: 'open',
      fair: { name: { zh: '云溪街道春季招聘会' }, employers: 1, places: 20, sample: false },
      station: { role: 'organiser' },
    });
    expect(await ask('keys.state', {})).toEqual({ open: true, file: 'here' });
    expect(await ask('newfair.steps', {})).toEqual({ todo: ['papers'] });
    expect(await readdir(folder)).not.toContain('new-fair.json');
    await expectOwnersAlone('organiser.json', 'enrolment.json');
  });

  it('gives its papers as often as they are wanted: they open what they say', async () => {
    const papers = await ask('newfair.papers', {});
    if (!papers.ok) throw new Error(papers.fault.kind);
    const enrolment = await readEnrolment(folder);
    if (!enrolment?.ok) throw new Error('no fair');
    const { staffCard, recovery, pins, stations, slot } = papers.value;
    expect((await unlock(enrolment.value, staffCard)).ok).toBe(true);
    const sheet = readRecoveryLines(recovery.lines);
    if (!sheet) throw new Error('no sheet');
    expect((await recoveredKeys(sheet, enrolment.value.fair, PASSPHRASE)).ok).toBe(true);
    expect(pins).toMatchObject({ staff: /^\d{6}$/, organiser: /^\d{8}$/ });
    expect(stations.find((station) => station.slot === slot)?.role).toBe('organiser');
    expect(await ask('newfair.papers', {})).toMatchObject({ value: { staffCard, pins } });
    expect(await ask('newfair.done', { step: 'papers' })).toMatchObject({ ok: true });
    expect(await ask('newfair.steps', {})).toEqual({ todo: [] });
  });

  it('leaves no secret in any file of its folder', async () => {
    const papers = await ask('newfair.papers', {});
    if (!papers.ok) throw new Error(papers.fault.kind);
    const { pins, staffCard } = papers.value;
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = names.filter((each) => each.isFile());
    for (const { parentPath, name } of files) {
      const bytes = await readFile(join(parentPath, name));
      for (const secret of [PASSPHRASE, '8F3KQ2M7XD9R', staffCard, pins?.organiser ?? '-']) {
        expect(bytes.includes(secret), name).toBe(false);
      }
    }
  });

  it('is no fair before its enrolment is there, which comes last (P116)', async () => {
    const copy = `${folder}-half`;
    await cp(folder, copy, { recursive: true });
    for (const name of ['enrolment.json', 'station.db', 'in-use.lock']) {
      await rm(join(copy, name), { force: true });
    }
    const half = await openHere(undefined, copy);
    expect(await half.dispatch('station.hello', {})).toMatchObject({ value: { state: 'empty' } });
    await half.close();
    await rm(copy, { recursive: true });
  });

  it('begins next year’s, by the organiser’s file that it left', async () => {
    const file = await readFile(join(folder, 'organiser.json'), 'utf8');
    const next = `${folder}-next`;
    const made = door;
    door = await openHere(undefined, next);
    expect(await send(file)).toMatchObject({
      value: {
        draft: { name: '云溪街道春季招聘会', days: [], typed: [] },
        former: { employers: 1, posts: 20, some: 0 },
      },
    });
    await fillIn();
    const { draft, former } = await ask('newfair.state', {});
    expect(former).toEqual({ employers: 1, posts: 20, some: 0 });
    await ask('newfair.keep', { draft, withFormer: false });
    expect((await ask('newfair.state', {})).former).toBeNull();
    await door.close();
    await rm(next, { recursive: true });
    door = made;
  });

  it('opens the next morning by the passphrase alone, and after a crash by itself', async () => {
    await startAgain();
    expect(await ask('station.hello', {})).toMatchObject({ state: 'locked', byPassphrase: true });
    expect(await ask('keys.open', { passphrase: '8F3K-Q2M7-XD9S' })).toMatchObject({
      fault: { kind: 'wrong-secret' },
    });
    expect(await ask('keys.open', { passphrase: '8f3kq2m7xd9r' })).toEqual({ ok: true, value: {} });
    expect(await state()).toBe('open');
    expect((await ask('keys.state', {})).open).toBe(true);
    await startAgain(cards.at(-1));
    expect(await state()).toBe('open');
    // The supervisor remembers the card alone: the keys wait for the passphrase.
    expect((await ask('keys.state', {})).open).toBe(false);
    expect(await ask('newfair.papers', {})).toMatchObject({ fault: { kind: 'locked' } });
  });
});

async function send(text: string) {
  const bytes = Buffer.from(text);
  await ask('newfair.begin', { bytes: bytes.length });
  for (let at = 0; at < bytes.length; at += 45_000) {
    const base64 = bytes.subarray(at, at + 45_000).toString('base64');
    expect(await ask('newfair.part', { base64 })).toMatchObject({ ok: true });
  }
  return ask('newfair.former', {});
}
