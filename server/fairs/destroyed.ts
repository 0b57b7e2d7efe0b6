import {
  countsBefore,
  type Destroyed,
  type DestroyedFault,
  type DestroyedReport,
  destroyedSchema,
  judgeDestroyed,
} from '../../shared/destroyed.ts';
import { jsonOf } from '../../shared/json.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';
import type { KeptFair } from './fairs.ts';
import { isSigned } from './keys.ts';

/** What machines say of their own destruction (P137): kept as it was signed, until the fair is removed. */
export async function keepDestroyed(
  storage: Storage,
  { fair }: Pick<KeptFair, 'fair'>,
  said: Destroyed,
  nowMs: number,
): Promise<Result<Record<string, never>, DestroyedFault>> {
  const judged = judgeDestroyed(fair, said, isSigned);
  if (!judged.ok) return judged;
  return storage.exclusively(fair.id, async (db) => {
    const known = await ofStation(db, fair.id, said.slot);
    // One that was put back wrote on and was destroyed again; a replay of its first word changes nothing.
    const came = await furthestHere(db, said);
    if (known && !countsBefore(said, known, came)) return ok({});
    const row = { said: JSON.stringify(said), at_ms: nowMs };
    await db
      .insertInto('destroyed')
      .values({ fair_id: fair.id, station: said.slot, ...row })
      .onConflict((conflict) => conflict.columns(['fair_id', 'station']).doUpdateSet(row))
      .execute();
    return ok({});
  });
}

export async function destroyedIn(db: Db, fair: string): Promise<DestroyedReport[]> {
  const rows = await db
    .selectFrom('destroyed')
    .select(['said', 'at_ms'])
    .where('fair_id', '=', fair)
    .orderBy('station')
    .execute();
  return rows.map(({ said, at_ms }) => ({
    atMs: Number(at_ms),
    said: destroyedSchema.parse(jsonOf(said)),
  }));
}

/** As in the coverage that stations hear. */
async function furthestHere(db: Db, { slot, time }: Destroyed): Promise<number> {
  const { seq } = await db
    .selectFrom('branch')
    .select(({ fn }) => fn.max('proven_seq').as('seq'))
    .where('fair_id', '=', time.fair)
    .where('station', '=', slot)
    .executeTakeFirstOrThrow();
  return seq ?? 0;
}

/** Those too that are archived here: a machine in a drawer is destroyed long after its fair. */
export async function fairsWithDestroyed(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('destroyed').select('fair_id').distinct().execute();
  return rows.map(({ fair_id }) => fair_id);
}

async function ofStation(db: Db, fair: string, slot: number): Promise<Destroyed | undefined> {
  const reports = await destroyedIn(db, fair);
  return reports.find(({ said }) => said.slot === slot)?.said;
}
