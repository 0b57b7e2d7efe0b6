import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fairDraftSchema, makeFair } from '../../electron/station/keys/fair-pack.ts';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { nextRevision } from '../../electron/station/organiser/revision.ts';
import { revisionHere } from '../../electron/station/keys/signed-fair.ts';
import type { SignedFair } from '../../shared/fair.ts';

/** A real fair of its own, signed, and its next revision. */
export async function aFair() {
  const draft = new URL('../../resources/fairs/draft.json', import.meta.url);
  const noPin = { salt: '', hash: '' };
  const { fair, keys } = makeFair(
    fairDraftSchema.parse(JSON.parse(await readFile(draft, 'utf8'))),
    { staffPin: noPin, organiserPin: noPin },
    randomBytes,
  );
  const next = nextRevision(revisionHere(fair), { name: { zh: '改过的', en: '' } });
  if (!next.success) throw next.error;
  const signed = signFair(fair, keys.signingKey);
  const revised: SignedFair = signFair(next.data, keys.signingKey);
  return { fair, keys, signed, revised };
}
