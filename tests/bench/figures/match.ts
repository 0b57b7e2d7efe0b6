import { join } from 'node:path';
import { recommendations } from '../../../electron/station/entrance/recommend.ts';
import { loadSampleFair } from '../../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../../electron/station/sample/sample-station.ts';
import type { About } from '../../../shared/answers.ts';
import { type Figure, median, quantile } from '../figure.ts';
import { bigFair } from '../big-fair.ts';
import { openGate, ROOT } from '../gate.ts';

const PEOPLE = 200;

export const match13500: Figure = {
  name: 'match-13500-ms',
  unit: 'ms',
  aim: 50,
  async measure(folder) {
    const { fair } = await loadSampleFair(join(ROOT, 'resources', SAMPLE_FAIR));
    const { booths, posts } = bigFair(fair);
    const { store } = await openGate(join(folder, 'gate'), { withoutCryptography: true });
    const visitsOf = (booth: string): number =>
      store.ledger.tally('all', 'visits', `booth:${booth}`);
    const recommend = recommendations({ booths }, visitsOf);
    const took: number[] = [];
    for (let person = 0; person < PEOPLE; person += 1) {
      const about: About = {
        education: { value: 'college', from: 'declared' },
        // Every other person names nothing, so that all posts fit.
        trades: { value: person % 2 === 0 ? ['logistics', 'driving'] : [], from: 'declared' },
      };
      const began = performance.now();
      recommend({ pseudonym: `${person}`, about }, { notForMe: [] });
      took.push(performance.now() - began);
    }
    store.close();
    return {
      value: quantile(took, 0.95),
      note: `95th percentile over ${PEOPLE} people and ${posts} posts of ${booths.length} booths; median ${median(took).toFixed(1)} ms`,
    };
  },
};
