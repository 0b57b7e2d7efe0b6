import { sql } from 'kysely';
import { z } from 'zod';
import { isPostgres } from './bulk.ts';
import type { Db } from './tables.ts';

/**
 * On Citus, tables of fairs are distributed by `fair_id`, together with `fair`, and the few others are on
 * every node. The migration does it for the tables that it makes.
 */

const tableSchema = z.object({
  name: z.string(),
  hasFair: z.boolean(),
  /** As Citus has it. */
  kind: z.enum(['local', 'distributed', 'reference', 'other']),
  by: z.string().nullable(),
});
export type HomeTable = z.infer<typeof tableSchema>;

const ROOT = 'fair';
const GLOBAL = 'schema_version';

const isPlaced = ({ hasFair, kind, by: column }: HomeTable): boolean =>
  hasFair ? kind === 'distributed' && column === 'fair_id' : kind === 'reference';

/** The statements that place what is not placed yet, the root of all fairs first. */
export function placingOf(tables: readonly HomeTable[]): readonly string[] {
  return tables
    .filter(({ kind }) => kind === 'local')
    .toSorted(
      (a, b) => Number(b.name === ROOT) - Number(a.name === ROOT) || (a.name < b.name ? -1 : 1),
    )
    .flatMap(({ name, hasFair }) => {
      // Without it, a node that is added later could not get its copy.
      const identity = `ALTER TABLE ${name} REPLICA IDENTITY FULL`;
      if (!hasFair) return [identity, `SELECT create_reference_table('${name}')`];
      const colocation = name === ROOT ? '' : `, colocate_with => '${ROOT}'`;
      return [`SELECT create_distributed_table('${name}', 'fair_id'${colocation})`];
    });
}

export type Distribution = 'whole' | 'half' | 'none';

export function distributionOf(tables: readonly HomeTable[]): Distribution {
  const placed = tables.filter(isPlaced).length;
  if (placed === tables.length) return 'whole';
  return tables.some(({ kind }) => kind !== 'local') ? 'half' : 'none';
}

/** Undefined where the database is not on Citus. */
export async function tablesOnCitus(db: Db): Promise<readonly HomeTable[] | undefined> {
  if (!isPostgres(db)) return undefined;
  const extension = await sql`SELECT FROM pg_extension WHERE extname = 'citus'`.execute(db);
  if (extension.rows.length === 0) return undefined;
  // Not its view `citus_tables`, which asks every node for the size of every shard.
  const { rows } = await sql`
    SELECT c.relname AS name, own.has_fair AS "hasFair",
      CASE WHEN p.logicalrelid IS NULL THEN 'local' WHEN p.partmethod = 'h' THEN 'distributed'
        WHEN p.partmethod = 'n' AND p.repmodel = 't' THEN 'reference' ELSE 'other' END AS kind,
      column_to_column_name(p.logicalrelid, p.partkey) AS by
    FROM pg_class c
    CROSS JOIN LATERAL (SELECT EXISTS (
      SELECT FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attname = 'fair_id' AND NOT a.attisdropped) AS has_fair) own
    LEFT JOIN pg_dist_partition p ON p.logicalrelid = c.oid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
      AND (own.has_fair OR c.relname = ${GLOBAL})`.execute(db);
  return z.array(tableSchema).parse(rows);
}

/**
 * After a step: in an empty database, and in one that is distributed. Rows that are on one node stay there
 * until somebody says `--distribute`: moving them takes its time.
 */
export async function distributeNew(
  within: Db,
  { isFresh }: { readonly isFresh: boolean },
): Promise<void> {
  const tables = await tablesOnCitus(within);
  const root = tables?.find(({ name }) => name === ROOT);
  if (!tables || !(isFresh || root?.kind === 'distributed')) return;
  await placeAll(within, tables);
}

/** Over several connections to a node, the changes of one transaction would block one another. Elsewhere it is a mere name. */
export const oneConnectionPerNode = (within: Db) =>
  sql`SET LOCAL citus.multi_shard_modify_mode TO 'sequential'`.execute(within);

/** For `migrate --distribute`, and to mend what a migration by hand left out. Returns what it ran. */
export async function distributeAll(db: Db): Promise<readonly string[]> {
  return db.transaction().execute(async (within) => {
    const tables = await tablesOnCitus(within);
    if (!tables) return [];
    await oneConnectionPerNode(within);
    return placeAll(within, tables);
  });
}

async function placeAll(within: Db, tables: readonly HomeTable[]): Promise<readonly string[]> {
  const statements = placingOf(tables);
  for (const statement of statements) await sql.raw(statement).execute(within);
  return statements;
}
