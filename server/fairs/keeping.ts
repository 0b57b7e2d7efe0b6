import { sql } from 'kysely';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';
import { forgetBoxes, forgetFacts, forgetPeople } from './forgetting.ts';

/**
 * What the server's administrator does with fairs while it runs. Each server asks the database whether a fair is
 * there whenever somebody asks for it, so all of them know at once.
 */

export type KeepingFault = { readonly kind: 'no-such-fair' | 'not-closed' | 'not-archived' };

/**
 * Puts a fair away: it is in no list, and nothing more is taken for it; figures and bulletins stay. Its storage period
 * is over, as the organiser has signed, so what was kept of people goes. If this is ended in the middle, it may be
 * asked for again, and goes on.
 */
export async function archiveFair(
  storage: Storage,
  id: string,
  nowMs: number,
): Promise<Result<Record<string, never>, KeepingFault>> {
  const done = await storage.exclusively(id, async (db) => {
    const row = await rowOf(db, id);
    if (!row) return fail({ kind: 'no-such-fair' as const });
    if (row.closed_ms === null) return fail({ kind: 'not-closed' as const });
    // From here on nothing is taken or counted: people go one portion after the other.
    const archived_ms = Number(row.archived_ms ?? nowMs);
    await db.updateTable('fair').set({ archived_ms }).where('fair_id', '=', id).execute();
    return ok({});
  });
  if (!done.ok) return done;
  await forgetPeople(storage, id);
  await storage.exclusively(id, (db) =>
    db.updateTable('fair').set({ emptied_ms: nowMs }).where('fair_id', '=', id).execute(),
  );
  await storage.forget();
  storage.forgetSetAside();
  return done;
}

/** Of an archived fair, everything; last of all the fair itself, so that it may be asked for again. */
export async function removeFair(
  storage: Storage,
  id: string,
): Promise<Result<Record<string, never>, KeepingFault>> {
  const row = await rowOf(storage.db, id);
  if (!row) return fail({ kind: 'no-such-fair' });
  if (row.archived_ms === null) return fail({ kind: 'not-archived' });
  await forgetBoxes(storage, id);
  await forgetFacts(storage, id);
  const tables = await tablesOfFairs(storage.db);
  await storage.exclusively(id, async (db) => {
    for (const table of tables) {
      await sql`DELETE FROM ${sql.table(table)} WHERE fair_id = ${id}`.execute(db);
    }
  });
  await storage.forget();
  return ok({});
}

function rowOf(db: Db, id: string) {
  return db
    .selectFrom('fair')
    .select(['closed_ms', 'archived_ms'])
    .where('fair_id', '=', id)
    .executeTakeFirst();
}

/** All that the database has, so that none is forgotten. */
async function tablesOfFairs(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables();
  return tables
    .filter(({ columns }) => columns.some(({ name }) => name === 'fair_id'))
    .map(({ name }) => name);
}
