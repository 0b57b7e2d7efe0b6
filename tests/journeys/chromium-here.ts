import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import packageJson from '../../package.json' with { type: 'json' };
import { root } from '../report/outcome.ts';

/**
 * The tests' own browser, unpacked once into the project's `.cache`. The package would unpack into /tmp,
 * shared by all projects, where a second run can start a half-written program.
 */
export async function chromiumHere(): Promise<string> {
  const version = packageJson.devDependencies['@sparticuz/chromium'];
  const home = join(root, '.cache', `chromium-${version}`);
  if (!existsSync(home)) await unpack(home);
  return join(home, 'chromium');
}

async function unpack(home: string): Promise<void> {
  await mkdir(join(root, '.cache'), { recursive: true });
  const draft = await mkdtemp(`${home}-`);
  try {
    // A separate process, since the package unpacks into the system's folder for temporary files.
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', UNPACKS], {
      cwd: root,
      env: { ...process.env, TMPDIR: draft },
    });
    await rename(draft, home);
  } catch (error) {
    // Another process may have unpacked it first; that copy works as well.
    if (!existsSync(home)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

const UNPACKS = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;

/** `typefaces`: a configuration of fontconfig in place of the system's; `camera`: a video in place of one. */
export async function launchChromium({ typefaces = '', camera = '' } = {}): Promise<Browser> {
  const asCamera = [
    '--use-fake-device-for-media-stream',
    // This Chromium has no window in which it could ask for permission.
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${camera}`,
  ];
  return chromium.launch({
    executablePath: await chromiumHere(),
    // Not the package's own list: it turns off web security, which we test.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      ...(camera === '' ? [] : asCamera),
    ],
    // Where the shell names no character set, Chromium saves 报名.xlsx as “download”.
    env: {
      ...process.env,
      LC_ALL: 'C.UTF-8',
      ...(typefaces !== '' && { FONTCONFIG_FILE: typefaces }),
    },
  });
}
