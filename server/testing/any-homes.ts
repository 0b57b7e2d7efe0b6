import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGliteDialect } from 'kysely';
import { type PostgresAtHand, postgresAtHand } from './postgres-at-hand.ts';
import { openPostgres, overPostgres } from '../storage/postgres-home.ts';
import { openSqlite } from '../storage/sqlite-home.ts';
import { CHANNEL, newsInside, newsSchema } from '../storage/news.ts';

/** For tests: SQLite, PGlite, and a real PostgreSQL if the machine has one. */
export interface AnyHomes {
  readonly homes: readonly (readonly [string, () => ReturnType<typeof openSqlite>])[];
  readonly postgres: PostgresAtHand | undefined;
  readonly end: () => Promise<void>;
}

export async function anyHomes(): Promise<AnyHomes> {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-server-'));
  const postgres = await postgresAtHand();
  return {
    homes: [
      ['SQLite', () => openSqlite(folder)],
      ['PGlite', async () => overPGlite(await PGlite.create())],
      ...(postgres ? [['PostgreSQL', () => openPostgres(postgres.url)] as const] : []),
    ],
    postgres,
    async end() {
      await postgres?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function overPGlite(pglite: PGlite): ReturnType<typeof overPostgres> {
  const inside = newsInside();
  const listening = pglite.listen(CHANNEL, (payload) =>
    inside.notify(newsSchema.parse(JSON.parse(payload))),
  );
  return overPostgres(new PGliteDialect({ pglite }), {
    listen: inside.listen,
    connection: inside.connection,
    isListening: inside.isListening,
    close: async () => void (await listening)(),
  });
}
