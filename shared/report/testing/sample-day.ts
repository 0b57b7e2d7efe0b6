import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Fair, fairSchema } from '../../fair.ts';
import type { Coverage } from '../coverage.ts';
import { dayView } from '../day-view.ts';
import type { FigureRow } from '../figure-table.ts';

/** For tests: a day of the sample fair with any figures. */

export const NOW = 1_803_690_000_000;
export const DAY = '2027-02-27';

export async function sampleDay() {
  const file = join(import.meta.dirname, '../../../resources/fairs/street-market/fair.json');
  const fair = fairSchema.parse(JSON.parse(await readFile(file, 'utf8')));

  function coverage(change: Partial<Coverage['stations'][number]> = {}): Coverage {
    return {
      stations: fair.stations.map(({ slot, role, name }) => ({
        slot,
        role,
        ...name,
        heardMs: NOW,
        acked: 10,
        proven: 10,
        waiting: 0,
        unused: false,
        ...(slot === 2 && change),
      })),
      forks: [],
      heads: [{ slot: 1, incarnation: '00000001', seq: 10, hash: 'a'.repeat(64) }],
    };
  }

  /** Figures by name, or by name and slice: `attendees`, `visits booth:A01`. */
  function dayOf(figures: Record<string, number>, at: Fair = fair) {
    const rows: FigureRow[] = Object.entries(figures).map(([name, value]) => {
      const [figure = '', slice = ''] = name.split(' ');
      return { scope: DAY, figure, slice, value };
    });
    const view = dayView({
      fair: at,
      scope: DAY,
      scopes: [DAY],
      rows,
      coverage: coverage(),
      nowMs: NOW,
    });
    return { rows, view };
  }
  return { fair, coverage, dayOf };
}
