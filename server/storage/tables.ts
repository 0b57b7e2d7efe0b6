import { type ColumnType, type Kysely, sql } from 'kysely';

/**
 * What the server keeps, the same on SQLite and PostgreSQL. Every key begins with the fair: so the
 * tables distribute by `fair_id`, and no query crosses fairs.
 */

/** PostgreSQL answers a bigint as text. */
type Big = ColumnType<number | string, number, number>;

export interface Tables {
  readonly fair: {
    readonly fair_id: string;
    revision: number;
    text: string;
    signature: string;
    /** By which its figures were counted. */
    rules: number;
    /** The server's own, for what it wants to recognise again. */
    readonly secret: string;
  };
  readonly branch: {
    readonly fair_id: string;
    readonly station: number;
    readonly incarnation: string;
    readonly from_seq: number;
    readonly from_hash: string;
    acked_seq: number;
    acked_hash: string;
    /** The newest head that the station signed, and that what is here reaches. */
    proven_seq: number;
    proven_hash: string;
    proven_signature: string | null;
    /** What the station said at its last upload; nothing is not nought. */
    waiting: number | null;
    heard_ms: Big;
  };
  readonly fact: {
    readonly fair_id: string;
    readonly station: number;
    readonly incarnation: string;
    readonly seq: number;
    readonly kind: string;
    readonly hash: string;
    readonly text: string;
    pseudonym: string | null;
    salt: string | null;
    /** The first digits of the pseudonym, as a short code keeps them; and of a pass that was bound. */
    short: string | null;
    readonly blank_short: string | null;
    readonly target: string | null;
    /** The booth or desk that it happened at, or that what it speaks of happened at. */
    readonly place: string | null;
    /** The place in the order in which facts came to count; nothing until a signed head stands on it. */
    arrival: number | null;
  };
  /** Facts that contradict what was acknowledged: kept, shown, and counted nowhere. */
  readonly fork: {
    readonly fair_id: string;
    readonly station: number;
    readonly incarnation: string;
    readonly seq: number;
    readonly hash: string;
    readonly text: string;
    readonly seen_ms: Big;
  };
  /** Orders of people to be taken out, in the order they came; obeyed again on whatever arrives later. */
  readonly erasure: {
    readonly fair_id: string;
    readonly number: number;
    readonly tombstone: string;
    readonly pseudonym: string;
    readonly stamp_ms: Big;
    readonly order_json: string;
  };
  /** Files of stations that wait to be fetched, once, by whoever brings the code. */
  readonly enrolment: {
    readonly fair_id: string;
    readonly code_hash: string;
    readonly slot: number;
    readonly file: string;
    readonly until_ms: Big;
    claim_hash: string | null;
  };
  readonly tally: {
    readonly fair_id: string;
    readonly scope: string;
    readonly figure: string;
    readonly slice: string;
    value: number;
  };
  /** Slots of the stock that no machine was given, as an organiser said. */
  readonly unused: { readonly fair_id: string; readonly station: number };
  /** What organisers did here; each entry with the hash of the one before it. */
  readonly audit: {
    readonly fair_id: string;
    readonly number: number;
    readonly text: string;
    readonly hash: string;
  };
  /** What was published, word for word, and what its figures had seen. */
  readonly bulletin: {
    readonly fair_id: string;
    readonly number: number;
    readonly scope: string;
    readonly text: string;
    readonly digest: string;
    readonly coverage: string;
    readonly at_ms: Big;
    /** By which it was asked for; empty where that was not kept yet. */
    readonly request: string;
  };
  /** Published bulletins that were taken back. The bulletin itself stays as it was. */
  readonly withdrawal: {
    readonly fair_id: string;
    readonly number: number;
    readonly by_name: string;
    readonly reason: string;
    readonly at_ms: Big;
  };
  /** Sealed to the organiser's key, where the fair says so; the newest of each station. */
  readonly box: {
    readonly fair_id: string;
    readonly pseudonym: string;
    readonly holds: string;
    readonly station: number;
    sealed: string;
    stamp_ms: Big;
    signature: string;
    /** A hub's: that the server above has it. */
    handed_on: number;
  };
  /** What each station last said of itself, as it signed it. */
  readonly condition: {
    readonly fair_id: string;
    readonly station: number;
    said: string;
    said_ms: Big;
  };
  readonly schema_version: { version: number };
}

export type Db = Kysely<Tables>;

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

/** Forward only, each step in its own transaction; a newer schema is left as it is. */
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
