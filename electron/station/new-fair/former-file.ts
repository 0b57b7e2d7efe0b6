import { z } from 'zod';
import { type Fair, signedFairSchema } from '../../../shared/fair.ts';
import { jsonOf } from '../../../shared/json.ts';
import { fail, type Result } from '../../../shared/result.ts';
import { openSignedFair } from '../keys/signed-fair.ts';

/** Each file of a fair holds the signed fair, some beside keys that are not looked at. */
const anyFile = z.union([signedFairSchema, z.object({ fair: signedFairSchema })]);

/** The fair in last year's organiser.json, enrolment.json, or fair.json. */
export function formerFair(bytes: Uint8Array): Result<Fair, { readonly kind: 'not-a-fair' }> {
  const read = anyFile.safeParse(jsonOf(Buffer.from(bytes).toString('utf8')));
  if (!read.success) return fail({ kind: 'not-a-fair' });
  const fair = openSignedFair('fair' in read.data ? read.data.fair : read.data);
  return fair.ok ? fair : fail({ kind: 'not-a-fair' });
}
