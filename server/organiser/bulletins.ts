import { z } from 'zod';
import type { Fair } from '../../shared/fair.ts';
import { coverageSchema, digestOf } from '../../shared/report/coverage.ts';
import type { BulletinCheck } from '../../shared/report/published.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { coverageOf } from '../coverage.ts';
import { storedHash } from '../ingest/branch.ts';
import type { Storage } from '../storage/homes.ts';
import { noteIn } from './audit.ts';

/**
 * What was published, and what it was computed from; so that whoever reads it can ask here whether those
 * records are still what they were.
 */

interface Publication {
  readonly scope: string;
  readonly text: string;
  /** Of the figures that the text was made of. */
  readonly digest: string;
}

export function publish(
  storage: Storage,
  fair: Fair,
  { scope, text, digest }: Publication,
  by: string,
  nowMs: number,
): Promise<Result<{ readonly number: number }, { readonly kind: 'moved' }>> {
  return storage.exclusively(fair.id, async (db) => {
    const coverage = await coverageOf({ db }, fair);
    // Something came since the text was made: whoever publishes looks at it again.
    if (digestOf(fair.id, coverage) !== digest) return fail({ kind: 'moved' });
    const last = await db
      .selectFrom('bulletin')
      .select('number')
      .where('fair_id', '=', fair.id)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
    const number = (last?.number ?? 0) + 1;
    await db
      .insertInto('bulletin')
      .values({
        fair_id: fair.id,
        number,
        scope,
        text,
        digest,
        coverage: JSON.stringify(coverage),
        at_ms: nowMs,
      })
      .execute();
    await noteIn(db, fair.id, { did: 'published', by, number }, nowMs);
    return ok({ number });
  });
}

const coverageText = z.string().transform((text) => coverageSchema.parse(JSON.parse(text)));

export async function checkOf(
  { db }: Storage,
  fair: Fair,
  number: number,
): Promise<BulletinCheck | undefined> {
  const row = await db
    .selectFrom('bulletin')
    .selectAll()
    .where('fair_id', '=', fair.id)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row) return undefined;
  const coverage = coverageText.parse(row.coverage);
  let stands = digestOf(fair.id, coverage) === row.digest;
  for (const { slot, incarnation, seq, hash } of coverage.heads) {
    stands &&= (await storedHash(db, { fair, slot, incarnation }, seq)) === hash;
  }
  const sum = (heads: readonly { readonly seq: number }[]): number =>
    heads.reduce((all, { seq }) => all + seq, 0);
  const now = await coverageOf({ db }, fair);
  return {
    fair: { ...fair.name, organiser: fair.organiser.zh },
    utcOffsetMinutes: fair.utcOffsetMinutes,
    text: row.text,
    digest: row.digest,
    atMs: Number(row.at_ms),
    coverage,
    stands,
    since: Math.max(0, sum(now.heads) - sum(coverage.heads)),
  };
}
