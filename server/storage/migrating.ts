import { type KyselyPlugin, sql } from 'kysely';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isPostgres } from './bulk.ts';
import { distributeNew, oneConnectionPerNode } from './distributing.ts';
import { steps } from './migrations.ts';
import type { Db } from './tables.ts';

/**
 * Brings the tables to this version's number: forward only, each step in a transaction of its own, and one
 * server at a time. Where they have that number already, nothing but a read is issued.
 */

export type MigrationFault =
  | { readonly kind: 'newer-schema'; readonly found: number }
  /** This role has data rights alone, as it should. */
  | { readonly kind: 'older-schema'; readonly found: number; readonly wanted: number }
  | { readonly kind: 'no-rights' };

export async function migrate(db: Db): Promise<MigrationFault | undefined> {
  const wanted = await workToDo(db);
  if (!wanted.ok) return wanted.fault;
  let found = wanted.value;
  while (found < steps.length) {
    found = await db.transaction().execute(async (within) => {
      await waitForTurn(within);
      return nextStep(within);
    });
  }
  return found > steps.length ? { kind: 'newer-schema', found } : undefined;
}

export interface Plan {
  readonly found: number;
  readonly wanted: number;
  readonly statements: readonly string[];
}

/** Runs what `migrate` would run, in one transaction, takes all of it back, and says what it was. */
export async function planOf(db: Db): Promise<Result<Plan, MigrationFault>> {
  const work = await workToDo(db);
  if (!work.ok) return work;
  if (work.value === steps.length)
    return ok({ found: work.value, wanted: work.value, statements: [] });
  const statements: string[] = [];
  const transaction = await db.startTransaction().execute();
  try {
    await waitForTurn(transaction);
    // A plan may fail where a migration would wait: nobody shall stand behind it.
    if (isPostgres(db)) await sql`SET LOCAL lock_timeout = '3s'`.execute(transaction);
    const recorded = transaction.withPlugin(recorder(db, statements));
    let found = await versionOf(recorded);
    while (found < steps.length) found = await nextStep(recorded);
  } finally {
    await transaction.rollback().execute();
  }
  return ok({ found: work.value, wanted: steps.length, statements });
}

/** The number that is there now; or why it cannot be raised. */
async function workToDo(db: Db): Promise<Result<number, MigrationFault>> {
  const found = await versionOf(db).catch((error: unknown) => {
    if (isDenied(error)) return undefined;
    throw error;
  });
  if (found === undefined) return fail({ kind: 'no-rights' });
  if (found > steps.length) return fail({ kind: 'newer-schema', found });
  if (found < steps.length && !(await mayChange(db))) {
    return fail({ kind: 'older-schema', found, wanted: steps.length });
  }
  return ok(found);
}

const INSUFFICIENT_PRIVILEGE = '42501';
const isDenied = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === INSUFFICIENT_PRIVILEGE;

const presentSchema = z.array(z.object({ here: z.coerce.boolean() }));

async function versionOf(db: Db): Promise<number> {
  const asked = isPostgres(db)
    ? sql`SELECT to_regclass('schema_version') IS NOT NULL AS here`
    : sql`SELECT count(*) AS here FROM sqlite_master WHERE name = 'schema_version'`;
  const [table] = presentSchema.parse((await asked.execute(db)).rows);
  if (!table?.here) return 0;
  const row = await db.selectFrom('schema_version').select('version').executeTakeFirst();
  return row?.version ?? 0;
}

/** Whether this role may make tables here, and change those that are here. */
async function mayChange(db: Db): Promise<boolean> {
  if (!isPostgres(db)) return true;
  const asked = sql`
    SELECT coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AND NOT EXISTS (
      SELECT FROM pg_class
      WHERE oid IN (to_regclass('schema_version'), to_regclass('fair'))
        AND NOT pg_has_role(relowner, 'USAGE')) AS here`;
  return presentSchema.parse((await asked.execute(db)).rows)[0]?.here ?? false;
}

/** Until the transaction ends, no other server migrates. Works through a pool of transactions too. */
async function waitForTurn(within: Db): Promise<void> {
  if (isPostgres(within)) {
    // What the server allows an upload is too short for a step over millions of facts.
    await sql`SET LOCAL statement_timeout = 0`.execute(within);
    await sql`SET LOCAL lock_timeout = 0`.execute(within);
    await sql`SET LOCAL idle_in_transaction_session_timeout = 0`.execute(within);
    await oneConnectionPerNode(within);
    await sql`SELECT pg_advisory_xact_lock(hashtextextended('chunfeng schema', 0))`.execute(within);
  }
  await within.schema
    .createTable('schema_version')
    .ifNotExists()
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute();
  // On SQLite it is a write that takes the file.
  await within
    .updateTable('schema_version')
    .set((eb) => ({ version: eb.ref('version') }))
    .execute();
}

/** Another server may have done it meanwhile. Returns the number that is there afterwards. */
async function nextStep(within: Db): Promise<number> {
  const found = await versionOf(within);
  const step = steps[found];
  if (!step) return found;
  await step(within);
  await distributeNew(within, { isFresh: found === 0 });
  await within.deleteFrom('schema_version').execute();
  await within
    .insertInto('schema_version')
    .values({ version: found + 1 })
    .execute();
  return found + 1;
}

const isBookKeeping = /^select (?!create_)|"schema_version"/i;

function recorder(db: Db, statements: string[]): KyselyPlugin {
  return {
    transformQuery({ node, queryId }) {
      const text = db.getExecutor().compileQuery(node, queryId).sql.trim();
      if (!isBookKeeping.test(text)) statements.push(text);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}
