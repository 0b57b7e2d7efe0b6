import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { jsonOf } from '../../../shared/json.ts';
import { type FairChange, fairChangeSchema } from '../../../shared/revising/fair-sheet.ts';
import { writeWhole } from '../keys/whole-file.ts';

/** Keeps the way back from the last change of the fair, so that it can be taken back later, too. */

const FORMER_FAIR_FILE = 'former-fair.json';

const lastSchema = z.strictObject({ revision: z.int(), back: fairChangeSchema });

export async function lastChange(folder: string) {
  const file = join(folder, FORMER_FAIR_FILE);
  const text = await readFile(file, 'utf8').catch(() => '');
  let last = lastSchema.safeParse(jsonOf(text)).data;
  return {
    /** Undefined if there is none, or if the fair was changed otherwise since. */
    back: (revision: number): FairChange | undefined =>
      last?.revision === revision ? last.back : undefined,
    async keep(revision: number, back: FairChange): Promise<void> {
      last = { revision, back };
      await writeWhole(file, JSON.stringify(last));
    },
  };
}
