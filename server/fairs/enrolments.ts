import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { offerFaults, offerSchema, takeSchema } from '../../shared/sync/enrolment.ts';
import type { Storage } from '../storage/homes.ts';
import { sha256 } from './keys.ts';

/**
 * Files that wait for their stations, each sealed with a passphrase that the server never sees. The first
 * machine that brings the code in time gets the file; later only the same machine does.
 */

const MINUTE_MS = 60_000;

export async function keepOffer(
  { db }: Storage,
  fair: string,
  { codeHash, slot, file, minutes }: z.infer<typeof offerSchema>,
  now: number,
): Promise<void> {
  await db
    .deleteFrom('enrolment')
    .where('fair_id', '=', fair)
    .where('until_ms', '<', now)
    .execute();
  await db
    .insertInto('enrolment')
    .values({
      fair_id: fair,
      code_hash: codeHash,
      slot,
      file,
      until_ms: now + minutes * MINUTE_MS,
      claim_hash: null,
    })
    .execute();
}

export async function takeOffer(
  { db }: Storage,
  fair: string,
  { code, claim }: z.infer<typeof takeSchema>,
  now: number,
): Promise<Result<{ readonly file: string }, { readonly kind: (typeof offerFaults)[number] }>> {
  const own = sha256(claim);
  const codeHash = sha256(code);
  // If two machines come at once, only one finds the file unclaimed.
  await db
    .updateTable('enrolment')
    .set({ claim_hash: own })
    .where('fair_id', '=', fair)
    .where('code_hash', '=', codeHash)
    .where('claim_hash', 'is', null)
    .where('until_ms', '>=', now)
    .execute();
  const row = await db
    .selectFrom('enrolment')
    .select(['file', 'until_ms', 'claim_hash'])
    .where('fair_id', '=', fair)
    .where('code_hash', '=', codeHash)
    .executeTakeFirst();
  if (!row) return fail({ kind: 'no-such-code' });
  if (Number(row.until_ms) < now) return fail({ kind: 'expired' });
  return row.claim_hash === own ? ok({ file: row.file }) : fail({ kind: 'taken' });
}
