import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDevtools, type Devtools } from './devtools.ts';

/** The browser that an app started on the stand-in has to itself. */

export interface Chromium {
  readonly devtools: Devtools;
  end(): void;
}

/** Set by the test that starts the app. */
export const CHROMIUM_FILE = 'CHUNFENG_STAND_IN_CHROMIUM';

export async function startChromium(switches: readonly string[]): Promise<Chromium> {
  const profile = mkdtempSync(join(tmpdir(), 'chunfeng-stand-in-'));
  const child = spawn(
    process.env[CHROMIUM_FILE] ?? 'chromium',
    [
      '--headless',
      '--no-sandbox',
      '--no-first-run',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--no-startup-window',
      `--user-data-dir=${profile}`,
      ...switches,
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    },
  );
  const end = (): void => {
    child.kill('SIGKILL');
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', end);
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      process.stderr.write(chunk);
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`Chromium ended: ${said}`)));
  });
  return { devtools: await connectDevtools(url), end };
}
