import { join } from 'node:path';
import { type FairDraft, fairDraftSchema, newFair } from '../../electron/station/keys/fair-pack.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { recoverySheet } from '../../electron/station/keys/recovery.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';

/** A fair whose organiser's laptop died: its sheet lies in the safe, under this passphrase. */

export const PASSPHRASE = '春风十里 桃花三月 招聘';
const ORGANISERS = [8, 9];
export const randomBytes = randomness();

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

export const fairOfTwo = async () => newFair(await draft(), randomBytes);

export const sheetOf = ({ fair, root }: Awaited<ReturnType<typeof fairOfTwo>>) =>
  recoverySheet(fair, root, PASSPHRASE, randomBytes);
