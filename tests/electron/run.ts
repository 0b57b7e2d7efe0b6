import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { builtApp } from '../../electron/commands/start/build.ts';
import { fromRoot, root } from '../report/outcome.ts';
import { missing } from '../systems/kept.ts';
import { orSkip, runParts } from '../systems/lane.ts';
import { displayMissing } from './display.ts';
import { appArgument, type FoundElectron, findElectron } from './find-electron.ts';
import { buildForOldElectron } from './old-electron/build.ts';
import { BOOTSTRAP, NODE } from './old-electron/places.ts';
import { type ElectronProgram, FIGURES, picturesOf, realElectron, runningWith } from './program.ts';

/**
 * `npm run test:electron`: the journeys through the Electron door, in a real Electron; and on the stand-in those that
 * take too long for `npm test`.
 */

const LANE = 'electron';
const { values } = parseArgs({
  options: {
    electron: { type: 'string', default: process.env.CHUNFENG_ELECTRON },
    fetch: { type: 'boolean', default: false },
    /** Only the journeys whose names match. */
    only: { type: 'string', default: '' },
  },
});
if (!(await builtApp(root))) process.exit(1);
if (values.only === '') {
  await runParts('electron-stand-in', [
    { name: '替身 stand-in', command: () => journeys('--grep=@slow') },
  ]);
}

const needs = displayMissing(values.fetch);
if (needs !== undefined) orSkip(LANE, missing(needs));
const electron = orSkip(LANE, findElectron({ named: values.electron, fetch: values.fetch }));
/** Its desktop’s settings are not the user’s. */
const home = mkdtempSync(join(tmpdir(), 'chunfeng-home-'));
const program = await programOf(electron);
const pictures = picturesOf(program);
rmSync(pictures, { recursive: true, force: true });
await runParts(LANE, [
  {
    name: `Electron ${electron.version}`,
    command: () => journeys(...(values.only === '' ? [] : [`--grep=${values.only}`])),
    env: runningWith(program),
  },
]);
rmSync(home, { recursive: true, force: true });
const figures = join(pictures, FIGURES);
if (existsSync(figures)) console.log(readFileSync(figures, 'utf8').trim());
console.log(`图片 pictures: ${fromRoot(pictures)}/`);

function journeys(...which: string[]): string[] {
  const reporters = `--reporter=list,${join(root, 'tests', 'report', 'journey-reporter.ts')}`;
  const config = '--config=tests/electron/playwright.config.ts';
  return [join(root, 'node_modules', '.bin', 'playwright'), 'test', config, reporters, ...which];
}

async function programOf(found: FoundElectron): Promise<ElectronProgram> {
  const app = found.isOld ? await buildForOldElectron() : root;
  return realElectron(found.version, found.binary, appArgument(found, app), {
    HOME: home,
    [NODE]: process.execPath,
    [BOOTSTRAP]: fileURLToPath(new URL('utility-child/parent-port.ts', import.meta.url)),
  });
}
