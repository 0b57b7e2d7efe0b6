import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalText } from '../../../shared/canonical.ts';
import { type Fair, fairSchema } from '../../../shared/fair.ts';
import { jsonOf } from '../../../shared/json.ts';
import { sha256 } from '../keys/sha256.ts';
import type { FairBooth } from '../../../shared/fair.ts';

/**
 * Keeps the employers from before the last published import beside the ledger, so that it can be
 * undone later, too. It names employers only, which the fair names anyway.
 */

const FORMER_EMPLOYERS_FILE = 'former-employers.json';

const formerSchema = z.strictObject({
  before: fairSchema.shape.booths,
  /** The digest of what was imported: something newer must not be undone with it. */
  imported: z.string(),
});
type Former = z.infer<typeof formerSchema>;

const digests = new WeakMap<readonly FairBooth[], string>();
/** Asked with each step of an upload, while the booths stay the same. */
function digestOf(booths: readonly FairBooth[]): string {
  const digest = digests.get(booths) ?? sha256(canonicalText([...booths]));
  digests.set(booths, digest);
  return digest;
}

export async function lastImport(folder: string) {
  const file = join(folder, FORMER_EMPLOYERS_FILE);
  const text = await readFile(file, 'utf8').catch(() => '');
  let former: Former | undefined = formerSchema.safeParse(jsonOf(text)).data;
  return {
    /** The employers before it; undefined if there is none, or they have changed since. */
    before({ booths }: Fair): readonly FairBooth[] | undefined {
      return former && former.imported === digestOf(booths) ? former.before : undefined;
    },
    async keep(before: readonly FairBooth[], imported: readonly FairBooth[]): Promise<void> {
      former = { before: [...before], imported: digestOf(imported) };
      await writeFile(`${file}.new`, JSON.stringify(former));
      await rename(`${file}.new`, file);
    },
    async forget(): Promise<void> {
      former = undefined;
      await rm(file, { force: true });
    },
  };
}
