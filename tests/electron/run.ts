import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fromRoot, root } from '../report/outcome.ts';
import { missing } from '../systems/kept.ts';
import { orSkip, runParts } from '../systems/lane.ts';
import { displayMissing } from './display.ts';
import { appArgument, type FoundElectron, findElectron } from './find-electron.ts';
import { buildForOldElectron } from './old-electron/build.ts';
import { BOOTSTRAP, NODE } from './old-electron/places.ts';
import { type ElectronProgram, FIGURES, picturesOf, realElectron, runningWith } from './program.ts';

/** `npm run test:electron`: the core journeys through the Electron door, in a real Electron. */

const LANE = 'electron';
const { values } = parseArgs({
  options: {
    electron: { type: 'string', default: process.env.CHUNFENG_ELECTRON },
    fetch: { type: 'boolean', default: false },
    /** Only the journeys whose names match. */
    only: { type: 'string', default: '' },
  },
});
const needs = displayMissing();
if (needs !== undefined) orSkip(LANE, missing(needs));
const electron = orSkip(LANE, findElectron({ named: values.electron, fetch: values.fetch }));
const program = await programOf(electron);
const pictures = picturesOf(program);
rmSync(pictures, { recursive: true, force: true });
await runParts(LANE, [
  {
    name: `Electron ${electron.version}`,
    command: () => [
      join(root, 'node_modules', '.bin', 'playwright'),
      'test',
      '--config=tests/electron/playwright.config.ts',
      `--reporter=list,${join(root, 'tests', 'report', 'journey-reporter.ts')}`,
      ...(values.only === '' ? [] : ['-g', values.only]),
    ],
    env: runningWith(program),
  },
]);
const figures = join(pictures, FIGURES);
if (existsSync(figures)) console.log(readFileSync(figures, 'utf8').trim());
console.log(`图片 pictures: ${fromRoot(pictures)}/`);

async function programOf(found: FoundElectron): Promise<ElectronProgram> {
  const app = found.isOld ? await buildForOldElectron() : root;
  return realElectron(found.version, found.binary, appArgument(found, app), {
    // Its desktop's settings are not the user's.
    HOME: mkdtempSync(join(tmpdir(), 'chunfeng-home-')),
    [NODE]: process.execPath,
    [BOOTSTRAP]: fileURLToPath(new URL('utility-child/parent-port.ts', import.meta.url)),
  });
}
