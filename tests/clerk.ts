import { join } from 'node:path';
import { root } from './report/outcome.ts';
import { runParts } from './systems/lane.ts';

/** `npm run test:clerk`: a clerk brings up a fair with eight real stations, and what that costs; `npm test` has three. */

const reporter = join(root, 'tests', 'report', 'journey-reporter.ts');
await runParts('clerk', [
  {
    name: '一个人，八台机器 a clerk and eight stations',
    command: () => [
      join(root, 'node_modules', '.bin', 'playwright'),
      'test',
      'tests/journeys/eight-stations.spec.ts',
      '--project=laptop',
      `--reporter=list,${reporter}`,
    ],
    env: { CHUNFENG_STATIONS: '8' },
  },
]);
