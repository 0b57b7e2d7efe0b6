import { randomBytes } from 'node:crypto';
import { join, sep } from 'node:path';
import { parseArgs } from 'node:util';
import type { ViteDevServer } from 'vite';
import packageJson from '../../package.json' with { type: 'json' };
import { doorSecrets } from '../station/browser-door/browser-door.ts';
import { browserStation } from '../station/process/browser-station.ts';
import { dataFolder, projectFolder } from './places.ts';
import { openBrowser } from './start/browser.ts';
import { openDevPage } from './start/dev-page.ts';
import { sampleServerBeside } from './start/sample-beside.ts';
import { openInBrowser, sampleFirst } from './start/what-to-do.ts';

/**
 * `npm run dev`: the sample fair for developers. The page takes on what is edited while it runs; after a
 * change in `electron/` or `shared/` the station starts again, from its sources, at the same address.
 */

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    slot: { type: 'string' },
    port: { type: 'string', default: '5173' },
    'no-open': { type: 'boolean', default: false },
  },
});
const slot = values.slot === undefined ? undefined : Number(values.slot);
const folder = values.data ?? dataFolder(slot === undefined ? 'sample' : `sample-${slot}`);
const STATION_SOURCES = ['electron', 'shared'].map((name) => join(projectFolder, name) + sep);
/** An editor that saves several files, or one in several steps, makes one change. */
const ONE_CHANGE_MS = 100;

const sampleServer = await sampleServerBeside(folder, values.data);
// The page stays where it is: each start has the same address and the same secrets.
const secrets = doorSecrets(randomBytes);
let station = stationAt(0);
const opened = await station.start();
if (opened.ok && opened.value.door) await serve(opened.value.door.port);
else await stop();

function stationAt(port: number): ReturnType<typeof browserStation> {
  return browserStation({
    entry: join(projectFolder, 'electron', 'station', 'process', 'station.ts'),
    hubEntry: join(projectFolder, 'server', 'hub', 'hub.ts'),
    station: {
      resources: join(projectFolder, 'resources'),
      folder,
      opensSample: true,
      ...(slot !== undefined && { slot }),
      server: sampleServer.url,
      version: packageJson.version,
    },
    pageFolder: join(projectFolder, 'dist', 'renderer'),
    port,
    secrets,
    note: (trouble) => console.error(trouble),
  });
}

async function serve(port: number): Promise<void> {
  const page = await openDevPage({
    root: projectFolder,
    door: `http://127.0.0.1:${port}`,
    port: Number(values.port),
  });
  const words = sampleFirst(slot === undefined, sampleServer.url);
  const url = `${page.resolvedUrls?.local[0]}enter/${secrets.key}`;
  console.log(openInBrowser(undefined, url, { what: 'sample', words }));
  if (!values['no-open']) openBrowser(url);
  onChange(page, async () => {
    await station.close();
    station = stationAt(port);
    const again = await station.start();
    if (again.ok) console.log('站点重新启动了 The station started again');
  });
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (!stopping) void page.close().then(stop);
      stopping = true;
    });
  }
}

/** One restart at a time, and one more for what changed during it. */
function onChange({ watcher }: ViteDevServer, restart: () => Promise<void>): void {
  let last = Promise.resolve();
  let wait: NodeJS.Timeout | undefined;
  watcher.add(STATION_SOURCES);
  watcher.on('all', (_event, file) => {
    if (!STATION_SOURCES.some((source) => file.startsWith(source)) || file.includes('.test.'))
      return;
    clearTimeout(wait);
    wait = setTimeout(() => {
      last = last.then(restart);
    }, ONE_CHANGE_MS);
  });
}

async function stop(): Promise<void> {
  await station.close();
  await sampleServer.stop();
}
