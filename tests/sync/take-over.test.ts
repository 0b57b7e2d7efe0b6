import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { enrol } from '../../electron/station/keys/enrolment.ts';
import {
  organiserFile,
  secretsOfSlot,
  stationFile,
} from '../../electron/station/keys/fair-pack.ts';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { recoveryCodeText, recoveryLines } from '../../shared/recovery-sheet.ts';
import { fairOfTwo, PASSPHRASE, randomBytes, sheetOf } from './dead-laptop.ts';
import { type EmptyMachine, emptyMachine } from './empty-machine.ts';

/** The organiser's laptop dies at noon: an empty one takes over, by the sheet from the safe and any stick. */

let folder = '';
let stick = '';
let at = '';
let made: Awaited<ReturnType<typeof fairOfTwo>>;
let other: Awaited<ReturnType<typeof fairOfTwo>>;
let sheet: Awaited<ReturnType<typeof sheetOf>>;
let machine: EmptyMachine | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-take-over-'));
  made = await fairOfTwo();
  other = await fairOfTwo();
  sheet = await sheetOf(made);
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  at = await mkdtemp(join(folder, 'machine-'));
  stick = await mkdtemp(join(folder, 'stick-'));
});
afterEach(async () => {
  await machine?.close();
  machine = undefined;
});

const onStick = (name: string, content: object): Promise<void> =>
  writeFile(join(stick, name), JSON.stringify(content));
/** What a station's staff panel saves beside its facts. */
const signedOnStick = (own: typeof made, revision = 1): object => ({
  v: 1,
  for: 'server',
  fair: own.fair.id,
  slot: 1,
  sealed: 'AAAA',
  signed: signFair({ ...own.fair, revision }, own.keys.signingKey),
});

async function begun(): Promise<EmptyMachine> {
  machine = await emptyMachine(at, stick);
  await machine.call('first.takeOver', {});
  return machine;
}
/** The newest first. */
async function auditOf(mine: EmptyMachine) {
  const log = await mine.call('organiser.audit', {});
  if (!log.ok) throw new Error(log.fault.kind);
  return log.value.entries;
}
const face = (mine: EmptyMachine) => mine.settled('takingOver', ['opening']);
async function chosen(mine: EmptyMachine, holds: 'keys' | 'fair'): Promise<void> {
  const { files } = await mine.call('first.fairFiles', {});
  const [first] = files.filter((file) => file.holds === holds);
  await mine.call('first.takeFairFile', { id: first?.id ?? 'none' });
}

describe('an empty machine', () => {
  it('is an organiser’s station with the sheet, the passphrase and any station’s stick (P113, P127)', async () => {
    await onStick('facts-01.json', signedOnStick(made));
    const mine = await begun();
    await mine.scan(recoveryCodeText(sheet));
    expect(await face(mine)).toEqual({ at: 'fair' });
    await chosen(mine, 'fair');
    expect(await face(mine)).toMatchObject({
      at: 'passphrase',
      slots: [{ slot: 9 }, { slot: 8 }],
    });
    await mine.call('first.openOrganiser', { passphrase: 'wrong', slot: 9 });
    expect(await face(mine)).toMatchObject({ at: 'passphrase', said: 'wrong-secret' });
    // Nothing half-made lies there: a restart begins from scratch.
    expect(await readdir(at)).not.toContain('enrolment.json');
    await mine.call('first.openOrganiser', { passphrase: PASSPHRASE, slot: 9 });
    await expect
      .poll(() => mine.hello())
      .toMatchObject({ state: 'open', station: { slot: 9, role: 'organiser' } });
    expect(await mine.call('keys.state', {})).toEqual({ open: true, file: 'here' });
    expect((await auditOf(mine)).at(-1)).toMatchObject({
      did: 'took-over',
      about: '站点 9，第 1 版，招聘会来自 U 盘',
    });
    // The page says how the stations find it.
    expect(await mine.call('newfair.steps', {})).toEqual({ todo: ['took-over'] });
    // The file beside it is sealed again, under the same passphrase.
    const own = await readFile(join(at, 'organiser.json'), 'utf8');
    expect(own).not.toContain(Buffer.from(made.keys.signingKey).toString('base64url'));
  });

  it('takes the lines of the sheet typed, each with its own check', async () => {
    const mine = await begun();
    const lines = recoveryLines(sheet);
    const wrong = lines.with(2, lines[3] ?? '');
    expect(await mine.call('first.sheetLines', { lines: wrong })).toMatchObject({ ok: false });
    const typed = lines.map((line) => line.toLowerCase().replaceAll('-', ' '));
    expect(await mine.call('first.sheetLines', { lines: typed })).toMatchObject({ ok: true });
    expect(await face(mine)).toEqual({ at: 'fair' });
  });

  it('needs no sheet where the organiser’s file was kept', async () => {
    await onStick(
      'organiser.json',
      await organiserFile(made.fair, made.keys, PASSPHRASE, randomBytes),
    );
    const mine = await begun();
    await chosen(mine, 'keys');
    await mine.call('first.openOrganiser', { passphrase: PASSPHRASE, slot: 8 });
    await expect.poll(() => mine.hello()).toMatchObject({ state: 'open', station: { slot: 8 } });
  });
});

describe('a second organiser’s station that joined by a code', () => {
  async function joined(): Promise<EmptyMachine> {
    const secrets = secretsOfSlot(made.fair, made.keys, 9);
    if (!secrets) throw new Error('no such slot');
    const place = { fair: made.fair, signed: signFair(made.fair, made.keys.signingKey), slot: 9 };
    await enrol(at, place, secrets, made.staffCard, randomBytes);
    machine = await emptyMachine(at, stick);
    await machine.scan(made.staffCard);
    await expect.poll(() => machine?.hello()).toMatchObject({ state: 'open' });
    return machine;
  }
  const wants = (kind: string) => ({ ok: false, fault: { kind } });

  it('has the keys from the sheet, and from then on by the passphrase alone (P127)', async () => {
    const mine = await joined();
    expect(await mine.call('keys.state', {})).toEqual({ open: false, file: 'none' });
    expect(await mine.call('keys.open', { passphrase: PASSPHRASE })).toEqual(wants('no-file'));
    await mine.scan(recoveryCodeText(sheet));
    await expect.poll(() => mine.last('sheet')).toEqual({ step: 'taken' });
    // A photograph of the sheet, without its passphrase, is nothing.
    expect(await mine.call('keys.open', { passphrase: 'guessed' })).toEqual(wants('wrong-secret'));
    expect(await readdir(at)).not.toContain('organiser.json');
    expect(await mine.call('keys.open', { passphrase: PASSPHRASE })).toMatchObject({ ok: true });
    expect(await mine.call('keys.state', {})).toEqual({ open: true, file: 'here' });
    expect((await auditOf(mine)).map(({ did }) => did)).toContain('keys-recovered');
    await mine.call('setup.lock', {});
    expect(await mine.call('keys.open', { passphrase: PASSPHRASE })).toMatchObject({ ok: true });
  });

  it('takes its lines typed, and no sheet of another fair', async () => {
    const mine = await joined();
    await mine.scan(recoveryCodeText(await sheetOf(other)));
    await expect.poll(() => mine.last('sheet')).toEqual({ step: 'other-fair' });
    const lines = recoveryLines(sheet);
    const wrong = lines.with(1, lines[0] ?? '');
    expect(await mine.call('keys.sheetLines', { lines: wrong })).toEqual(wants('not-right'));
    expect(await mine.call('keys.sheetLines', { lines })).toMatchObject({ ok: true });
    expect(await mine.call('keys.open', { passphrase: PASSPHRASE })).toMatchObject({ ok: true });
  });
});

describe('what bad input gets', () => {
  it('is a sentence, at the sheet', async () => {
    const mine = await begun();
    await mine.scan(made.staffCard);
    expect(await face(mine)).toEqual({ at: 'sheet', said: 'not-a-recovery-sheet' });
    await mine.scan(recoveryCodeText(sheet).slice(0, -4));
    expect(await face(mine)).toEqual({ at: 'sheet', said: 'damaged-sheet' });
  });

  it('is nothing of another fair’s stick, however its id was made', async () => {
    await onStick('facts-01.json', signedOnStick(other));
    const mine = await begun();
    await mine.scan(recoveryCodeText(sheet));
    await face(mine);
    expect(await mine.call('first.fairFiles', {})).toEqual({ sticks: ['KINGSTON'], files: [] });
  });

  it('is the newest fair first, and never one whose signature is broken', async () => {
    await onStick('old.json', signedOnStick(made, 2));
    await onStick('new.json', signedOnStick(made, 5));
    const { text, signature } = signFair({ ...made.fair, revision: 9 }, made.keys.signingKey);
    await onStick('forged.json', { signed: { text: `${text} `, signature } });
    await onStick('station-01.json', await stationFile(made.fair, made.keys, 1, 'x', randomBytes));
    const mine = await begun();
    await mine.scan(recoveryCodeText(sheet));
    await face(mine);
    const { files } = await mine.call('first.fairFiles', {});
    expect(files.map(({ revision }) => revision)).toEqual([5, 2, 1]);
  });
});
