import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { projectFolder } from '../../electron/commands/places.ts';
import { electronMirror } from '../../electron/commands/start/testing/electron-mirror.ts';
import { AGAIN, SETTLED } from '../../electron/starter-words.ts';
import { aClone, type Clone } from './a-clone.ts';
import { chunfeng, opened, saidLine, type stays } from './terminal.ts';

/** `npm start` as a person meets it, with small programs in Electron's place. */

let clone: Clone;
let at = '';
beforeAll(async () => {
  clone = await aClone();
  at = join(clone.project, 'stations');
  // The build that `npm test` has made, or the first start makes its own.
  const built = join(projectFolder, 'dist');
  if (existsSync(built)) await cp(built, join(clone.project, 'dist'), { recursive: true });
});
afterAll(() => clone.remove());
afterEach(async () => {
  await rm(join(clone.electron, 'dist'), { recursive: true, force: true });
  await rm(join(clone.electron, 'path.txt'), { force: true });
});

async function electronIs(program: string): Promise<void> {
  const binary = join(clone.electron, 'dist', 'electron');
  await mkdir(join(clone.electron, 'dist'));
  await writeFile(binary, program);
  await chmod(binary, 0o755);
  await writeFile(join(clone.electron, 'path.txt'), 'electron');
}

/** A window that opens, says how it was called, and ends well on Ctrl-C. */
const window = (more = ''): string => `#!${process.execPath}
  process.on('SIGINT', () => process.exit(0));
  ${more}
  process.send('${SETTLED}');
  console.log('window: ' + process.argv.slice(3).join(' '));
  setInterval(() => undefined, 1000);
`;

const start = (data: string, args: readonly string[] = [], env: Record<string, string> = {}) =>
  clone.start(['--sample', '--data', join(at, data), ...args], env);

async function stopped(child: ReturnType<typeof stays>): Promise<unknown> {
  const ended = once(child, 'close');
  child.kill('SIGINT');
  return ended;
}

describe.skipIf(process.platform === 'win32')('npm start', () => {
  it('opens the browser and says why, if Electron crashes', async () => {
    await electronIs('#!/bin/sh\nkill -SEGV $$\n');
    const child = start('crash', ['--', '--no-sandbox'], { DISPLAY: ':99' });
    const { url, said } = await opened(child);
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
    expect(said()).toContain('Electron crashed (SIGSEGV). Opening the browser instead.');

    const second = await chunfeng('start', ['--door', 'browser', '--data', join(at, 'crash')]);
    expect(second.code).toBe(1);
    expect(second.err).toContain('Another Chunfeng is using this data folder');
    expect(await stopped(child)).toEqual([0, null]);
  });

  it('opens the first screen in a folder that was mistyped, and no fair with public keys', async () => {
    const child = clone.start(['--door', 'browser', '--data', join(at, 'mistyped')]);
    const { said } = await opened(child);
    expect(said()).toContain('新建招聘会、加入招聘会，或看样例');
    expect(said()).not.toContain('chunfeng-8520');
    expect(await stopped(child)).toEqual([0, null]);
  });

  it('hands its switches to the window, and brings it back after a bug', async () => {
    const first = join(clone.project, 'first');
    await writeFile(first, '');
    await electronIs(
      window(`
        const { existsSync, rmSync } = require('node:fs');
        if (existsSync('${first}')) {
          rmSync('${first}');
          process.send('${SETTLED}', () => process.exit(${AGAIN}));
          return;
        }
      `),
    );
    const child = start('window', [
      '--windowed',
      '--slot',
      '4',
      '--',
      '--force-color-profile=srgb',
    ]);
    const line = await saidLine(child, /^window: .*/m);
    const server = /--server=(\S+)/.exec(line)?.[1];
    expect(line).toBe(
      `window: --data=${join(at, 'window')} --sample --slot=4 --server=${server} --windowed --force-color-profile=srgb`,
    );
    expect(existsSync(first)).toBe(false);
    expect((await fetch(`${server}/health`)).status).toBe(200);
    expect(await stopped(child)).toEqual([0, null]);
    await expect(fetch(`${server}/health`)).rejects.toThrow('fetch failed');
  });

  it('opens the browser at once, and a window when Electron has come meanwhile', async () => {
    const mirror = await electronMirror(clone.electron, window());
    const env = {
      npm_config_electron_mirror: mirror.url,
      electron_config_cache: join(at, 'cache'),
    };
    let goOn: () => void = () => undefined;
    mirror.answer = (response, bytes) => {
      goOn = () => response.end(bytes);
    };
    const child = start('fetched', [], env);
    const { said } = await opened(child);
    expect(said()).toContain('Electron is not available');
    await expect.poll(() => mirror.answeredFrom).toEqual([0]);
    goOn();
    await saidLine(child, /the next start opens a window/);
    expect(await stopped(child)).toEqual([0, null]);
    const next = start('fetched', [], env);
    await saidLine(next, /^window: /m);
    expect(await stopped(next)).toEqual([0, null]);
    await mirror.close();
  });

  it('waits for Electron where the window is wanted, until Ctrl-C', async () => {
    const mirror = await electronMirror(clone.electron, window());
    mirror.answer = (response, bytes) => void response.write(bytes.subarray(0, 10));
    const env = {
      npm_config_electron_mirror: mirror.url,
      electron_config_cache: join(at, 'cache-2'),
    };
    const child = start('waits', ['--door', 'electron'], env);
    await saidLine(child, /Fetching Electron .*%/);
    expect(await stopped(child)).toEqual([130, null]);
    await mirror.close();
  });
});

it.each([['browser'], ['any']])(
  'A data folder that can’t be made is a sentence (door %s)',
  async (door) => {
    const file = join(clone.project, 'package.json');
    const said = await chunfeng('start', ['--door', door, '--data', join(file, 'station')]);
    expect(said).toMatchObject({ code: 1, out: '' });
    expect(said.err).toMatch(/^数据文件夹建不出来（ENOTDIR）/);
    expect(said.err).not.toContain('    at ');
  },
);

it('A word that is no switch is refused, as after a forgotten --', async () => {
  const { code, err } = await chunfeng('start', ['4']);
  expect(code).toBe(1);
  expect(err).toContain('这个值不对');
});

it('The help names every switch that the window takes', async () => {
  const taken = await readFile(join(projectFolder, 'electron/shell/command-line.ts'), 'utf8');
  const names = [...taken.matchAll(/^ {6}([a-z]+): \{ type:/gm)].map(([, name]) => name);
  expect(names).toContain('windowed');
  const { out } = await chunfeng('start', ['--help']);
  for (const name of names) expect(out).toContain(`--${name}`);
});
