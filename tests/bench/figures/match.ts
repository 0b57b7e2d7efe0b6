import { join } from 'node:path';
import { recommendations } from '../../../electron/station/entrance/recommend.ts';
import { loadSampleFair } from '../../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../../electron/station/sample/sample-station.ts';
import type { About } from '../../../shared/answers.ts';
import { figure, median, quantile } from '../figure.ts';
import { bigFair } from '../big-fair.ts';
import { openGate, ROOT } from '../gate.ts';

export const match13500 = figure({
  name: 'match-13500-ms',
  unit: 'ms',
  aim: 50,
  full: { people: 200, posts: 13_500 },
  tiny: { people: 4, posts: 500 },
  async measure({ folder }, { people, posts: wanted }) {
    const { fair } = await loadSampleFair(join(ROOT, 'resources', SAMPLE_FAIR));
    const { booths, posts } = bigFair(fair, wanted);
    const { store } = await openGate(join(folder, 'gate'), { withoutCryptography: true });
    const visitsOf = (booth: string): number =>
      store.ledger.tally('all', 'visits', `booth:${booth}`);
    const recommend = recommendations({ booths }, visitsOf);
    const took: number[] = [];
    for (let person = 0; person < people; person += 1) {
      const about: About = {
        education: { value: 'college', from: 'declared' },
        // Every other person names no trade, so that all posts fit them.
        trades: { value: person % 2 === 0 ? ['logistics', 'driving'] : [], from: 'declared' },
      };
      const began = performance.now();
      recommend({ pseudonym: `${person}`, about }, { notForMe: [] });
      took.push(performance.now() - began);
    }
    store.close();
    return {
      value: quantile(took, 0.95),
      note: `95th percentile over ${people} people and ${posts} posts of ${booths.length} booths; median ${median(took).toFixed(1)} ms`,
    };
  },
});
