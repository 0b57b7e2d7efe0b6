import { sql } from 'kysely';
import { z } from 'zod';
import { erasedDigest, oldErasureSchema, orderOf } from '../../shared/sync/erasures.ts';
import { shortOf } from '../../shared/pass.ts';
import type { Db, Tables } from './tables.ts';

/** Erasure orders as they were before they stopped naming people. */

type Row = Tables['erasure'];

const rowsSchema = z.array(
  z.object({ fair_id: z.string(), number: z.int(), order_json: z.string() }),
);

/** Read before their table goes. The old texts go with it: their stations send them again. */
export async function oldErasures(db: Db): Promise<Row[]> {
  const { rows } = await sql`SELECT fair_id, number, order_json FROM erasure`.execute(db);
  const kept: Row[] = [];
  for (const { fair_id, number, order_json } of rowsSchema.parse(rows)) {
    const old = oldErasureSchema.parse(JSON.parse(order_json));
    const { id, targets, tombstone } = orderOf(fair_id, old);
    await renew(db, fair_id, old.tombstone, tombstone);
    const back = await cameBack(db, fair_id, [old.pseudonym, ...old.also]);
    const digests = JSON.stringify(targets.filter((target) => !back.has(target)));
    const by_station = old.by;
    kept.push({ fair_id, number, order_id: id, by_station, tombstone, digests, order_json: null });
  }
  return kept;
}

export async function putErasures(db: Db, rows: readonly Row[]): Promise<void> {
  for (const row of rows) await db.insertInto('erasure').values(row).execute();
}

async function renew(db: Db, fair: string, from: string, to: string): Promise<void> {
  await db
    .updateTable('fact')
    .set({ pseudonym: to, short: shortOf(to).slice(0, 10), unproven_from: '' })
    .where('fair_id', '=', fair)
    .where('pseudonym', '=', from)
    .execute();
}

/** Under the old rules somebody who agreed again kept their pseudonym: the order no longer covers it. */
async function cameBack(db: Db, fair: string, names: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('fact')
    .select('pseudonym')
    .distinct()
    .where('fair_id', '=', fair)
    .where('pseudonym', 'in', names)
    .execute();
  return new Set(
    rows.flatMap(({ pseudonym }) => (pseudonym ? [erasedDigest(fair, pseudonym)] : [])),
  );
}
