import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import packageJson from '../../package.json' with { type: 'json' };
import { doorSecrets } from '../station/browser-door/browser-door.ts';
import { ENROLMENT_FILE } from '../station/keys/enrolment.ts';
import { refuseCoreDumps } from '../station/open/core-dumps.ts';
import { browserStation } from '../station/process/browser-station.ts';
import { type SampleServer, startSampleServer } from '../station/sample/sample-server.ts';
import { says, whole } from './command.ts';
import { dataFolder, projectFolder } from './places.ts';
import { openBrowser } from './start/browser.ts';
import { buildApp } from './start/build.ts';
import { electronBinary, obtainElectron } from './start/electron-binary.ts';
import { openInBrowser, sampleFirst, staffCardFirst } from './start/what-to-do.ts';

const ELECTRON_PATIENCE_MS = 8_000;
/** One server for all stations of the sample fair on this machine. */
const SAMPLE_SERVER_PORT = 5190;
const LAST_PORT = 65_535;
const doors = ['any', 'electron', 'browser'] as const;

/** A station's folder, and what a door needs to open it. */
interface Start {
  readonly folder: string;
  readonly slot: number | undefined;
  readonly server: string | undefined;
  readonly isSample: boolean;
  /** What the terminal prints about the sample fair. */
  readonly sampleWords: string;
  readonly stopServer: () => Promise<void>;
}

/** Opens a station or the sample fair: in Electron if available, otherwise in the browser. */
export const command = new Command()
  .option('--data <folder>', says.data)
  .option('--slot <n>', '样例的哪个站点 which of the sample’s stations', whole(1, LAST_PORT))
  .option('--server <url>', says.server)
  .option('--port <n>', '浏览器用的端口 the browser door’s port', whole(0, LAST_PORT), 5180)
  .addOption(
    new Option('--door <door>', '窗口还是浏览器 a window or the browser')
      .choices(doors)
      .env('CHUNFENG_DOOR')
      .default('any' as const),
  )
  .option('--no-open', '不打开浏览器，只显示地址 prints the address and opens no browser')
  .action(async (options) => {
    // Build first: the server also serves the page.
    await buildApp(projectFolder);
    const start = await startOf(options);
    const binary =
      options.door === 'browser'
        ? undefined
        : (electronBinary(projectFolder) ??
          (await obtainElectron(projectFolder, ELECTRON_PATIENCE_MS)));
    if (binary !== undefined) return startElectron(binary, start);
    if (options.door !== 'browser') {
      console.log(
        '这里没有 Electron，改用浏览器。Electron is not available: opening the browser instead.',
      );
    }
    await startBrowserDoor(start, options);
  });

async function startOf(options: {
  readonly data?: string | undefined;
  readonly slot?: number | undefined;
  readonly server?: string | undefined;
}): Promise<Start> {
  const { data, slot } = options;
  const folder = data ?? dataFolder(slot === undefined ? 'sample' : `sample-${slot}`);
  const isSample = !existsSync(join(folder, ENROLMENT_FILE));
  const sampleServer =
    options.server === undefined && isSample ? await sampleServerBeside(folder, data) : undefined;
  return {
    folder,
    slot,
    server: options.server ?? sampleServer?.url,
    isSample,
    sampleWords: sampleFirst(slot === undefined, sampleServer?.url),
    stopServer: async () => sampleServer?.stop(),
  };
}

/** A folder named by the user gets its own server; all others share one. */
function sampleServerBeside(folder: string, named: string | undefined): Promise<SampleServer> {
  const own = named !== undefined;
  return startSampleServer({
    root: projectFolder,
    folder: own ? join(folder, 'server') : dataFolder('sample-server'),
    port: own ? 0 : SAMPLE_SERVER_PORT,
  });
}

async function startBrowserDoor(
  { folder, slot, server, sampleWords, stopServer }: Start,
  { port, open }: { readonly port: number; readonly open: boolean },
): Promise<void> {
  refuseCoreDumps(process.platform);
  const station = browserStation({
    entry: join(projectFolder, 'dist', 'station', 'station.js'),
    station: {
      resources: join(projectFolder, 'resources'),
      folder,
      ...(slot !== undefined && { slot }),
      ...(server !== undefined && { server }),
      version: packageJson.version,
    },
    pageFolder: join(projectFolder, 'dist', 'renderer'),
    port,
    secrets: doorSecrets(randomBytes),
    note: (trouble) => console.error(trouble),
  });
  const opened = await station.start();
  if (!opened.ok) {
    await station.close();
    await stopServer();
    process.exitCode = 1;
    return;
  }
  const { fair, door } = opened.value;
  if (door) {
    console.log(openInBrowser(fair, door.url, sampleWords));
    if (open) openBrowser(door.url);
  }

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void station
      .close()
      .then(stopServer)
      .then(() => console.log('\n已保存并关闭。Saved and closed.'));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function startElectron(
  binary: string,
  { folder, slot, server, isSample, sampleWords, stopServer }: Start,
): void {
  console.log(
    isSample
      ? `\n春风 Chunfeng：样例招聘会 the sample fair\n\n${sampleWords}\n`
      : `\n春风 Chunfeng\n\n${staffCardFirst}\n`,
  );
  const child = spawn(
    binary,
    [
      projectFolder,
      `--data=${folder}`,
      ...(slot === undefined ? [] : [`--slot=${slot}`]),
      ...(server === undefined ? [] : [`--server=${server}`]),
    ],
    { stdio: 'inherit' },
  );
  process.on('SIGINT', () => child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => {
    process.exitCode = code ?? 0;
    void stopServer();
  });
}
