import type { CompiledQuery } from 'kysely';
import pg from 'pg';
import { CopyingDialect } from '../storage/copying.ts';
import type { Storage } from '../storage/homes.ts';
import { overPostgres, PATIENCE } from '../storage/postgres-home.ts';
import { byCopy } from '../storage/new-facts.ts';
import { newsInside } from '../storage/news.ts';

/** For tests: a server's storage on a real PostgreSQL that notes every statement. */
export async function notingStatements(
  url: string,
): Promise<{ readonly storage: Storage; readonly noted: CompiledQuery[] }> {
  const noted: CompiledQuery[] = [];
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  // Its end does not wait for its connections, which a database that stops meanwhile breaks.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const opened = await overPostgres(new CopyingDialect(pool, PATIENCE.statementMs), newsInside(), {
    insertFacts: byCopy,
    patience: PATIENCE,
    onStatement: (statement) => void noted.push(statement),
  });
  if (!opened.ok) throw new Error(opened.fault.kind);
  noted.length = 0;
  return { storage: opened.value, noted };
}
