import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { AUDIT_BEGINNING, auditRow, verifyAudit } from '../../../shared/audit-chain.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

/**
 * What staff and organisers did at this station. Each entry carries the hash of the one before it.
 */

const deedSchema = z.discriminatedUnion('did', [
  z.strictObject({ did: z.literal('staff-opened') }),
  z.strictObject({ did: z.literal('locked-out'), from: z.enum(['staff', 'organiser']) }),
  z.strictObject({ did: z.literal('role-changed'), from: z.string(), to: z.string() }),
  z.strictObject({ did: z.literal('kiosk-left') }),
  z.strictObject({ did: z.literal('list-exported'), booth: z.string() }),
  z.strictObject({ did: z.literal('facts-saved') }),
  z.strictObject({ did: z.literal('day-exported'), scope: z.string(), format: z.string() }),
  /** Says how many facts it holds, never about whom. */
  z.strictObject({
    did: z.literal('decided'),
    decision: z.string(),
    by: z.string(),
    reason: z.string(),
    facts: z.int(),
  }),
  z.strictObject({ did: z.literal('audit-exported') }),
  z.strictObject({ did: z.enum(['keys-opened', 'keys-recovered']) }),
  /** Of an organiser's machine that died. What was logged there is there. */
  z.strictObject({
    did: z.literal('took-over'),
    slot: z.int(),
    revision: z.int(),
    from: z.enum(['by-stick', 'by-server', 'by-file']),
  }),
  /** The recovery sheet and the staff card. */
  z.strictObject({ did: z.literal('papers-made') }),
  z.strictObject({ did: z.enum(['fair-revised', 'revision-taken']), revision: z.int() }),
  z.strictObject({ did: z.literal('people-imported'), people: z.int() }),
  z.strictObject({ did: z.literal('people-import-undone'), people: z.int() }),
  z.strictObject({ did: z.literal('cards-made'), zone: z.string(), booths: z.int() }),
  z.strictObject({ did: z.literal('blanks-made'), passes: z.int() }),
  z.strictObject({ did: z.literal('staff-card-made') }),
  z.strictObject({ did: z.literal('assessment-made') }),
  z.strictObject({ did: z.literal('codes-made'), people: z.int() }),
  z.strictObject({ did: z.literal('station-offered'), slot: z.int() }),
  z.strictObject({ did: z.literal('joining-files-made'), stations: z.int() }),
  z.strictObject({ did: z.enum(['people-file-made', 'people-file-taken']), people: z.int() }),
  z.strictObject({ did: z.enum(['backup-sealed', 'backup-taken']), facts: z.int() }),
  z.strictObject({
    did: z.enum(['booths-here', 'booths-not-here']),
    booths: z.int(),
    /** The first of their numbers. */
    first: z.string(),
  }),
  z.strictObject({
    did: z.enum([
      'server-moved',
      'hub-on',
      'hub-off',
      'hub-upstream',
      'hub-handed-on',
      'hub-address-signed',
    ]),
  }),
  z.strictObject({ did: z.literal('boxes-fetched'), boxes: z.int() }),
  z.strictObject({ did: z.literal('stick-taken'), slot: z.int(), facts: z.int() }),
  z.strictObject({ did: z.literal('fair-from-stick'), revision: z.int() }),
  z.strictObject({ did: z.literal('contacts-made'), booths: z.int(), people: z.int() }),
  z.strictObject({ did: z.literal('followup-made'), as: z.string(), people: z.int() }),
  z.strictObject({ did: z.literal('evening-marked'), step: z.string(), by: z.string() }),
  z.strictObject({ did: z.literal('backup-restored'), facts: z.int() }),
  z.strictObject({ did: z.literal('fair-ended'), day: z.string() }),
  z.strictObject({ did: z.literal('certificate-taken'), slot: z.int(), by: z.string() }),
  /** Names nobody: they asked to be erased. */
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

const rowSchema = z.object({ text: z.string(), hash: z.instanceof(Uint8Array) });

export function openAudit(db: Database, now: () => number) {
  const newest = db.prepare('SELECT text, hash FROM audit ORDER BY number DESC LIMIT 1');
  const put = db.prepare('INSERT INTO audit (number, text, hash) VALUES (?, ?, ?)');
  const all = db.prepare('SELECT text, hash FROM audit ORDER BY number');
  const read = (row: unknown) => {
    const { text, hash } = rowSchema.parse(row);
    return {
      entry: entrySchema.parse(JSON.parse(text)),
      text,
      hash: Buffer.from(hash).toString('hex'),
    };
  };

  return {
    note: db.transaction((deed: AuditDeed): void => {
      const row = newest.get();
      const last = row === undefined ? undefined : read(row);
      const number = (last?.entry.number ?? 0) + 1;
      const made = auditRow({ number, ms: now(), prev: last?.hash ?? AUDIT_BEGINNING, deed });
      put.run(number, made.text, Buffer.from(made.hash, 'hex'));
    }),
    /** With the texts and hashes of the chain. */
    rows: () => all.all().map(read),
    /**
     * The number of entries; or the first that was changed, or that has a missing one before it.
     */
    verify(): Result<number, { readonly kind: 'broken'; readonly at: number }> {
      const rows = all.all().map((row) => {
        const { entry, text, hash } = read(row);
        return { number: entry.number, prev: entry.prev, text, hash };
      });
      const { whole, count } = verifyAudit(rows);
      return whole ? ok(count) : fail({ kind: 'broken', at: count });
    },
  };
}
export type Audit = ReturnType<typeof openAudit>;
