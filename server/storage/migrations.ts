import { type CreateTableBuilder, sql } from 'kysely';
import { fillLists } from '../fairs/listed.ts';
import { oldErasures, putErasures } from './old-erasures.ts';
import type { Db } from './tables.ts';

const types = {
  text: 'text',
  'text?': 'text',
  integer: 'integer',
  'integer?': 'integer',
  bigint: 'bigint',
} as const;

/** Creates a table whose key begins with the fair; a type with `?` allows null. */
function ofFair(
  db: Db,
  name: string,
  key: readonly string[],
  columns: Readonly<Record<string, keyof typeof types>>,
): CreateTableBuilder<string, string> {
  let table: CreateTableBuilder<string, string> = db.schema
    .createTable(name)
    .addColumn('fair_id', 'text', (column) => column.notNull());
  for (const [column, type] of Object.entries(columns)) {
    table = table.addColumn(column, types[type], (definition) =>
      type.endsWith('?') ? definition : definition.notNull(),
    );
  }
  return table.addPrimaryKeyConstraint(`${name}_key`, ['fair_id', ...key]);
}

/** Each runs once, in its own transaction; see `migrating.ts`. A step that is released never changes. */
export const steps: readonly ((db: Db) => Promise<void>)[] = [
  async (db) => {
    await db.schema
      .createTable('fair')
      .addColumn('fair_id', 'text', (column) => column.primaryKey())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('signature', 'text', (column) => column.notNull())
      .addColumn('secret', 'text', (column) => column.notNull())
      .execute();
    await ofFair(db, 'branch', ['station', 'incarnation'], {
      station: 'integer',
      incarnation: 'text',
      from_seq: 'integer',
      from_hash: 'text',
      acked_seq: 'integer',
      acked_hash: 'text',
      proven_seq: 'integer',
      proven_hash: 'text',
      proven_signature: 'text?',
      waiting: 'integer?',
      heard_ms: 'bigint',
    }).execute();
    await ofFair(db, 'fact', ['station', 'incarnation', 'seq'], {
      station: 'integer',
      incarnation: 'text',
      seq: 'integer',
      kind: 'text',
      hash: 'text',
      text: 'text',
      pseudonym: 'text?',
      salt: 'text?',
      short: 'text?',
      blank_short: 'text?',
      target: 'text?',
      place: 'text?',
      arrival: 'integer?',
    }).execute();
    for (const column of ['short', 'blank_short', 'target', 'arrival'] as const) {
      await sql`CREATE INDEX ${sql.raw(`fact_by_${column}`)} ON fact (fair_id, ${sql.ref(column)}) WHERE ${sql.ref(column)} IS NOT NULL`.execute(
        db,
      );
    }
    await sql`CREATE INDEX fact_of_nobody ON fact (fair_id, kind) WHERE kind IN ('clock', 'booth')`.execute(
      db,
    );
    await ofFair(db, 'fork', ['station', 'incarnation', 'seq', 'hash'], {
      station: 'integer',
      incarnation: 'text',
      seq: 'integer',
      hash: 'text',
      text: 'text',
      seen_ms: 'bigint',
    }).execute();
    await ofFair(db, 'erasure', ['number'], {
      number: 'integer',
      tombstone: 'text',
      pseudonym: 'text',
      stamp_ms: 'bigint',
      order_json: 'text',
    })
      .addUniqueConstraint('erasure_once', ['fair_id', 'tombstone'])
      .execute();
    await ofFair(db, 'tally', ['scope', 'figure', 'slice'], {
      scope: 'text',
      figure: 'text',
      slice: 'text',
      value: 'integer',
    }).execute();
  },
  async (db) => {
    await ofFair(db, 'enrolment', ['code_hash'], {
      code_hash: 'text',
      slot: 'integer',
      file: 'text',
      until_ms: 'bigint',
      claim_hash: 'text?',
    }).execute();
  },
  async (db) => {
    await db.schema
      .alterTable('fair')
      .addColumn('rules', 'integer', (column) => column.notNull().defaultTo(1))
      .execute();
    await ofFair(db, 'unused', ['station'], { station: 'integer' }).execute();
    await ofFair(db, 'audit', ['number'], {
      number: 'integer',
      text: 'text',
      hash: 'text',
    }).execute();
    await ofFair(db, 'bulletin', ['number'], {
      number: 'integer',
      scope: 'text',
      text: 'text',
      digest: 'text',
      coverage: 'text',
      at_ms: 'bigint',
    }).execute();
    await ofFair(db, 'box', ['pseudonym', 'holds', 'station'], {
      pseudonym: 'text',
      holds: 'text',
      station: 'integer',
      sealed: 'text',
      stamp_ms: 'bigint',
      signature: 'text',
      handed_on: 'integer',
    }).execute();
  },
  async (db) => {
    await ofFair(db, 'condition', ['station'], {
      station: 'integer',
      said: 'text',
      said_ms: 'bigint',
    }).execute();
  },
  async (db) => {
    await db.schema
      .alterTable('bulletin')
      .addColumn('request', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
    await ofFair(db, 'withdrawal', ['number'], {
      number: 'integer',
      by_name: 'text',
      reason: 'text',
      at_ms: 'bigint',
    }).execute();
  },
  async (db) => {
    await ofFair(db, 'other_revision', ['hash'], {
      hash: 'text',
      revision: 'integer',
      text: 'text',
      signature: 'text',
    }).execute();
  },
  async (db) => {
    await ofFair(db, 'evidence', ['station', 'incarnation', 'seq'], {
      station: 'integer',
      incarnation: 'text',
      seq: 'integer',
      kind: 'text',
    }).execute();
  },
  async (db) => {
    await ofFair(db, 'epoch', ['number'], {
      number: 'integer',
      epoch: 'text',
      writes: 'integer',
    }).execute();
    await ofFair(db, 'above', [], { receipt: 'text' }).execute();
    await ofFair(db, 'run', ['station', 'run'], {
      station: 'integer',
      run: 'text',
      turn: 'integer',
      returns: 'integer',
      turned_ms: 'bigint',
    }).execute();
  },
  async (db) => {
    for (const column of ['blank', 'cover', 'unproven_from'] as const) {
      await db.schema.alterTable('fact').addColumn(column, 'text').execute();
    }
    await sql`CREATE INDEX fact_unproven ON fact (fair_id, station, incarnation) WHERE unproven_from IS NOT NULL`.execute(
      db,
    );
    await db.schema.alterTable('fair').addColumn('closed_ms', 'bigint').execute();
    const old = await oldErasures(db);
    await db.schema.dropTable('erasure').execute();
    await ofFair(db, 'erasure', ['number'], {
      number: 'integer',
      order_id: 'text',
      by_station: 'integer',
      tombstone: 'text?',
      digests: 'text',
      order_json: 'text?',
    }).execute();
    await putErasures(db, old);
    await ofFair(db, 'asked', ['station'], {
      station: 'integer',
      number: 'bigint',
      at_ms: 'bigint',
    }).execute();
  },
  async (db) => {
    await ofFair(db, 'kept_text', ['name'], { name: 'text', text: 'text' }).execute();
  },
  async (db) => {
    await db.schema.alterTable('fact').addColumn('unread', 'integer').execute();
    await db.schema.alterTable('fair').addColumn('closing', 'text').execute();
    await db.schema.dropIndex('fact_by_short').execute();
    await sql`CREATE INDEX fact_by_short ON fact (fair_id, short, pseudonym) WHERE short IS NOT NULL`.execute(
      db,
    );
    await sql`CREATE INDEX fact_unread ON fact (fair_id, station, kind) WHERE unread IS NOT NULL`.execute(
      db,
    );
  },
  async (db) => {
    for (const column of ['name_zh', 'name_en', 'first_day', 'last_day']) {
      await db.schema
        .alterTable('fair')
        .addColumn(column, 'text', (definition) => definition.notNull().defaultTo(''))
        .execute();
    }
    for (const column of ['archived_ms', 'emptied_ms']) {
      await db.schema.alterTable('fair').addColumn(column, 'bigint').execute();
    }
    await fillLists(db);
    // They hold all that is asked of many fairs, so that no text is read on the way.
    await sql`CREATE INDEX fair_by_day ON fair (last_day, fair_id, first_day, name_zh, name_en, closed_ms, archived_ms, emptied_ms)`.execute(
      db,
    );
    await sql`CREATE INDEX fair_by_rules ON fair (rules, fair_id)`.execute(db);
    await sql`CREATE INDEX fair_by_signature ON fair (fair_id, signature, secret, archived_ms)`.execute(
      db,
    );
  },
  // Accounts, sessions and programs' tokens; those of the whole server have no fair.
  async (db) => {
    await ofFair(db, 'account', ['name'], {
      name: 'text',
      role: 'text',
      password: 'text',
      made_ms: 'bigint',
    }).execute();
    await ofFair(db, 'account_of', ['name', 'of_fair'], {
      name: 'text',
      of_fair: 'text',
    }).execute();
    await ofFair(db, 'session', ['hash'], {
      hash: 'text',
      name: 'text',
      until_ms: 'bigint',
    }).execute();
    await ofFair(db, 'machine_token', ['name'], {
      name: 'text',
      hash: 'text',
      rights: 'text',
      made_ms: 'bigint',
    }).execute();
    await ofFair(db, 'door', [], { secret: 'text' }).execute();
  },
  async (db) => {
    await db.schema
      .alterTable('epoch')
      .addColumn('counted', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable('epoch').addColumn('lowest_rules', 'integer').execute();
    // What was counted until now is judged by the fair's own number.
    await db
      .updateTable('epoch')
      .set((eb) => ({ counted: eb.ref('writes') }))
      .execute();
  },
  async (db) => {
    await db.schema
      .alterTable('fair')
      .addColumn('judged_revision', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    // A server from before the columns of lists may have added a fair beside a newer one.
    await db
      .updateTable('fair')
      .set((eb) => ({ judged_revision: eb.ref('revision') }))
      .where('last_day', '<>', '')
      .execute();
    await sql`CREATE INDEX fair_unjudged ON fair (fair_id, last_day, archived_ms) WHERE judged_revision <> revision`.execute(
      db,
    );
  },
  // Lists of registered people on their way to the entrances.
  async (db) => {
    await ofFair(db, 'people_lists', [], {
      number: 'bigint',
      text: 'text',
      signature: 'text',
    }).execute();
    await ofFair(db, 'people_pack', ['hash'], { hash: 'text', content: 'text' }).execute();
  },
  // What machines say of their own destruction.
  async (db) => {
    await ofFair(db, 'destroyed', ['station'], {
      station: 'integer',
      said: 'text',
      at_ms: 'bigint',
    }).execute();
  },
];
