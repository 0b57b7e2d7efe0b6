import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from './tables.ts';

/**
 * The rights of the role that the server runs as: to read and write rows, never to change a table. What
 * later migrations make is its own from the start.
 */

const nameSchema = z.array(z.object({ name: z.string() }));

/** False where the database has no such role. */
export async function grantTo(db: Db, role: string): Promise<boolean> {
  const known = await sql`SELECT FROM pg_roles WHERE rolname = ${role}`.execute(db);
  if (known.rows.length === 0) return false;
  await db.transaction().execute(async (within) => {
    const schema = nameSchema.parse(
      (await sql`SELECT current_schema() AS name`.execute(within)).rows,
    );
    const place = sql.id(schema[0]?.name ?? 'public');
    const to = sql.id(role);
    await sql`GRANT USAGE ON SCHEMA ${place} TO ${to}`.execute(within);
    for (const { name } of await ownTables(within)) {
      const rights = sql.raw(
        name === 'schema_version' ? 'SELECT' : 'SELECT, INSERT, UPDATE, DELETE',
      );
      await sql`GRANT ${rights} ON ${sql.id(name)} TO ${to}`.execute(within);
    }
    await sql`ALTER DEFAULT PRIVILEGES IN SCHEMA ${place} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${to}`.execute(
      within,
    );
    await cleanOften(within, to);
  });
  return true;
}

async function ownTables(within: Db) {
  const { rows } = await sql`
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
      AND (relname = 'schema_version' OR EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = pg_class.oid AND a.attname = 'fair_id'))`.execute(
    within,
  );
  return nameSchema.parse(rows);
}

const CLEANED = ['fact', 'box', 'erasure'];
const MAINTAINS_FROM = 170_000;
const numberSchema = z.array(z.object({ name: z.coerce.number() }));

/** Only an owner may vacuum before version 17: there PostgreSQL itself does it after fewer deletions. */
async function cleanOften(within: Db, to: ReturnType<typeof sql.id>): Promise<void> {
  const asked = await sql`SELECT current_setting('server_version_num') AS name`.execute(within);
  const version = numberSchema.parse(asked.rows)[0]?.name ?? 0;
  for (const table of CLEANED) {
    await sql`ALTER TABLE ${sql.id(table)} SET (autovacuum_vacuum_scale_factor = 0.01)`.execute(
      within,
    );
    if (version >= MAINTAINS_FROM)
      await sql`GRANT MAINTAIN ON ${sql.id(table)} TO ${to}`.execute(within);
  }
}
