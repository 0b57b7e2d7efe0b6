import type { Db } from '../storage/tables.ts';

/**
 * Finds a copy of a station that works beside it (P68). Each start draws a new number for its run, so one
 * machine never goes back to an earlier run; two machines take turns.
 */

const LATELY_MS = 10 * 60_000;
/** A question that was long on its way may come after those of the next start. */
const NO_ACCIDENT = 2;

export async function isTwin(
  db: Db,
  { fair, slot, run }: { readonly fair: string; readonly slot: number; readonly run: string },
  nowMs: number,
): Promise<boolean> {
  const runs = await db
    .selectFrom('run')
    .select(['run', 'turn', 'returns', 'turned_ms'])
    .where('fair_id', '=', fair)
    .where('station', '=', slot)
    .orderBy('turn')
    .execute();
  const last = runs.at(-1);
  if (last?.run !== run) {
    const returns = (runs.find((known) => known.run === run)?.returns ?? -1) + 1;
    const turn = { turn: (last?.turn ?? 0) + 1, returns, turned_ms: nowMs };
    await db
      .insertInto('run')
      .values({ fair_id: fair, station: slot, run, ...turn })
      .onConflict((conflict) => conflict.columns(['fair_id', 'station', 'run']).doUpdateSet(turn))
      .execute();
  }
  return runs.some(
    ({ returns, turned_ms }) =>
      returns >= NO_ACCIDENT && Math.abs(nowMs - Number(turned_ms)) < LATELY_MS,
  );
}
