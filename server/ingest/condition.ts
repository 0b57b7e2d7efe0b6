import type { Fair } from '../../shared/fair.ts';
import { jsonOf } from '../../shared/json.ts';
import { type SignedCondition, signedConditionSchema } from '../../shared/condition.ts';
import type { SentCondition } from '../../shared/sync/wire.ts';
import type { Db } from '../storage/tables.ts';

const SILENT_MS = 10 * 60_000;

/** The condition that each station last reported, signed by the station. */

export async function keepCondition(
  db: Db,
  fair: Fair,
  slot: number,
  { said, ageMs }: SentCondition,
  now: number,
): Promise<void> {
  const row = { said: JSON.stringify(said), said_ms: now - ageMs };
  const known = (await conditionsOf(db, fair.id)).find((kept) => kept.slot === slot);
  // A station that was put back may count from further down again; by then its last word is old.
  const isRecent = known !== undefined && now - known.saidMs < SILENT_MS;
  if (isRecent && (said.number ?? 0) < (known.said.number ?? 0)) return;
  await db
    .insertInto('condition')
    .values({ fair_id: fair.id, station: slot, ...row })
    .onConflict((conflict) => conflict.columns(['fair_id', 'station']).doUpdateSet(row))
    .execute();
}

export interface KeptCondition {
  readonly slot: number;
  readonly said: SignedCondition;
  /** By this server's clock. */
  readonly saidMs: number;
}

export async function conditionsOf(db: Db, fair: string): Promise<KeptCondition[]> {
  const rows = await db
    .selectFrom('condition')
    .select(['station', 'said', 'said_ms'])
    .where('fair_id', '=', fair)
    .execute();
  return rows.map(({ station, said, said_ms }) => ({
    slot: station,
    said: signedConditionSchema.parse(jsonOf(said)),
    saidMs: Number(said_ms),
  }));
}
