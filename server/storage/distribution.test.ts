import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGliteDialect, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { overPostgres } from './homes.ts';
import { newsInside } from './news.ts';

/** What Citus requires of tables that are distributed by `fair_id`, and of queries on them. */

const server = join(import.meta.dirname, '..');
/** A hub reads all its fairs at once. It is a laptop and never a cluster. */
const OF_A_HUB = new Set([join('relay', 'waiting.ts')]);

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
    expect(tables.size).toBeGreaterThan(19);
    expect(found.filter(({ columns }) => !columns.includes('fair_id'))).toEqual([]);
    await opened.value.close();
  }, 60_000);

  it('is queried for one fair at a time', () => {
    const files = globSync('**/*.ts', { cwd: server }).filter(
      (file) => !/\.test\.ts$|any-stations|migrat/.test(file) && !OF_A_HUB.has(file),
    );
    const statements = files.flatMap((file) =>
      readFileSync(join(server, file), 'utf8')
        .split(/(?=\.(?:selectFrom|updateTable|deleteFrom)\()/)
        .slice(1)
        .map((text) => ({ file, text: text.split(/\.execute|;\n/)[0] ?? '' })),
    );
    expect(statements.length).toBeGreaterThan(20);
    const across = statements.filter(
      ({ text }) => !text.includes('fair_id') && !text.includes("From('schema_version')"),
    );
    expect(across).toEqual([]);
  });
});
