import { sql } from 'kysely';
import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';
import { forgetLists } from './people-lists.ts';

/**
 * Deletes what a fair holds, a portion in each transaction: a million facts would meet PostgreSQL's limit for one
 * statement, and hold up every other fair on SQLite.
 */

export const AT_ONCE = 5_000;

/** Boxes, and whatever opens a fact to its person. What was counted stands in the figures, and stays. */
export async function forgetPeople(storage: Storage, fair: string): Promise<void> {
  await forgetBoxes(storage, fair);
  for (const table of ['erasure', 'condition', 'enrolment'] as const) {
    await storage.exclusively(fair, (db) =>
      db.deleteFrom(table).where('fair_id', '=', fair).execute(),
    );
  }
  await storage.exclusively(fair, (db) => forgetLists(db, fair));
  const nobody = { pseudonym: null, salt: null, short: null, cover: null };
  const more = { blank: null, blank_short: null, unproven_from: null, unread: null };
  await inPortions(storage, fair, (db, portion) =>
    db
      .updateTable('fact')
      .set({ ...nobody, ...more })
      .where('fair_id', '=', fair)
      .where(portion)
      .execute(),
  );
}

export async function forgetFacts(storage: Storage, fair: string): Promise<void> {
  await inPortions(storage, fair, (db, portion) =>
    db.deleteFrom('fact').where('fair_id', '=', fair).where(portion).execute(),
  );
}

export async function forgetBoxes(storage: Storage, fair: string): Promise<void> {
  for (;;) {
    const rows = await storage.exclusively(fair, async (db) => {
      const people = db
        .selectFrom('box')
        .select('pseudonym')
        .where('fair_id', '=', fair)
        .orderBy('pseudonym')
        .limit(AT_ONCE);
      const own = db.deleteFrom('box').where('fair_id', '=', fair);
      return own.where('pseudonym', 'in', people).executeTakeFirst();
    });
    if (rows.numDeletedRows === 0n) return;
  }
}

const key = sql`(station, incarnation, seq)`;

/** In the order of the table's key: no index has to be read whole. */
async function inPortions(
  storage: Storage,
  fair: string,
  work: (db: Db, portion: ReturnType<typeof sql<boolean>>) => Promise<unknown>,
): Promise<void> {
  let after = sql`(-1, '', 0)`;
  for (;;) {
    const last = await storage.exclusively(fair, async (db) => {
      const found = await db
        .selectFrom('fact')
        .select(['station', 'incarnation', 'seq'])
        .where('fair_id', '=', fair)
        .where(sql<boolean>`${key} > ${after}`)
        .orderBy('station')
        .orderBy('incarnation')
        .orderBy('seq')
        .limit(1)
        .offset(AT_ONCE - 1)
        .executeTakeFirst();
      const upTo = found && sql`(${found.station}, ${found.incarnation}, ${found.seq})`;
      await work(
        db,
        upTo
          ? sql<boolean>`${key} > ${after} AND ${key} <= ${upTo}`
          : sql<boolean>`${key} > ${after}`,
      );
      return upTo;
    });
    if (!last) return;
    after = last;
  }
}
