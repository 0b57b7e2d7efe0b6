import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { downloadArtifact } from '@electron/get';
import { z } from 'zod';
import { realTimers } from '../../station/clock/timers.ts';
import { electronBinary } from './electron-binary.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { progressLine } from './progress-line.ts';
import { resumable } from './resumable-download.ts';

/**
 * A process beside `npm start` that fetches Electron's binary, and ends with it. The package's own installer
 * unpacks what this brings into the usual cache.
 */

const [, , root = '.'] = process.argv;
const home = join(root, 'node_modules', 'electron');
const own = join(root, '.cache', 'electron');
const temporary = join(own, 'temporary');

mkdirSync(own, { recursive: true });
const release = oneAtATime(join(own, 'one-at-a-time.lock'), () =>
  console.log('另一次启动正在取 Electron。Another start is fetching Electron: waiting for it.'),
);
const stop = (): void => {
  rmSync(temporary, { recursive: true, force: true });
  release();
  process.exit(1);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
process.on('disconnect', stop);

// What was killed could not clear up.
rmSync(temporary, { recursive: true, force: true });
mkdirSync(temporary);
try {
  if (electronBinary(root) === undefined) await fetchElectron();
} catch (error) {
  console.log(
    `现在取不到 Electron（${wordFor(error)}），以后启动时再取。Electron can’t be fetched now: a later start tries again.`,
  );
}
rmSync(temporary, { recursive: true, force: true });
release();
process.exit(electronBinary(root) === undefined ? 1 : 0);

async function fetchElectron(): Promise<void> {
  const { version } = z.object({ version: z.string() }).parse(json('package.json'));
  const { env, platform, arch } = process;
  const line = progressLine(`正在取 Fetching Electron ${version}`, process.stdout);
  const wanted = {
    version,
    artifactName: 'electron',
    platform: env.npm_config_platform ?? platform,
    arch: env.npm_config_arch ?? arch,
  };
  try {
    // As the package's installer does it, so that the installer finds it in the cache.
    await downloadArtifact({
      ...wanted,
      ...(env.electron_config_cache && { cacheRoot: env.electron_config_cache }),
      checksums: z.record(z.string(), z.string()).parse(json('checksums.json')),
      downloader: resumable({
        part: join(own, `${version}-${wanted.platform}-${wanted.arch}.part`),
        timers: realTimers,
        onProgress: (received, total) => line.show(received, total),
      }),
      tempDirectory: temporary,
    });
  } finally {
    line.end();
  }
  const places = { TMPDIR: temporary, TEMP: temporary, TMP: temporary };
  const installer = spawn(process.execPath, [join(home, 'install.js')], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...env, ...places },
  });
  await once(installer, 'exit');
}

function json(file: string): unknown {
  return JSON.parse(readFileSync(join(home, file), 'utf8'));
}

function wordFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error) return wordFor(cause);
  return 'code' in error ? String(error.code) : (error.message.split('\n')[0] ?? '');
}
