import { projectFor } from '../systems/copy.ts';
import { debian, within } from '../systems/debian.ts';
import {
  acrossRooms,
  isFetching,
  journeys,
  type LanePart,
  orSkip,
  runParts,
  units,
} from '../systems/lane.ts';
import { oldDebian, oldDebianArm } from './old-debian.ts';

/**
 * `npm run test:linux-old`: station and server on Debian 11, on x64 and (in an emulator) on arm64; and SQLite's
 * native modules built again, which must come out the same.
 */

const fetching = isFetching();
const x64 = orSkip('Debian 11', debian(oldDebian, fetching));
await runParts('linux-old', [
  {
    name: 'SQLite 重建 built again',
    command: () => ['node', 'tests/linux-old/native.ts', '--check'],
  },
  ...partsOn('x64', x64, ['electron/station', 'server', ...acrossRooms]),
]);
const arm64 = orSkip('Debian 11 arm64', debian(oldDebianArm, fetching));
// An emulator takes thirty times as long.
const onArm = ['electron/station/store', '--testTimeout=1200000', '--hookTimeout=1200000'];
await runParts('linux-old-arm64', partsOn('arm64', arm64, onArm, 'power'));

function partsOn(
  cpu: 'x64' | 'arm64',
  folder: string,
  tests: readonly string[],
  only = '',
): LanePart[] {
  const name = `Debian 11 ${cpu}`;
  const project = projectFor('linux', cpu);
  // It gives an old Linux its SQLite, as `npm start` does.
  const check = '--import=./electron/commands/node-check.mjs';
  const node = [`node_modules/node-linux-${cpu}/bin/node`, check];
  return [
    units(name, (args, env) => within(folder, project, [...node, ...args], env), tests),
    journeys(name, within(folder, project, [...node, 'electron/commands/chunfeng.mjs']), only),
  ];
}
