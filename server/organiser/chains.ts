import { z } from 'zod';
import { jsonOf } from '../../shared/json.ts';
import type { Coverage } from '../../shared/report/coverage.ts';
import { sha256 } from '../fairs/keys.ts';
import type { Db } from '../storage/tables.ts';

const AT_ONCE = 1_000;
const linkSchema = z.looseObject({ prev: z.string(), seq: z.int() });

/** Walks a chain from its beginning: true if every fact up to this end is stored and unaltered. */
export async function leadsTo(
  db: Db,
  fair: string,
  { slot, incarnation, seq, hash }: Coverage['heads'][number],
): Promise<boolean> {
  const branch = await db
    .selectFrom('branch')
    .select(['from_seq', 'from_hash'])
    .where('fair_id', '=', fair)
    .where('station', '=', slot)
    .where('incarnation', '=', incarnation)
    .executeTakeFirst();
  if (!branch) return false;
  let at = { seq: branch.from_seq, hash: branch.from_hash };
  while (at.seq < seq) {
    const rows = await db
      .selectFrom('fact')
      .select(['text', 'hash'])
      .where('fair_id', '=', fair)
      .where('station', '=', slot)
      .where('incarnation', '=', incarnation)
      .where('seq', '>', at.seq)
      .where('seq', '<=', seq)
      .orderBy('seq')
      .limit(AT_ONCE)
      .execute();
    if (rows.length === 0) return false;
    for (const row of rows) {
      const link = linkSchema.safeParse(jsonOf(row.text)).data;
      const goesOn = link?.prev === at.hash && link.seq === at.seq + 1;
      if (!goesOn || sha256(row.text) !== row.hash) return false;
      at = { seq: link.seq, hash: row.hash };
    }
  }
  return at.hash === hash;
}
