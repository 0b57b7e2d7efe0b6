import type { Fair } from '../../shared/fair.ts';
import { type Anomaly, anomalyFinder } from '../../shared/report/anomalies.ts';
import { ofKind } from '../../shared/tally/tally.ts';
import { trueTime } from '../../shared/tally/true-time.ts';
import { everything } from '../ingest/everything.ts';
import { ofNobody, withWhatWasSaid } from '../ingest/facts.ts';
import type { Db } from '../storage/tables.ts';

export async function anomaliesOf(db: Db, fair: Fair): Promise<Anomaly[]> {
  const clocks = await ofNobody(db, fair.id, 'clock');
  const timeOf = trueTime(
    ofKind(
      clocks.map(({ chained }) => chained),
      'clock',
    ),
  );
  const finder = anomalyFinder(fair, timeOf);
  for await (const facts of everything(db, fair.id)) finder.see(facts);
  finder.seeClocks(await withWhatWasSaid(db, fair.id, clocks));
  return finder.found();
}
