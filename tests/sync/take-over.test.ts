import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type FairDraft,
  fairDraftSchema,
  newFair,
  organiserFile,
  stationFile,
} from '../../electron/station/keys/fair-pack.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { recoverySheet } from '../../electron/station/keys/recovery.ts';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { recoveryCodeText, recoveryLines } from '../../shared/recovery-sheet.ts';
import { type EmptyMachine, emptyMachine } from './empty-machine.ts';

/** The organiser's laptop dies at noon: an empty one takes over, by the sheet from the safe and any stick. */

const PASSPHRASE = '春风十里 桃花三月 招聘';
const randomBytes = randomness();
let folder = '';
let stick = '';
let at = '';
let made: Awaited<ReturnType<typeof newFair>>;
let other: Awaited<ReturnType<typeof newFair>>;
let sheet: Awaited<ReturnType<typeof recoverySheet>>;
let machine: EmptyMachine | undefined;

const ORGANISERS = [8, 9];
async function draft(): Promise<FairDraft> {
  const { fair } = await loadSampleFair(join(import.meta.dirname, '../../resources', SAMPLE_FAIR));
  const { stations } = fair;
  const [first] = stations;
  if (!first) throw new Error('no station');
  return fairDraftSchema.parse({
    ...Object.fromEntries(
      Object.entries(fair).filter(
        ([name]) => name in fairDraftSchema.shape && name !== 'stations' && name !== 'history',
      ),
    ),
    stations: [
      { slot: 1, role: 'entrance', name: first.name, mayBe: [] },
      ...ORGANISERS.map((slot) => ({ slot, role: 'organiser', name: first.name, mayBe: [] })),
    ],
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-take-over-'));
  made = await newFair(await draft(), randomBytes);
  other = await newFair(await draft(), randomBytes);
  const { root } = made.keys;
  if (!root) throw new Error('no root');
  sheet = await recoverySheet(made.fair, root, PASSPHRASE, randomBytes);
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
const signedOnStick = (of: typeof made, revision = 1): object => ({
  v: 1,
  for: 'server',
  fair: of.fair.id,
  slot: 1,
  sealed: 'AAAA',
  signed: signFair({ ...of.fair, revision }, of.keys.signingKey),
});

async function begun(): Promise<EmptyMachine> {
  machine = await emptyMachine(at, stick);
  await machine.call('first.takeOver', {});
  return machine;
}
const face = (of: EmptyMachine) => of.settled('takingOver', ['opening']);
async function chosen(of: EmptyMachine, holds: 'keys' | 'fair'): Promise<void> {
  const { files } = await of.call('first.fairFiles', {});
  const [first] = files.filter((file) => file.holds === holds);
  await of.call('first.takeFairFile', { id: first?.id ?? 'none' });
}

describe('an empty machine', () => {
  it('is an organiser’s station with the sheet, the passphrase and any station’s stick (P113)', async () => {
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
    // Nothing half-made lies there: a restart begins anew.
    expect(await readdir(at)).not.toContain('enrolment.json');
    await mine.call('first.openOrganiser', { passphrase: PASSPHRASE, slot: 9 });
    await expect
      .poll(() => mine.hello())
      .toMatchObject({ state: 'open', station: { slot: 9, role: 'organiser' } });
    expect(await mine.call('keys.state', {})).toEqual({ open: true, file: 'here' });
    // The file beside it is sealed anew, under the same passphrase.
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
