import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { canonicalText } from '../../shared/canonical.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

/** Who did what at this station: written once, each entry with the hash of the one before it. */

const deedSchema = z.discriminatedUnion('did', [
  z.strictObject({ did: z.literal('staff-opened') }),
  z.strictObject({ did: z.literal('locked-out'), from: z.enum(['staff', 'organiser']) }),
  z.strictObject({ did: z.literal('role-changed'), from: z.string(), to: z.string() }),
  z.strictObject({ did: z.literal('kiosk-left') }),
  z.strictObject({ did: z.literal('list-exported'), booth: z.string() }),
  z.strictObject({ did: z.literal('facts-saved') }),
  /** Of whom is not said: they asked to be forgotten. */
  z.strictObject({ did: z.literal('person-erased') }),
]);
export type AuditDeed = z.infer<typeof deedSchema>;

const entrySchema = z.strictObject({
  v: z.literal(1),
  number: z.int(),
  ms: z.int(),
  prev: z.string(),
  deed: deedSchema,
});
export type AuditEntry = z.infer<typeof entrySchema>;

const BEGINNING = createHash('sha256').update('chunfeng/audit/1').digest('hex');
const rowSchema = z.object({ text: z.string(), hash: z.instanceof(Uint8Array) });

export function openAudit(db: Database, now: () => number) {
  const newest = db.prepare('SELECT text, hash FROM audit ORDER BY number DESC LIMIT 1');
  const put = db.prepare('INSERT INTO audit (number, text, hash) VALUES (?, ?, ?)');
  const all = db.prepare('SELECT text, hash FROM audit ORDER BY number');
  const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();
  const read = (row: unknown) => {
    const { text, hash } = rowSchema.parse(row);
    return { entry: entrySchema.parse(JSON.parse(text)), text, hash: Buffer.from(hash) };
  };

  return {
    note: db.transaction((deed: AuditDeed): void => {
      const row = newest.get();
      const last = row === undefined ? undefined : read(row);
      const number = (last?.entry.number ?? 0) + 1;
      const prev = last?.hash.toString('hex') ?? BEGINNING;
      const text = canonicalText({ v: 1, number, ms: now(), prev, deed });
      put.run(number, text, hashOf(text));
    }),
    entries: (): AuditEntry[] => all.all().map((row) => read(row).entry),
    /** How many there are; or the first that was changed, or before which one is missing. */
    verify(): Result<number, { readonly kind: 'broken'; readonly at: number }> {
      let prev = BEGINNING;
      let count = 0;
      for (const row of all.all()) {
        const { entry, text, hash } = read(row);
        count += 1;
        const whole = entry.prev === prev && entry.number === count && hashOf(text).equals(hash);
        if (!whole) return fail({ kind: 'broken', at: count });
        prev = hash.toString('hex');
      }
      return ok(count);
    },
  };
}
export type Audit = ReturnType<typeof openAudit>;
