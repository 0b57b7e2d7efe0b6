import { z } from 'zod';
import { signedFairSchema } from '../../../shared/fair.ts';
import { jsonOf } from '../../../shared/json.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ListMedia } from '../export/media.ts';
import { readOrganiserFile } from '../keys/own-keys.ts';
import { openSignedFair } from '../keys/signed-fair.ts';
import { jsonOnSticks, textAt } from '../export/on-sticks.ts';
import type { FairFile } from './fair-file.ts';

/** Files on sticks that hold a signed fair: the organiser's, a station's, what a station saved, a revision. */

export interface FoundFair extends FairFile {
  readonly id: string;
  readonly path: string;
  readonly stick: string;
  readonly name: string;
}

const carriers = z.union([
  signedFairSchema.transform((fair) => ({ fair })),
  z.object({ fair: signedFairSchema }),
  z.object({ signed: signedFairSchema }).transform(({ signed }) => ({ fair: signed })),
]);

type FairFileFault = { readonly kind: 'not-a-fair-file' | 'altered' | 'newer' };

export function readFairFile(text: string): Result<FairFile, FairFileFault> {
  const carried = carriers.safeParse(jsonOf(text));
  if (!carried.success) return fail({ kind: 'not-a-fair-file' });
  const signed = carried.data.fair;
  const fair = openSignedFair(signed);
  if (!fair.ok) return fail({ kind: 'altered' });
  const organiser = readOrganiserFile(Buffer.from(text));
  if (organiser.ok) return ok({ signed, fair: fair.value, organiser: organiser.value });
  return organiser.fault.kind === 'newer'
    ? fail({ kind: 'newer' })
    : ok({ signed, fair: fair.value });
}

/** The newest first; one that was laid beside it by somebody else does not fit the sheet's keys. */
export async function fairsOnSticks(
  listMedia: ListMedia,
): Promise<{ readonly sticks: string[]; readonly files: readonly FoundFair[] }> {
  const { sticks, files } = await jsonOnSticks(listMedia, readFairFile);
  return { sticks, files: files.toSorted((a, b) => b.fair.revision - a.fair.revision) };
}

export async function fairFileAt(
  path: string,
): Promise<Result<FairFile, FairFileFault | { readonly kind: 'file-gone' }>> {
  const text = await textAt(path);
  if (text.ok) return readFairFile(text.value);
  return fail({ kind: text.fault.kind === 'file-gone' ? 'file-gone' : 'not-a-fair-file' });
}
