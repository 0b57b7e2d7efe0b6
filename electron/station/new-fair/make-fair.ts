import { join } from 'node:path';
import { fairOfDraft, organiserSlot } from '../../../shared/new-fair/fair-of-draft.ts';
import type { NewFairDraft } from '../../../shared/new-fair/draft.ts';
import { enrol } from '../keys/enrolment.ts';
import { fairDraftSchema, newFair, organiserFile, secretsOfSlot } from '../keys/fair-pack.ts';
import { ORGANISER_FILE } from '../keys/own-keys.ts';
import { signFair } from '../keys/signed-fair.ts';
import { writeWhole } from '../keys/whole-file.ts';
import { forgetDraft } from './draft-file.ts';
import { keepSteps } from './first-steps.ts';

/**
 * Makes the keys of a fair and puts it into the folder. The enrolment comes last and at once: before it, no
 * station takes the folder for a fair, and the next try begins with new keys.
 */
export async function makeFairHere(
  folder: string,
  draft: NewFairDraft,
  passphrase: string,
  randomBytes: (length: number) => Uint8Array,
): Promise<void> {
  const { fair, keys, staffCard } = await newFair(
    fairDraftSchema.parse(fairOfDraft(draft)),
    randomBytes,
  );
  const slot = organiserSlot(fair.stations);
  const secrets = secretsOfSlot(fair, keys, slot);
  if (!secrets) throw new Error('a fair without a place for its organiser');
  const own = await organiserFile(fair, keys, passphrase, randomBytes);
  await writeWhole(join(folder, ORGANISER_FILE), `${JSON.stringify(own)}\n`);
  await keepSteps(folder, fair.booths.length > 0 ? ['papers'] : ['employers', 'papers']);
  const signed = signFair(fair, keys.signingKey);
  const enrolled = await enrol(folder, { fair, slot, signed }, secrets, staffCard, randomBytes);
  if (!enrolled.ok) throw new Error(`its own card is refused: ${enrolled.fault.kind}`);
  // The fair is there, and a draft beside it does nothing.
  await forgetDraft(folder).catch(() => undefined);
}
