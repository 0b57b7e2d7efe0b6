import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { StationDoor } from '../../electron/station/open/station-door.ts';
import { makeFairKeys } from '../../electron/station/keys/fair-keys.ts';
import {
  openOrganiserFile,
  openStationFile,
  organiserFile,
  organiserFileSchema,
} from '../../electron/station/keys/fair-pack.ts';
import { fetchOffered } from '../../electron/station/keys/offered-file.ts';
import { openRevision, revisionHere } from '../../electron/station/keys/signed-fair.ts';
import { unpackPeople } from '../../electron/station/people/people-pack.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { openStation } from '../../electron/station/open/open-station.ts';
import { BACK_WITHIN_MS } from '../../electron/station/open/station-page.ts';
import { realTimers, type Timers } from '../../electron/station/clock/timers.ts';
import { fairById } from '../../server/fairs/fairs.ts';
import {
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
} from '../../shared/contract/calls.ts';
import { PART_BYTES, type SetUpWork } from '../../shared/contract/setup.ts';
import { type Fair, fairSchema } from '../../shared/fair.ts';
import { readEnrolmentCode } from '../../shared/sync/enrolment.ts';
import { type Central, central, MORNING_MS } from '../central.ts';
import { listOfPeople, numberOf } from '../people-list.ts';

/** A fair is set up at the organiser's station, which holds the keys only for a while. */

const ORGANISER = 8;
const PASSPHRASE = '0A1B2-C3D4E-F5G6H-J7K8M-N9P0Q';
const QUARTER_MS = 15 * 60_000;
const randomBytes = randomness();
let folder = '';
let at: Central;
let door: StationDoor;
let deaf: () => void = () => undefined;
let works: SetUpWork[] = [];
/** Runs what the station scheduled for a quarter of an hour later, and for a page that went. */
let later: (() => void)[] = [];

const timers: Timers = {
  after(ms, then) {
    if (ms !== QUARTER_MS && ms !== BACK_WITHIN_MS) return realTimers.after(ms, then);
    later = [then];
    return () => {
      later = [];
    };
  },
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-set-up-'));
  at = await central(folder, undefined);
  works = [];
  later = [];
  const passSeed = at.sample.keys.passKeys.get(ORGANISER);
  if (!passSeed) throw new Error('no key');
  const opened = await openStation({
    folder: join(folder, 'station'),
    fair: at.sample.fair,
    slot: ORGANISER,
    secrets: { passSeed },
    sampleKeys: keysOf(),
    registrations: [],
    version: 'test',
    canLeave: false,
    server: at.url,
    keepRevision: async (signed) => openRevision(revisionHere(at.sample.fair), signed),
    now: () => MORNING_MS,
    randomBytes,
    timers,
    onTrouble: (what, error) => expect.fail(`${what}: ${String(error)}`),
    connectReaders: async () => ({
      states: () => [],
      health: () => [],
      close: async () => undefined,
    }),
  });
  if (!opened.ok) throw new Error(opened.fault.kind);
  door = opened.value;
  deaf = door.onEvent((event) => {
    if (event.name === 'setup' && event.payload.work) works.push(event.payload.work);
  });
});
afterEach(async () => {
  await door.close();
  await at.close();
  await rm(folder, { recursive: true });
});

const outputs: { readonly [N in CallName]: { readonly output: z.ZodType<CallOutput<N>> } } = calls;

async function ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const reply = await door.dispatch(name, input);
  if (!reply.ok) throw new Error(reply.fault.kind);
  return outputs[name].output.parse(reply.value);
}

async function send(what: CallInput<'setup.begin'>['what'], text: string): Promise<void> {
  const bytes = Buffer.from(text);
  const begun = await ask('setup.begin', { what, bytes: bytes.length });
  expect(begun).toEqual({ ok: true, value: {} });
  await sendParts('setup.part', bytes);
}

async function sendParts(call: 'setup.part' | 'keys.part', bytes: Buffer): Promise<void> {
  for (let from = 0; from < bytes.length; from += PART_BYTES) {
    const base64 = bytes.subarray(from, from + PART_BYTES).toString('base64');
    expect(await ask(call, { base64 })).toEqual({ ok: true, value: {} });
  }
}

/** What the page sees when the current work ends. */
async function until<K extends SetUpWork['at']>(kind: K) {
  const is = (work: SetUpWork | undefined): work is Extract<SetUpWork, { at: K }> =>
    work?.at === kind;
  await expect.poll(() => works.at(-1)?.at).toBe(kind);
  const last = works.at(-1);
  if (!is(last)) throw new Error(`not ${kind}`);
  return last;
}

const keysOf = () => ({
  ...at.sample.keys,
  passKeys: [...at.sample.keys.passKeys].map(([slot, seed]) => ({ slot, seed })),
});

async function fileOf(fair: Fair = at.sample.fair, keys = keysOf()): Promise<string> {
  return JSON.stringify(await organiserFile(fair, keys, PASSPHRASE, randomBytes));
}

async function sendOrganiserFile(text: string): Promise<void> {
  const bytes = Buffer.from(text);
  await ask('keys.begin', { bytes: bytes.length });
  await sendParts('keys.part', bytes);
}

async function openWithFile(): Promise<void> {
  await sendOrganiserFile(await fileOf());
  expect(await ask('keys.open', { passphrase: PASSPHRASE })).toEqual({ ok: true, value: {} });
}

/** A sample fair's keys need no file; a real one's passphrase is slow by design. */
async function open(): Promise<void> {
  expect(await ask('setup.openSample', {})).toEqual({ ok: true, value: {} });
}

const isOpen = async (): Promise<boolean> => (await ask('setup.state', {})).open !== null;
const HEADING = '展位号,区域,单位名称,岗位名称,工种,招聘人数';
const NEWCOMER = `${HEADING}\nZ99,Z区,新来的电子厂,装配普工,生产制造,30\n`;

describe('the organiser’s keys', () => {
  it('open with the passphrase, and with no other', async () => {
    await sendOrganiserFile(await fileOf());
    expect(await ask('keys.open', { passphrase: 'guessed' })).toMatchObject({
      fault: { kind: 'wrong-secret' },
    });
    expect(await isOpen()).toBe(false);
    expect(await ask('keys.open', { passphrase: PASSPHRASE })).toMatchObject({ ok: true });
    expect(await isOpen()).toBe(true);
  });

  it('are refused when they belong to another fair', async () => {
    const other = makeFairKeys([1], randomBytes);
    const fair = fairSchema.parse({ ...at.sample.fair, id: '00000000' });
    await sendOrganiserFile(await fileOf(fair, { ...keysOf(), signingKey: other.signingKey }));
    const opened = await ask('keys.open', { passphrase: PASSPHRASE });
    expect(opened.ok).toBe(false);
    expect(await isOpen()).toBe(false);
  });

  it('are forgotten after a quarter of an hour without use', async () => {
    await openWithFile();
    for (const forget of later) forget();
    expect(await isOpen()).toBe(false);
    expect(await ask('setup.begin', { what: 'employers', bytes: 10 })).toMatchObject({
      fault: { kind: 'locked' },
    });
  });

  it('are forgotten when the page closes', async () => {
    await openWithFile();
    deaf();
    for (const forget of later) forget();
    expect(await isOpen()).toBe(false);
  });

  it('and a table stay when the page comes back, as after a busy station cut its line', async () => {
    await openWithFile();
    await send('people', '证件号码,姓名\n');
    deaf();
    door.onEvent(() => undefined);
    for (const forget of later) forget();
    expect(await isOpen()).toBe(true);
    expect((await ask('setup.state', {})).work).not.toBeNull();
  });

  it('are forgotten when the station’s role changes', async () => {
    await openWithFile();
    const { staffPin, organiserPin } = at.sample.keys;
    const change = async (role: 'wall' | 'organiser'): Promise<void> => {
      const staff = await ask('staff.open', { pin: staffPin });
      if (!staff.ok) throw new Error(staff.fault.kind);
      const changed = await ask('staff.role', { key: staff.value.key, role, pin: organiserPin });
      expect(changed).toMatchObject({ ok: true });
    };
    await change('wall');
    expect((await door.dispatch('setup.state', {})).ok).toBe(false);
    await change('organiser');
    expect(await isOpen()).toBe(false);
  });

  it('leave no trace of the passphrase in the audit log', async () => {
    await openWithFile();
    const log = await ask('organiser.audit', {});
    if (!log.ok) throw new Error(log.fault.kind);
    expect(log.value.entries.map(({ did }) => did)).toContain('keys-opened');
    expect(JSON.stringify(log.value)).not.toContain(PASSPHRASE);
  });
});

describe('a table of employers', () => {
  it('is previewed, signed and sent, and updates the organiser’s file', async () => {
    await openWithFile();
    await send('employers', NEWCOMER);
    const preview = await until('employers');
    expect(preview.changes).toMatchObject({ boothsNew: 1, postsNew: 1, boothsChanged: 0 });
    expect((await fairById(at.storage, at.sample.fair.id))?.fair.revision).toBe(1);
    const published = await ask('setup.publish', {});
    expect(await until('published')).toMatchObject({ revision: 2, sent: 'taken' });
    const there = await fairById(at.storage, at.sample.fair.id);
    expect(there?.fair.booths.at(-1)).toMatchObject({ code: 'Z99', employer: '新来的电子厂' });
    if (!published.ok || published.value.file?.how !== 'page') throw new Error('no file');
    const moved = organiserFileSchema.parse(
      JSON.parse(Buffer.from(published.value.file.base64, 'base64').toString('utf8')),
    );
    const reopened = await openOrganiserFile(moved, PASSPHRASE);
    expect(reopened.ok && reopened.value.fair.revision).toBe(2);
  });

  it('changes nothing when it is imported again', async () => {
    await open();
    await send('employers', NEWCOMER);
    await until('employers');
    await ask('setup.publish', {});
    await until('published');
    await send('employers', NEWCOMER);
    expect((await until('employers')).changes).toMatchObject({
      boothsNew: 0,
      boothsChanged: 0,
      postsNew: 0,
      postsChanged: 0,
    });
  });

  it('is undone in one step, also after it was published (T64)', async () => {
    await open();
    expect(await ask('setup.undo', {})).toMatchObject({ fault: { kind: 'gone' } });
    const before = at.sample.fair.booths;
    const [first] = before;
    await send(
      'employers',
      `${NEWCOMER}${first?.code},,改错了的单位,${first?.posts[0]?.zh},生产制造,999\n`,
    );
    await until('employers');
    await ask('setup.publish', {});
    expect(await ask('setup.state', {})).toMatchObject({ undo: { postsClosed: 1, boothsStay: 1 } });
    expect(await ask('setup.undo', {})).toMatchObject({ ok: true });
    const fair = (await fairById(at.storage, at.sample.fair.id))?.fair;
    expect(fair?.revision).toBe(3);
    expect(fair?.booths.slice(0, -1)).toEqual(before);
    expect(fair?.booths.at(-1)).toMatchObject({ code: 'Z99', posts: [{ closed: true }] });
    expect(await ask('setup.state', {})).toMatchObject({ undo: null });
  });

  it('names the cell of a mistake, and takes all the rest (T17)', async () => {
    await open();
    await send(
      'employers',
      `${NEWCOMER}Z98,Z区,另一家,焊工,生产制造,一大堆\n,Z区,,电工,电工焊工,3\n`,
    );
    const { rows, findings } = await until('employers');
    expect(rows).toMatchObject({ all: 3, emptied: 1, refused: 0 });
    expect(findings.by).toMatchObject({ emptied: 1, refused: 0 });
    const all = await ask('setup.findings', { from: 0 });
    expect(all).toMatchObject({
      value: { count: 1, items: [{ row: 3, column: '招聘人数', does: 'emptied' }] },
    });
    expect(await ask('setup.publish', {})).toMatchObject({ ok: true });
    const fair = (await fairById(at.storage, at.sample.fair.id))?.fair;
    expect(fair?.booths.find(({ code }) => code === 'Z98')?.posts).toMatchObject([
      { zh: '焊工' },
      { zh: '电工', headcount: 3 },
    ]);
  });

  it('is read again with other columns, which the next table of its shape remembers (T8)', async () => {
    await open();
    const table = NEWCOMER.replace('工种', '岗位方向');
    await send('employers', table);
    await until('employers');
    const columnsNow = async () => {
      const answer = await ask('setup.columns', {});
      return answer.ok ? answer.value.groups[0] : undefined;
    };
    const shape = (await columnsNow())?.shape ?? '';
    const edit = { kind: 'column', shape, key: '岗位方向', is: 'trade' } as const;
    expect(await ask('setup.edit', { edit })).toEqual({ ok: true, value: {} });
    const tradeColumn = async () =>
      (await columnsNow())?.columns.find(({ key }) => key === '岗位方向');
    const taken = { is: 'trade', taken: true, why: 'chosen' };
    expect(await tradeColumn()).toMatchObject(taken);
    expect(await ask('setup.changes', { from: 0 })).toMatchObject({
      value: { items: [{ kind: 'booth-new', employer: '新来的电子厂' }] },
    });
    await send('employers', table);
    await until('employers');
    expect(await tradeColumn()).toMatchObject(taken);
  });

  it('is mended cell by cell, and each step can be undone', async () => {
    await open();
    await send('employers', `${NEWCOMER}Z98,Z区,另一家,焊工,生产制造,一大堆\n`);
    await until('employers');
    const grid = () => ask('setup.grid', { table: 0, from: 0, allRows: false });
    expect(await grid()).toMatchObject({
      value: { all: 2, marked: 1, rows: [{ row: 3, state: 'emptied' }] },
    });
    const edit = { kind: 'cell', sheet: '', row: 3, at: 5, text: '12' } as const;
    await ask('setup.edit', { edit });
    expect(await until('employers')).toMatchObject({ edits: { undo: 1, redo: 0 } });
    expect(await grid()).toMatchObject({ value: { rows: [{ row: 3, state: 'untouched' }] } });
    await ask('setup.undoEdit', {});
    expect(await grid()).toMatchObject({ value: { rows: [{ row: 3, state: 'emptied' }] } });
    await ask('setup.redoEdit', {});
    expect(await ask('setup.redoEdit', {})).toMatchObject({ ok: false });
    expect(await ask('setup.publish', {})).toMatchObject({ ok: true });
    const fair = (await fairById(at.storage, at.sample.fair.id))?.fair;
    expect(fair?.booths.find(({ code }) => code === 'Z98')?.posts).toMatchObject([
      { headcount: 12 },
    ]);
  });

  it.each([
    ['an empty file', '', { at: 'refused', why: 'empty' }],
    [
      'something that is no table',
      'PK\u0003\u0004broken',
      { at: 'file-refused', fault: { kind: 'damaged' } },
    ],
    ['a table without posts', '展位号,单位名称\nA01,某厂\n', { at: 'refused', why: 'no-posts' }],
  ])('says of %s what it is', async (_, text, work) => {
    await open();
    await send('employers', text);
    await expect.poll(() => works.at(-1)).toMatchObject(work);
  });
});

const rosters = (): Promise<string[]> => readdir(join(folder, 'station', 'people')).catch(() => []);

describe('a list of people', () => {
  it('is sealed here, and an entrance can open it', async () => {
    await open();
    await send('people', listOfPeople(45));
    expect(await until('people')).toMatchObject({ people: 45, rows: { untouched: 45 } });
    await ask('setup.seal', { withoutFaulty: false });
    const { people, where } = await until('sealed');
    expect(people).toBe(45);
    const { fair, keys } = at.sample;
    const pack = unpackPeople(
      await readFile(join(where, 'people.pack')),
      fair.id,
      keys.pseudonymKey,
    );
    expect(pack.ok && pack.value).toHaveLength(45);
    const codes = await readFile(join(where, 'codes.csv'), 'utf8');
    expect(codes.trim().split('\r\n')).toHaveLength(46);
    const all = (await readdir(where)).map((file) => readFile(join(where, file), 'latin1'));
    for (const text of await Promise.all(all)) expect(text).not.toContain(numberOf(0).slice(0, 14));
  });

  it('is imported without its faulty rows only after confirmation', async () => {
    await open();
    await send('people', `${listOfPeople(3)}\n没有证件,12345,,,,,`);
    expect(await until('people')).toMatchObject({
      people: 3,
      rows: { all: 4, refused: 1 },
      findings: { by: { refused: 1 } },
    });
    expect(await ask('setup.peopleFindings', { from: 0, does: 'refused' })).toMatchObject({
      value: { items: [{ row: 5, what: { kind: 'number', why: 'length' } }] },
    });
    const marked = await ask('setup.marked', {});
    expect(marked).toMatchObject({ ok: true, value: { isWhole: false } });
    expect(await ask('setup.seal', { withoutFaulty: false })).toMatchObject({ ok: false });
    await ask('setup.seal', { withoutFaulty: true });
    expect((await until('sealed')).people).toBe(3);
  });

  it('is discarded when the keys are locked during the check', async () => {
    await open();
    await send('people', listOfPeople(2_000));
    expect(works.at(-1)?.at).toBe('checking');
    await ask('setup.lock', {});
    // Reading the next table proves that the first has been read completely.
    await open();
    await send('people', listOfPeople(1));
    expect(await until('people')).toMatchObject({ people: 1 });
    expect(works.filter(({ at: step }) => step === 'people')).toHaveLength(1);
  });

  it('leaves nobody on disk when the import is stopped', async () => {
    await open();
    await send('people', listOfPeople(2_000));
    await until('people');
    await ask('setup.seal', { withoutFaulty: false });
    await expect
      .poll(() => works.some((work) => work.at === 'sealing' && work.done > 0))
      .toBe(true);
    expect(await rosters()).toHaveLength(1);
    await ask('setup.cancel', {});
    await until('cancelled');
    await expect.poll(rosters).toEqual([]);
  });
});

describe('an enrolment code', () => {
  it('on the organiser’s screen enrols a new machine', async () => {
    await open();
    const offered = await ask('setup.offer', { slot: 3, token: at.token });
    if (!offered.ok) throw new Error(offered.fault.kind);
    const code = readEnrolmentCode(offered.value.text);
    if (!code.ok) throw new Error(code.fault.kind);
    const file = await fetchOffered(code.value, '0'.repeat(32), fetch);
    if (!file.ok) throw new Error(file.fault.kind);
    expect(file.value.slot).toBe(3);
    expect((await openStationFile(file.value, code.value.passphrase)).ok).toBe(true);
  });

  it('is refused without a token of the server', async () => {
    await open();
    expect(await ask('setup.offer', { slot: 3, token: 'guessed' })).toMatchObject({
      fault: { kind: 'wrong-token' },
    });
  });
});

describe('the checklist', () => {
  it('says what is missing, at station and server', async () => {
    const list = await ask('organiser.checklist', {});
    if (!list.ok) throw new Error(list.fault.kind);
    const wrong = list.value.filter(({ well }) => !well).map(({ about }) => about);
    expect(wrong).toContain('real');
    expect(wrong).toContain('stations-heard');
    expect(wrong).not.toContain('employers');
  });
});
