import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fairSchema } from '../../../shared/fair.ts';
import { successor } from '../../../shared/succession.ts';
import { enrol, type Enrolment, takeRevision, unlock } from '../keys/enrolment.ts';
import {
  type FairDraft,
  fairDraftSchema,
  newFair,
  type NewFair,
  openOrganiserFile,
  organiserFile,
  organiserFileSchema,
  secretsOfSlot,
} from '../keys/fair-pack.ts';
import { ORGANISER_FILE, ownOrganiserFile, reviseOwnFile } from '../keys/own-keys.ts';
import { randomness } from '../keys/randomness.ts';
import { revisionHere, signFair } from '../keys/signed-fair.ts';
import { hasOwnFile, openByPassphrase } from './by-passphrase.ts';

const PASSPHRASE = '8F3K-Q2M7-XD9R';
const ORGANISER = 4;
const randomBytes = randomness();
let draft: FairDraft;
let made: NewFair;
let file = '';
let folder = '';
let enrolment: Enrolment;

const fileOf = async ({ fair, keys }: NewFair): Promise<string> =>
  JSON.stringify(await organiserFile(fair, keys, PASSPHRASE, randomBytes));

beforeAll(async () => {
  const path = join(import.meta.dirname, '../../../resources/fairs/draft.json');
  draft = fairDraftSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  made = await newFair(draft, randomBytes);
  file = await fileOf(made);
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-passphrase-'));
  const { fair, keys, staffCard } = made;
  const secrets = secretsOfSlot(fair, keys, ORGANISER);
  if (!secrets) throw new Error('no such slot');
  const signed = signFair(fair, keys.signingKey);
  const enrolled = await enrol(
    folder,
    { fair, slot: ORGANISER, signed },
    secrets,
    staffCard,
    randomBytes,
  );
  if (!enrolled.ok) throw new Error(enrolled.fault.kind);
  enrolment = enrolled.value;
});
afterEach(() => rm(folder, { recursive: true }));

const lay = (text: string): Promise<void> => writeFile(join(folder, ORGANISER_FILE), text);

describe('the organiser’s passphrase at the station where the fair was made', () => {
  it('gives what the staff card gives there, and all keys of the fair', async () => {
    await lay(file);
    const opened = await openByPassphrase(folder, enrolment, PASSPHRASE.toLowerCase());
    if (!opened.ok) throw new Error(opened.fault.kind);
    expect(await unlock(enrolment, made.staffCard)).toEqual({
      ok: true,
      value: opened.value.secrets,
    });
    expect(opened.value.keys.keys).toEqual(made.keys);
    // After a crash the station opens with the card; nobody keeps the passphrase for that.
    expect(opened.value.card).toBe(made.staffCard);
  });

  it('opens nothing where it is wrong, or where no organiser’s file lies', async () => {
    expect(await hasOwnFile(folder)).toBe(false);
    expect(await openByPassphrase(folder, enrolment, PASSPHRASE)).toMatchObject({
      fault: { kind: 'no-file' },
    });
    await lay(file);
    expect(await hasOwnFile(folder)).toBe(true);
    expect(await openByPassphrase(folder, enrolment, '8F3K-Q2M7-XD9S')).toMatchObject({
      fault: { kind: 'wrong-secret' },
    });
  });

  it('opens nothing with a file that somebody laid into the folder', async () => {
    const other = await newFair(draft, randomBytes);
    await lay(await fileOf(other));
    expect(await openByPassphrase(folder, enrolment, PASSPHRASE)).toMatchObject({
      fault: { kind: 'other-fair' },
    });
    await lay('{"for":"nobody"}');
    expect(await openByPassphrase(folder, enrolment, PASSPHRASE)).toMatchObject({
      fault: { kind: 'not-organisers' },
    });
  });

  it('remembers no card where the machine was enrolled with another one', async () => {
    await lay(file);
    const other = await newFair(draft, randomBytes);
    const { fair, slot, signed } = enrolment;
    const card = other.staffCard;
    const secrets = secretsOfSlot(fair, made.keys, slot);
    if (!secrets) throw new Error('no such slot');
    const { id, signingKey } = other.fair;
    const again = { fair: { ...fair, id, signingKey }, slot, signed };
    const enrolled = await enrol(folder, again, secrets, card, randomBytes);
    if (!enrolled.ok) throw new Error(enrolled.fault.kind);
    const opened = await openByPassphrase(
      folder,
      { ...enrolment, secrets: enrolled.value.secrets },
      PASSPHRASE,
    );
    expect(opened.ok && opened.value.card).toBeUndefined();
  });
});

describe('the organiser’s file in the folder', () => {
  it('moves on with each revision, without its passphrase, and stays its owner’s alone', async () => {
    await lay(file);
    const { fair, keys } = made;
    const revised = fairSchema.parse({
      ...fair,
      ...successor(revisionHere(fair), { revoked: [2] }),
    });
    const signed = signFair(revised, keys.signingKey);
    expect((await takeRevision(folder, signed))?.ok).toBe(true);
    expect(await reviseOwnFile(folder, signed)).toBe(true);
    const text = await readFile(join(folder, ORGANISER_FILE), 'utf8');
    const opened = await openOrganiserFile(organiserFileSchema.parse(JSON.parse(text)), PASSPHRASE);
    expect(opened.ok && opened.value.fair.revoked).toEqual([2]);
    if (process.platform !== 'win32') {
      expect((await stat(join(folder, ORGANISER_FILE))).mode & 0o777).toBe(0o600);
    }
    // An older one, on a stick that comes back, changes nothing.
    await reviseOwnFile(folder, signFair(fair, keys.signingKey));
    const own = await ownOrganiserFile(folder);
    expect(own.ok && own.value.fair).toEqual(signed);
  });

  it('does not become another fair’s', async () => {
    await lay(file);
    const other = await newFair(draft, randomBytes);
    expect(await reviseOwnFile(folder, signFair(other.fair, other.keys.signingKey))).toBe(false);
    expect(await readFile(join(folder, ORGANISER_FILE), 'utf8')).toBe(file);
  });
});
