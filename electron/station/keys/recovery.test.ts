import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  readRecoveryCode,
  readRecoveryLines,
  recoveryCodeText,
  recoveryLines,
  type RecoverySheet,
} from '../../../shared/recovery-sheet.ts';
import { keysOfRoot, keyText } from './fair-keys.ts';
import {
  type FairDraft,
  fairDraftSchema,
  newFair,
  type NewFair,
  openOrganiserFile,
  organiserFile,
  organiserFileSchema,
} from './fair-pack.ts';
import { staffCardOf, typedPinsOf } from './fair-root.ts';
import { pinVerifiers } from './pin-verifiers.ts';
import { randomness } from './randomness.ts';
import { recoveredKeys, recoverySheet } from './recovery.ts';

const randomBytes = randomness();
const PASSPHRASE = '8F3K-Q2M7-XD9R';
let draft: FairDraft;
let made: NewFair;
let other: NewFair;
let sheet: RecoverySheet;
beforeAll(async () => {
  const file = join(import.meta.dirname, '../../../resources/fairs/draft.json');
  draft = fairDraftSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  made = await newFair(draft, randomBytes);
  other = await newFair(draft, randomBytes);
  sheet = await recoverySheet(made.fair, made.root, PASSPHRASE, randomBytes);
});

describe('the root of a fair’s keys', () => {
  it('gives the same keys, PINs and card for ever (P114)', async () => {
    const root = Uint8Array.from({ length: 32 }, (_, i) => i);
    const { pseudonymKey, sealingKey, signingKey, passKeys } = keysOfRoot(root, [1, 2]);
    const texts = [pseudonymKey, sealingKey, signingKey, ...passKeys.map(({ seed }) => seed)].map(
      keyText,
    );
    expect(texts).toMatchInlineSnapshot(`
      [
        "IbZDAl2IwkPcGxeSAnSrELwpFwaaBB14qCr657EPok4",
        "bexQnP6GwKsPs63YyvhCPmphj0fAESm5OGMK3kMISAE",
        "GCQdxtkZwpogWC9fNPHyCMhBKasUMvcSHG2ef3wGYEc",
        "wTXh-_jVEhN__bM3Rckpo8vU7v0VhXZMr4EfLIbB9AA",
        "SHrg1PEau2MF1mXrwWXzAKnRaXjlB07bRCgTpM6iVbU",
      ]
    `);
    expect(typedPinsOf(root)).toMatchInlineSnapshot(`
      {
        "organiserPin": "41120743",
        "staffPin": "647778",
      }
    `);
    expect(await pinVerifiers(root, typedPinsOf(root))).toMatchInlineSnapshot(`
      {
        "organiserPin": {
          "hash": "e1HF31k8B8Q5Gi6XpOehK-qwKB3JdBVN3PMnP-gG6Ak",
          "salt": "j6bZqP7pVpmvois8oa0lbA",
        },
        "staffPin": {
          "hash": "kUBtesfibtwp4FkD0oMjEjU7j8Pg79wU7f2OADGrAj8",
          "salt": "ZxEcNAAR5hyPlkSdEg380g",
        },
      }
    `);
    expect(staffCardOf(root, { id: '00000000', signingKey: 'A'.repeat(43) })).toMatchInlineSnapshot(
      `"CFK2:000000X3BE5L6/TR6NL7A:33ANMSRC73S2EFWDHG:6 R2H7341BSED*7ENX45:0NTR2UBIGPYN67M5L J6O2"`,
    );
  });
});

describe('a recovery sheet and its passphrase', () => {
  it('bring back every key of the fair, scanned or typed (P115)', async () => {
    const scanned = readRecoveryCode(recoveryCodeText(sheet));
    if (!scanned.ok) throw new Error(scanned.fault.kind);
    expect(await recoveredKeys(scanned.value, made.fair, PASSPHRASE)).toEqual({
      ok: true,
      value: made.keys,
    });
    expect(readRecoveryLines(recoveryLines(sheet))).toEqual(sheet);
  });

  it('keep PINs of the organiser’s own choice, where a station knows them', async () => {
    const { keys } = await newFair(draft, randomBytes, { staffPin: '314159' });
    const recovered = await recoveredKeys(sheet, made.fair, PASSPHRASE, keys.pins);
    expect(recovered.ok && recovered.value.pins).toEqual(keys.pins);
  });

  it('open nothing with another passphrase', async () => {
    expect(await recoveredKeys(sheet, made.fair, '8F3K-Q2M7-XD9S')).toMatchObject({
      fault: { kind: 'wrong-secret' },
    });
  });

  it('give nothing to another fair, nor to one that imitates its id (P115)', async () => {
    expect(await recoveredKeys(sheet, other.fair, PASSPHRASE)).toMatchObject({
      fault: { kind: 'other-fair' },
    });
    const imitation = { ...other.fair, id: made.fair.id };
    expect(await recoveredKeys(sheet, imitation, PASSPHRASE)).toMatchObject({
      fault: { kind: 'other-fair' },
    });
  });

  it('is printed again under another salt, and opens as well', async () => {
    const again = await recoverySheet(made.fair, made.root, PASSPHRASE, randomBytes);
    expect(recoveryCodeText(again)).not.toBe(recoveryCodeText(sheet));
    expect((await recoveredKeys(again, made.fair, PASSPHRASE)).ok).toBe(true);
  });

  it('opens nothing once a byte of it is changed', async () => {
    const box = sheet.box.map((byte, i) => (i === 40 ? byte ^ 1 : byte));
    expect(await recoveredKeys({ ...sheet, box }, made.fair, PASSPHRASE)).toMatchObject({
      fault: { kind: 'wrong-secret' },
    });
  });
});

describe('an organiser’s file', () => {
  it('carries the root, so that a sheet can be printed again', async () => {
    const file = await organiserFile(made.fair, made.keys, PASSPHRASE, randomBytes);
    const read = organiserFileSchema.parse(JSON.parse(JSON.stringify(file)));
    const opened = await openOrganiserFile(read, PASSPHRASE);
    expect(opened.ok && opened.value.keys.root).toEqual(made.root);
  });
});
