import type { Fair } from '../../shared/fair.ts';
import { type DayView, dayView } from '../../shared/report/day-view.ts';
import type { FigureRow } from '../../shared/report/figure-table.ts';
import { coverageOf } from './coverage.ts';
import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';

/** A day's figures at the server, with what they have seen at that very moment. */

export interface DayOfFair {
  readonly view: DayView;
  readonly rows: readonly FigureRow[];
}

export function dayOf(
  storage: Storage,
  fair: Fair,
  scope: string,
  nowMs: number,
): Promise<DayOfFair> {
  // Figures and the chains that they come from are read of one moment.
  return storage.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((db) => dayIn(db, fair, scope, nowMs));
}

export async function dayIn(db: Db, fair: Fair, scope: string, nowMs: number): Promise<DayOfFair> {
  const rows = await db
    .selectFrom('tally')
    .select(['scope', 'figure', 'slice', 'value'])
    .where('fair_id', '=', fair.id)
    .where('scope', '=', scope)
    .execute();
  const scopes = await db
    .selectFrom('tally')
    .select('scope')
    .distinct()
    .where('fair_id', '=', fair.id)
    .where('slice', '=', '')
    .execute();
  const coverage = await coverageOf({ db }, fair);
  const view = dayView({
    fair,
    scope,
    scopes: scopes.map((row) => row.scope),
    rows,
    coverage,
    nowMs,
  });
  return { view, rows };
}
