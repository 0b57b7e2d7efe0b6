import { join } from 'node:path';
import { root } from './report/outcome.ts';
import { runParts } from './systems/lane.ts';

/**
 * `npm run test:clerk`: a clerk brings up a fair with eight real stations, and what that costs. And a laptop that dies
 * in the middle of a fair, whose stations find the next one.
 */

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
    env: { CHUNFENG_LANE: 'clerk' },
  },
  {
    name: '主办方的电脑中午坏了 the organiser’s laptop dies',
    command: () => [
      join(root, 'node_modules', '.bin', 'playwright'),
      'test',
      'tests/journeys/laptop-dies.spec.ts',
      '--project=laptop',
      `--reporter=list,${reporter}`,
    ],
    env: { CHUNFENG_LANE: 'clerk' },
  },
]);
