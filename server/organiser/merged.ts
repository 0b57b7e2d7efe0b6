import { type Merged, mergedIn, newestOf } from '../../shared/report/merged.ts';
import { ofKind } from '../../shared/tally/tally.ts';
import { trueTime } from '../../shared/tally/true-time.ts';
import { everything } from '../ingest/everything.ts';
import { ofNobody } from '../ingest/facts.ts';
import type { Db } from '../storage/tables.ts';

/** A portion of the people at a time, as figures are rebuilt. */
export async function mergedOf(db: Db, fair: string): Promise<Merged> {
  const clocks = (await ofNobody(db, fair, 'clock')).map(({ chained }) => chained);
  const timeOf = trueTime(ofKind(clocks, 'clock'));
  const cases: Merged['cases'] = [];
  for await (const facts of everything(db, fair)) cases.push(...mergedIn(facts, timeOf));
  return newestOf(cases);
}
