import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import packageJson from '../../package.json' with { type: 'json' };
import { doorSecrets } from '../station/browser-door/browser-door.ts';
import { ENROLMENT_FILE } from '../station/keys/enrolment.ts';
import { refuseCoreDumps } from '../station/open/core-dumps.ts';
import { folderFault, folderFaultSentence } from '../station/open/folder-fault.ts';
import { browserStation } from '../station/process/browser-station.ts';
import { openLog } from '../station/process/log.ts';
import { switchOnly, whole } from '../../shared/command.ts';
import { says } from './command.ts';
import { dataFolder, projectFolder } from './places.ts';
import { openBrowser } from './start/browser.ts';
import { builtApp } from './start/build.ts';
import { electronBinary, obtainElectron } from './start/electron-binary.ts';
import { sampleServerBeside } from './start/sample-beside.ts';
import { inWindow, openInBrowser, type Opens, sampleFirst } from './start/what-to-do.ts';
import { showWindow } from './start/window.ts';

const LAST_PORT = 65_535;
/** The exit code of a command that Ctrl-C ended before it did anything. */
const CTRL_C = 130;
const noElectron =
  '这里没有 Electron，改用浏览器。Electron is not available: opening the browser instead.';
const doors = ['any', 'electron', 'browser'] as const;

/** A station's folder, and what a door needs to open it. */
interface Start {
  readonly folder: string;
  readonly slot: number | undefined;
  readonly server: string | undefined;
  readonly opens: Opens;
  readonly stopServer: () => Promise<void>;
}

/** Opens a station or the sample fair: in Electron if it comes up, otherwise in the browser. */
export const command = new Command()
  .argument(
    '[switches...]',
    '写在 -- 后面，交给 Electron 和 Chromium after --: for Electron and Chromium',
    switchOnly,
    [] as readonly string[],
  )
  .option('--data <folder>', says.data)
  .addOption(
    new Option(
      '--new',
      '不开样例，从头开始：新建或加入招聘会 the first screen instead of the sample: a fair of your own',
    ).conflicts(['sample', 'slot']),
  )
  .option('--sample', '在 --data 里开样例 opens the sample in --data')
  .option('--slot <n>', '样例的哪个站点 which of the sample’s stations', whole(1, LAST_PORT))
  .option('--server <url>', says.server)
  .option('--port <n>', '浏览器用的端口 the browser door’s port', whole(0, LAST_PORT), 5180)
  .addOption(
    new Option('--door <door>', '窗口还是浏览器 a window or the browser')
      .choices(doors)
      .env('CHUNFENG_DOOR')
      .default('any' as const),
  )
  .option('--windowed', '普通窗口，能关、能移、有开发工具 an ordinary window with developer tools')
  .option('--no-open', '不打开浏览器，只显示地址 prints the address and opens no browser')
  .action(async (switches, options) => {
    const { door } = options;
    const folder = folderOf(options);
    const fault = folderFault(folder);
    if (fault) return end(1, folderFaultSentence(fault, folder));
    // Build first: the server also serves the page.
    if (!(await builtApp(projectFolder))) return end(1);
    const { binary, stopped } = await binaryFor(door);
    if (stopped) return end(CTRL_C);
    const start = await startOf(folder, options);
    if (binary !== undefined) {
      const own = options.windowed ? ['--windowed'] : [];
      const code = await throughWindow(binary, start, [...own, ...switches]);
      if (code !== undefined) {
        await start.stopServer();
        return end(code);
      }
    }
    const isOpen = await startBrowserDoor(start, options);
    if (isOpen && door === 'any' && binary === undefined) await obtainForNextTime();
  });

function end(code: number, sentence?: string): void {
  if (sentence !== undefined) console.error(sentence);
  process.exitCode = code;
}

async function binaryFor(
  door: (typeof doors)[number],
): Promise<{ readonly binary?: string | undefined; readonly stopped?: true }> {
  if (door === 'browser') return {};
  const waits = door === 'electron' && electronBinary(projectFolder) === undefined;
  if (waits && (await obtainElectron(projectFolder)) === 'stopped') return { stopped: true };
  const binary = electronBinary(projectFolder);
  if (binary === undefined) console.log(noElectron);
  return { binary };
}

/** Beside the open station: nobody waits for a download. */
async function obtainForNextTime(): Promise<void> {
  if ((await obtainElectron(projectFolder)) !== 'here') return;
  console.log(
    'Electron 取好了：下次启动就打开窗口。Electron is here: the next start opens a window.',
  );
}

/** The exit code; undefined if the browser must step in. */
async function throughWindow(
  binary: string,
  { folder, slot, server, opens }: Start,
  more: readonly string[],
): Promise<number | undefined> {
  console.log(inWindow(opens));
  const shown = await showWindow(binary, [
    projectFolder,
    `--data=${folder}`,
    ...(opens.what === 'sample' ? ['--sample'] : []),
    ...(slot === undefined ? [] : [`--slot=${slot}`]),
    ...(server === undefined ? [] : [`--server=${server}`]),
    ...more,
  ]);
  if (shown.kind === 'ended') return shown.code;
  console.log(shown.sentence);
  return undefined;
}

interface Wanted {
  readonly data?: string | undefined;
  readonly slot?: number | undefined;
  readonly server?: string | undefined;
  readonly sample?: true | undefined;
  readonly new?: true | undefined;
}

/** The sample fair has folders of its own; a fair of one's own is in `data/station`, or where one says. */
function folderOf({ data, slot, new: isNew }: Wanted): string {
  if (data !== undefined) return data;
  if (isNew) return dataFolder('station');
  return dataFolder(slot === undefined ? 'sample' : `sample-${slot}`);
}

async function startOf(folder: string, options: Wanted): Promise<Start> {
  const { data, slot } = options;
  const isEnrolled = existsSync(join(folder, ENROLMENT_FILE));
  // A folder that was mistyped must not open a fair whose keys are public.
  const isSample =
    !isEnrolled && !options.new && (data === undefined || options.sample || slot !== undefined);
  const sampleServer =
    options.server === undefined && isSample ? await sampleServerBeside(folder, data) : undefined;
  return {
    folder,
    slot,
    server: options.server ?? sampleServer?.url,
    opens: isSample
      ? { what: 'sample', words: sampleFirst(slot === undefined, sampleServer?.url) }
      : { what: isEnrolled ? 'fair' : 'first-screen' },
    stopServer: async () => sampleServer?.stop(),
  };
}

/** False if the station did not open; a sentence has said why. */
async function startBrowserDoor(
  { folder, slot, server, opens, stopServer }: Start,
  { port, open }: { readonly port: number; readonly open: boolean },
): Promise<boolean> {
  refuseCoreDumps(process.platform);
  const station = browserStation({
    entry: join(projectFolder, 'dist', 'station', 'station.js'),
    hubEntry: join(projectFolder, 'dist', 'hub', 'hub.js'),
    station: {
      resources: join(projectFolder, 'resources'),
      folder,
      opensSample: opens.what === 'sample',
      ...(slot !== undefined && { slot }),
      ...(server !== undefined && { server }),
      version: packageJson.version,
    },
    pageFolder: join(projectFolder, 'dist', 'renderer'),
    port,
    secrets: doorSecrets(randomBytes),
    note: openLog({
      name: 'main',
      folder: () => folder,
      onFailing: (reason) => station.logFailing(reason),
    }),
  });
  // Before it opens: Ctrl-C must leave neither the station nor its server behind.
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void station
      .close()
      .then(stopServer)
      .then(() => console.log('\n已保存并关闭。Saved and closed.'));
  };
  // The last is a terminal that closes; Windows then gives ten seconds.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  const opened = await station.start();
  if (!opened.ok) {
    await station.close();
    await stopServer();
    process.exitCode = 1;
    return false;
  }
  const { fair, door } = opened.value;
  if (door) {
    console.log(openInBrowser(fair, door.url, opens));
    if (open) openBrowser(door.url);
  }
  return true;
}
