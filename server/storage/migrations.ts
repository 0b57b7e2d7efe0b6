import { sql } from 'kysely';
import type { Db } from './tables.ts';

const steps: readonly ((db: Db) => Promise<void>)[] = [
  async (db) => {
    await db.schema
      .createTable('fair')
      .addColumn('fair_id', 'text', (column) => column.primaryKey())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('signature', 'text', (column) => column.notNull())
      .addColumn('secret', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('branch')
      .addColumn('fair_id', 'text', (column) => column.notNull())
      .addColumn('station', 'integer', (column) => column.notNull())
      .addColumn('incarnation', 'text', (column) => column.notNull())
      .addColumn('from_seq', 'integer', (column) => column.notNull())
      .addColumn('from_hash', 'text', (column) => column.notNull())
      .addColumn('acked_seq', 'integer', (column) => column.notNull())
      .addColumn('acked_hash', 'text', (column) => column.notNull())
      .addColumn('proven_seq', 'integer', (column) => column.notNull())
      .addColumn('proven_hash', 'text', (column) => column.notNull())
      .addColumn('proven_signature', 'text')
      .addColumn('waiting', 'integer')
      .addColumn('heard_ms', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('branch_key', ['fair_id', 'station', 'incarnation'])
      .execute();
    await db.schema
      .createTable('fact')
      .addColumn('fair_id', 'text', (column) => column.notNull())
      .addColumn('station', 'integer', (column) => column.notNull())
      .addColumn('incarnation', 'text', (column) => column.notNull())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('pseudonym', 'text')
      .addColumn('salt', 'text')
      .addColumn('short', 'text')
      .addColumn('blank_short', 'text')
      .addColumn('target', 'text')
      .addColumn('place', 'text')
      .addColumn('arrival', 'integer')
      .addPrimaryKeyConstraint('fact_key', ['fair_id', 'station', 'incarnation', 'seq'])
      .execute();
    for (const column of ['short', 'blank_short', 'target', 'arrival'] as const) {
      await sql`CREATE INDEX ${sql.raw(`fact_by_${column}`)} ON fact (fair_id, ${sql.ref(column)}) WHERE ${sql.ref(column)} IS NOT NULL`.execute(
        db,
      );
    }
    await sql`CREATE INDEX fact_of_nobody ON fact (fair_id, kind) WHERE kind IN ('clock', 'booth')`.execute(
      db,
    );
    await db.schema
      .createTable('fork')
      .addColumn('fair_id', 'text', (column) => column.notNull())
      .addColumn('station', 'integer', (column) => column.notNull())
      .addColumn('incarnation', 'text', (column) => column.notNull())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('seen_ms', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('fork_key', ['fair_id', 'station', 'incarnation', 'seq', 'hash'])
      .execute();
    await db.schema
      .createTable('erasure')
      .addColumn('fair_id', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('tombstone', 'text', (column) => column.notNull())
      .addColumn('pseudonym', 'text', (column) => column.notNull())
      .addColumn('stamp_ms', 'bigint', (column) => column.notNull())
      .addColumn('order_json', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('erasure_key', ['fair_id', 'number'])
      .addUniqueConstraint('erasure_once', ['fair_id', 'tombstone'])
      .execute();
    await db.schema
      .createTable('tally')
      .addColumn('fair_id', 'text', (column) => column.notNull())
      .addColumn('scope', 'text', (column) => column.notNull())
      .addColumn('figure', 'text', (column) => column.notNull())
      .addColumn('slice', 'text', (column) => column.notNull())
      .addColumn('value', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('tally_key', ['fair_id', 'scope', 'figure', 'slice'])
      .execute();
  },
  async (db) => {
    await db.schema
      .createTable('enrolment')
      .addColumn('fair_id', 'text', (column) => column.notNull())
      .addColumn('code_hash', 'text', (column) => column.notNull())
      .addColumn('slot', 'integer', (column) => column.notNull())
      .addColumn('file', 'text', (column) => column.notNull())
      .addColumn('until_ms', 'bigint', (column) => column.notNull())
      .addColumn('claim_hash', 'text')
      .addPrimaryKeyConstraint('enrolment_key', ['fair_id', 'code_hash'])
      .execute();
  },
  async (db) => {
    await db.schema
      .alterTable('fair')
      .addColumn('rules', 'integer', (column) => column.notNull().defaultTo(1))
      .execute();
    await db.schema
      .createTable('unused')
      .addColumn('fair_id', 'text', (column) => column.notNull())
      .addColumn('station', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('unused_key', ['fair_id', 'station'])
      .execute();
    await db.schema
      .createTable('audit')
      .addColumn('fair_id', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('audit_key', ['fair_id', 'number'])
      .execute();
    await db.schema
      .createTable('bulletin')
      .addColumn('fair_id', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('scope', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('coverage', 'text', (column) => column.notNull())
      .addColumn('at_ms', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('bulletin_key', ['fair_id', 'number'])
      .execute();
    await db.schema
      .createTable('box')
      .addColumn('fair_id', 'text', (column) => column.notNull())
      .addColumn('pseudonym', 'text', (column) => column.notNull())
      .addColumn('holds', 'text', (column) => column.notNull())
      .addColumn('station', 'integer', (column) => column.notNull())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('stamp_ms', 'bigint', (column) => column.notNull())
      .addColumn('signature', 'text', (column) => column.notNull())
      .addColumn('handed_on', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('box_key', ['fair_id', 'pseudonym', 'holds', 'station'])
      .execute();
  },
  async (db) => {
    await db.schema
      .createTable('condition')
      .addColumn('fair_id', 'text', (column) => column.notNull())
      .addColumn('station', 'integer', (column) => column.notNull())
      .addColumn('said', 'text', (column) => column.notNull())
      .addColumn('said_ms', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('condition_key', ['fair_id', 'station'])
      .execute();
  },
  async (db) => {
    await db.schema
      .alterTable('bulletin')
      .addColumn('request', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
    await db.schema
      .createTable('withdrawal')
      .addColumn('fair_id', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('by_name', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('at_ms', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('withdrawal_key', ['fair_id', 'number'])
      .execute();
  },
];

export type MigrationFault = { readonly kind: 'newer-schema'; readonly found: number };

/** Runs forward only, each step in its own transaction. A newer schema is left as it is. */
export async function migrate(db: Db): Promise<MigrationFault | undefined> {
  await db.schema
    .createTable('schema_version')
    .ifNotExists()
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute();
  const row = await db.selectFrom('schema_version').select('version').executeTakeFirst();
  const found = row?.version ?? 0;
  if (found > steps.length) return { kind: 'newer-schema', found };
  for (const [i, step] of steps.entries()) {
    if (i < found) continue;
    await db.transaction().execute(async (within) => {
      await step(within);
      await within.deleteFrom('schema_version').execute();
      await within
        .insertInto('schema_version')
        .values({ version: i + 1 })
        .execute();
    });
  }
  return undefined;
}
