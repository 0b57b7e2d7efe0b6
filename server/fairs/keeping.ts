import { sql } from 'kysely';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';

/**
 * What whoever runs the server does with fairs while it runs. Each server asks the database whether a fair is there
 * whenever somebody asks for it, so all of them know at once.
 */

export type KeepingFault = { readonly kind: 'no-such-fair' | 'not-closed' | 'not-archived' };

/**
 * Puts a fair away: it is in no list, and nothing more is taken for it; figures and bulletins stay. Its storage period
 * is over, as the organiser has signed, so what was kept of people goes.
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
    await forgetPeople(db, id);
    await db
      .updateTable('fair')
      .set({ archived_ms: nowMs, emptied_ms: nowMs })
      .where('fair_id', '=', id)
      .execute();
    return ok({});
  });
  if (!done.ok) return done;
  await storage.forget();
  storage.forgetSetAside();
  return done;
}

/** Of an archived fair, everything. */
export async function removeFair(
  storage: Storage,
  id: string,
): Promise<Result<Record<string, never>, KeepingFault>> {
  const tables = await tablesOfFairs(storage.db);
  const done = await storage.exclusively(id, async (db) => {
    const row = await rowOf(db, id);
    if (!row) return fail({ kind: 'no-such-fair' as const });
    if (row.archived_ms === null) return fail({ kind: 'not-archived' as const });
    for (const table of tables) {
      await sql`DELETE FROM ${sql.table(table)} WHERE fair_id = ${id}`.execute(db);
    }
    return ok({});
  });
  if (done.ok) await storage.forget();
  return done;
}

function rowOf(db: Db, id: string) {
  return db
    .selectFrom('fair')
    .select(['closed_ms', 'archived_ms'])
    .where('fair_id', '=', id)
    .executeTakeFirst();
}

/** Boxes, and whatever opens a fact to its person. What was counted stands in the figures, and stays. */
async function forgetPeople(db: Db, id: string): Promise<void> {
  for (const table of ['box', 'erasure', 'condition', 'enrolment'] as const) {
    await db.deleteFrom(table).where('fair_id', '=', id).execute();
  }
  const nobody = { pseudonym: null, salt: null, short: null, cover: null };
  await db
    .updateTable('fact')
    .set({ ...nobody, blank: null, blank_short: null, unproven_from: null, unread: null })
    .where('fair_id', '=', id)
    .execute();
}

/** All that the database has, so that none is forgotten. */
async function tablesOfFairs(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables();
  return tables
    .filter(({ columns }) => columns.some(({ name }) => name === 'fair_id'))
    .map(({ name }) => name);
}
