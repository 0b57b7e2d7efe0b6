import type { CompiledQuery } from 'kysely';
import type pg from 'pg';
import { z } from 'zod';

/**
 * What a statement asks of a database that is distributed by fair. PostgreSQL's own plan says what each table is
 * restricted to; Citus says how many shards it asks.
 */

/** Neither rows of a fair, nor rows at all. */
const CONTROL =
  /^(begin|commit|rollback|start transaction|VACUUM|SELECT set_config|SELECT pg_notify)/i;
/** The rows of one upload: they all are of its fair. */
const COPY = /^COPY fact /;

export const isAboutRows = ({ sql }: CompiledQuery): boolean =>
  !CONTROL.test(sql) && !COPY.test(sql);

/** Of these, each once, those that ask about more than one fair. */
export async function acrossFairs(
  client: pg.Client,
  statements: readonly CompiledQuery[],
  fairs: readonly string[],
): Promise<string[]> {
  const each = new Map(statements.filter(isAboutRows).map((asked) => [asked.sql, asked]));
  const across: string[] = [];
  for (const asked of each.values()) {
    if (await isAcross(client, asked, fairs)) across.push(asked.sql);
  }
  return across;
}

async function isAcross(
  client: pg.Client,
  { sql, parameters }: CompiledQuery,
  fairs: readonly string[],
): Promise<boolean> {
  // What is inserted names its fair in its values.
  if (/^insert/i.test(sql) && !fairs.some((fair) => parameters.includes(fair))) return true;
  const { rows } = await client.query<Record<string, unknown>>(`EXPLAIN (FORMAT JSON) ${sql}`, [
    ...parameters,
  ]);
  const reads = explained
    .parse(rows)
    .flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => readsOf(Plan)));
  const ofFairs = new Set(reads.map(({ fair }) => fair));
  return ofFairs.size > 1 || ofFairs.has(undefined);
}

const explained = z.array(z.object({ 'QUERY PLAN': z.array(z.object({ Plan: z.unknown() })) }));
const node = z.looseObject({
  'Node Type': z.string(),
  'Relation Name': z.string().exactOptional(),
  'Index Cond': z.string().exactOptional(),
  'Recheck Cond': z.string().exactOptional(),
  Filter: z.string().exactOptional(),
  'Distributed Query': z
    .looseObject({
      Job: z.looseObject({ 'Task Count': z.int() }),
      Subplans: z.array(z.unknown()).exactOptional(),
    })
    .exactOptional(),
  Plans: z.array(z.unknown()).exactOptional(),
});

/** A table that a plan reads, of one fair or of all. */
interface Read {
  readonly fair: string | undefined;
}

const ON_EVERY_NODE = new Set(['schema_version']);

function readsOf(plan: unknown): Read[] {
  const {
    'Node Type': type,
    'Relation Name': table,
    'Distributed Query': distributed,
    Plans = [],
    ...conditions
  } = node.parse(plan);
  const below = Plans.flatMap(readsOf);
  if (distributed) {
    const { Job, Subplans = [] } = distributed;
    return Job['Task Count'] > 1 || Subplans.length > 0 ? [{ fair: undefined }] : below;
  }
  if (table === undefined || type === 'ModifyTable') return below;
  if (ON_EVERY_NODE.has(table) || table.startsWith('pg_')) return below;
  const { 'Index Cond': index = '', 'Recheck Cond': again = '', Filter: filter = '' } = conditions;
  const [, fair] = /fair_id = '([^']*)'::text/.exec(`${index} ${again} ${filter}`) ?? [];
  return [{ fair }, ...below];
}
