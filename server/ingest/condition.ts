import { type CanonicalObject, canonicalObjectSchema } from '../../shared/canonical.ts';
import { type SignedCondition, signedConditionSchema } from '../../shared/condition.ts';
import type { Fair } from '../../shared/fair.ts';
import { jsonOf } from '../../shared/json.ts';
import { readKnown } from '../../shared/read-known.ts';
import type { SentCondition } from '../../shared/sync/wire.ts';
import type { Db } from '../storage/tables.ts';

const SILENT_MS = 10 * 60_000;

/** The condition that each station last reported, signed by the station: kept and handed on as it was signed. */

export async function keepCondition(
  db: Db,
  fair: Fair,
  slot: number,
  { said, ageMs }: SentCondition,
  now: number,
): Promise<void> {
  const row = { said: JSON.stringify(said), said_ms: now - ageMs };
  const known = (await signedIn(db, fair.id)).find((kept) => kept.slot === slot);
  // A station that was put back may count from further down again; by then its last word is old.
  const isRecent = known !== undefined && now - known.saidMs < SILENT_MS;
  if (isRecent && numberOf(said) < numberOf(known.signed)) return;
  await db
    .insertInto('condition')
    .values({ fair_id: fair.id, station: slot, ...row })
    .onConflict((conflict) => conflict.columns(['fair_id', 'station']).doUpdateSet(row))
    .execute();
}

const numberOf = ({ number }: CanonicalObject): number => (typeof number === 'number' ? number : 0);

interface SignedRow {
  readonly slot: number;
  readonly signed: CanonicalObject;
  /** By this server's clock. */
  readonly saidMs: number;
}

export async function signedIn(db: Db, fair: string): Promise<SignedRow[]> {
  const rows = await db
    .selectFrom('condition')
    .select(['station', 'said', 'said_ms'])
    .where('fair_id', '=', fair)
    .execute();
  return rows.map(({ station, said, said_ms }) => ({
    slot: station,
    signed: canonicalObjectSchema.parse(jsonOf(said)),
    saidMs: Number(said_ms),
  }));
}

export interface KeptCondition extends Pick<SignedRow, 'slot' | 'saidMs'> {
  readonly said: SignedCondition;
}

/** As far as this version knows them. */
export async function conditionsOf(db: Db, fair: string): Promise<KeptCondition[]> {
  return (await signedIn(db, fair)).flatMap(({ signed, ...kept }) => {
    const said = readKnown(signedConditionSchema, signed, { leavesOut: true })?.value;
    return said ? [{ ...kept, said }] : [];
  });
}
