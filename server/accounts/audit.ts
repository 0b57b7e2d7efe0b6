import { z } from 'zod';
import { aboutDeed } from '../../shared/audit-about.ts';
import { AUDIT_BEGINNING, auditRow, verifyAudit } from '../../shared/audit-chain.ts';
import type { AuditLog } from '../../shared/report/audit-log.ts';
import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';

/** What people and programs did at the server, by the name of their account or token. */

const account = { by: z.string(), account: z.string() };
const deedSchema = z.discriminatedUnion('did', [
  z.strictObject({
    did: z.enum(['signed-in', 'signed-out', 'contacts-fetched', 'fair-fetched', 'audit-exported']),
    by: z.string(),
  }),
  /** Never with the guess. Only some of many guesses are written down, each with their number. */
  z.strictObject({
    did: z.enum(['sign-in-refused', 'token-refused']),
    by: z.string(),
    from: z.string(),
    guesses: z.int(),
  }),
  z.strictObject({ did: z.enum(['account-added', 'account-role']), ...account, role: z.string() }),
  z.strictObject({
    did: z.enum(['account-password', 'account-removed', 'sessions-ended']),
    ...account,
  }),
  z.strictObject({
    did: z.literal('token-added'),
    by: z.string(),
    token: z.string(),
    rights: z.string(),
  }),
  z.strictObject({ did: z.literal('token-removed'), by: z.string(), token: z.string() }),
  z.strictObject({ did: z.literal('station-offered'), by: z.string(), slot: z.int() }),
  z.strictObject({
    did: z.literal('day-exported'),
    by: z.string(),
    scope: z.string(),
    format: z.string(),
  }),
  z.strictObject({ did: z.literal('published'), by: z.string(), number: z.int() }),
  z.strictObject({
    did: z.literal('withdrawn'),
    by: z.string(),
    number: z.int(),
    reason: z.string(),
  }),
  z.strictObject({
    did: z.enum(['station-unused', 'station-expected']),
    by: z.string(),
    slot: z.int(),
  }),
]);
type Deed = z.infer<typeof deedSchema>;

const entrySchema = z.strictObject({
  v: z.literal(1),
  number: z.int(),
  ms: z.int(),
  prev: z.string(),
  deed: deedSchema,
});

/** Call within `exclusively`: otherwise two entries could get the same number. */
export async function noteIn(db: Db, fair: string, deed: Deed, ms: number): Promise<void> {
  const last = await db
    .selectFrom('audit')
    .select(['number', 'hash'])
    .where('fair_id', '=', fair)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const number = (last?.number ?? 0) + 1;
  const row = auditRow({ number, ms, prev: last?.hash ?? AUDIT_BEGINNING, deed });
  await db
    .insertInto('audit')
    .values({ fair_id: fair, number, ...row })
    .execute();
}

export function note(storage: Storage, fair: string, deed: Deed, ms: number): Promise<void> {
  return storage.exclusively(fair, (db) => noteIn(db, fair, deed, ms));
}

export async function auditOf({ db }: Storage, fair: string): Promise<AuditLog> {
  const stored = await db
    .selectFrom('audit')
    .select(['text', 'hash'])
    .where('fair_id', '=', fair)
    .orderBy('number')
    .execute();
  const rows = stored.map(({ text, hash }) => ({
    text,
    hash,
    entry: entrySchema.parse(JSON.parse(text)),
  }));
  const chain = rows.map(({ entry: { number, prev }, text, hash }) => ({
    number,
    prev,
    text,
    hash,
  }));
  return {
    whole: verifyAudit(chain).whole,
    lines: rows.map(({ entry: { number, ms, deed }, text, hash }) => ({
      number,
      ms,
      did: deed.did,
      about: aboutDeed(deed),
      text,
      hash,
    })),
  };
}
