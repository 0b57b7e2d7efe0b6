import { PGlite } from '@electric-sql/pglite';
import { PGliteDialect, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { overPostgres } from './postgres-home.ts';
import { newsInside } from './news.ts';

/** What Citus requires of tables that are distributed by `fair_id`; of statements: `routed.test.ts`. */

describe('a database schema distributed by fair', () => {
  it('has the fair in every unique key', async () => {
    const opened = await overPostgres(
      new PGliteDialect({ pglite: await PGlite.create() }),
      newsInside(),
    );
    if (!opened.ok) throw new Error(opened.fault.kind);
    const { db } = opened.value;
    const keys = await sql`
      SELECT c.relname AS "table", array_agg(a.attname::text) AS columns
      FROM pg_index i
      JOIN pg_class c ON c.oid = i.indrelid
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
      WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace
      GROUP BY i.indexrelid, c.relname`.execute(db);
    const found = z
      .array(z.object({ table: z.string(), columns: z.array(z.string()) }))
      .parse(keys.rows);
    const tables = new Set(found.map(({ table }) => table));
    expect(tables.size).toBeGreaterThan(24);
    expect(found.filter(({ columns }) => !columns.includes('fair_id'))).toEqual([]);
    await opened.value.close();
  });
});
