import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { glob, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { extractAll, extractFile, listPackage, statFile } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { aboveFloor, isElf, OLDEST_LINUX, versionsNeeded } from './elf.ts';
import { hubFrom } from './hub-from.ts';
import { stubElectron } from './stub-electron.ts';

/**
 * Reads back what the packer made: the built app over a stand-in for Electron. Nothing is downloaded: the
 * mirror in the packer's settings does not exist.
 */

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = (name: string): string => join(root, 'node_modules', '.bin', name);
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-package-'));
  if (!existsSync(join(root, 'dist', 'station', 'station.js'))) {
    await run(bin('vite'), ['build', '--app', '--logLevel', 'error'], { cwd: root });
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const targets = [
  {
    platform: 'linux',
    flag: '--linux',
    unpacked: 'linux-unpacked',
    binary: 'chunfeng',
    natives: [
      'node_modules/better-sqlite3/prebuilds/linux-x64.node',
      'node_modules/node-hid/prebuilds/HID_hidraw-linux-x64/node-napi-v4.node',
    ],
    options: [],
  },
  {
    platform: 'win32',
    flag: '--win',
    unpacked: 'win-unpacked',
    binary: 'Chunfeng.exe',
    natives: [
      'node_modules/better-sqlite3/prebuilds/win32-x64.node',
      'node_modules/node-hid/prebuilds/HID-win32-x64/node-napi-v4.node',
    ],
    // Both steps need a real Electron binary to write into.
    options: ['-c.disableAsarIntegrity=true', '-c.win.signAndEditExecutable=false'],
  },
] as const;

describe.each(targets)('the app packed for $platform', (target) => {
  let packed = '';
  let archive = '';
  let files: string[] = [];

  beforeAll(async () => {
    const stub = join(folder, `electron-${target.platform}`);
    const output = join(folder, `out-${target.platform}`);
    const { devDependencies } = z
      .object({ devDependencies: z.object({ electron: z.string() }) })
      .parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
    await stubElectron(stub, target.platform, devDependencies.electron);
    const config = [`-c.electronDist=${stub}`, `-c.directories.output=${output}`];
    await run(
      bin('electron-builder'),
      [target.flag, 'dir', '--x64', '--publish=never', ...config, ...target.options],
      { cwd: root, env: { ...process.env, ELECTRON_MIRROR: 'http://127.0.0.1:9/' } },
    );
    packed = join(output, target.unpacked);
    archive = join(packed, 'resources', 'app.asar');
    files = listPackage(archive, { isPack: false })
      .map((file) => file.replaceAll('\\', '/').replace(/^\//, ''))
      .filter((file) => !('files' in statFile(archive, file)));
  });

  test.each([
    'package.json',
    'dist/main/main.js',
    'dist/station/station.js',
    'dist/hub/hub.js',
    'dist/hub/checking-worker.js',
    'dist/preload/preload.cjs',
    'dist/renderer/index.html',
    'resources/readers.json',
    'resources/udev/70-chunfeng.rules',
    'resources/fairs/street-market/fair.json',
    'node_modules/better-sqlite3/lib/index.js',
    'node_modules/node-hid/nodehid.js',
    'node_modules/pkg-prebuilds/bindings.js',
  ])('has %s', (file) => {
    expect(files).toContain(file);
  });

  test('has every file of the built page, fonts included', async () => {
    const page = extractFile(archive, join('dist', 'renderer', 'index.html')).toString('utf8');
    const script = /assets\/[^"]+\.js/.exec(page)?.[0];
    expect(files).toContain(`dist/renderer/${script}`);
    expect(files.filter((file) => file.endsWith('.woff2')).length).toBeGreaterThan(100);
  });

  test('starts with the main file that its package.json names', () => {
    const { main } = z
      .object({ main: z.string() })
      .parse(JSON.parse(extractFile(archive, 'package.json').toString('utf8')));
    expect(files).toContain(main);
  });

  test('has native builds for its own platform only, beside the archive', () => {
    const natives = files.filter((file) => file.endsWith('.node'));
    expect(natives.toSorted()).toEqual([...target.natives].toSorted());
    for (const native of natives) {
      expect(statFile(archive, native)).toMatchObject({ unpacked: true });
      expect(existsSync(join(`${archive}.unpacked`, native))).toBe(true);
    }
  });

  // The stand-in for Electron cannot run: this machine's Node takes its place, with nothing but what was packed.
  test.runIf(target.platform === 'linux' && process.arch === 'x64')(
    'has a hub that starts, and serves the page that was packed',
    async () => {
      const program = join(folder, 'from-the-archive');
      extractAll(archive, program);
      const { page, ended } = await hubFrom(program, join(folder, 'hub-data'));
      expect(page).toContain('id="root"');
      expect(await ended).toBe(0);
    },
  );

  test.runIf(target.platform === 'linux')(
    'asks for nothing that an older Linux lacks',
    async () => {
      const needs: Record<string, string[]> = {};
      for await (const file of glob('**', { cwd: packed, withFileTypes: true })) {
        if (!file.isFile()) continue;
        const content = await readFile(join(file.parentPath, file.name));
        if (isElf(content)) needs[file.name] = aboveFloor(OLDEST_LINUX, versionsNeeded(content));
      }
      expect(needs).toEqual({ 'linux-x64.node': [], 'node-napi-v4.node': [] });
    },
  );

  test('contains no sources, tests, tools or data', () => {
    const tops = new Set(files.map((file) => file.split('/')[0]));
    expect(tops).toEqual(new Set(['dist', 'node_modules', 'package.json', 'resources']));
    const modules = new Set(
      files.filter((file) => file.startsWith('node_modules/')).map((file) => file.split('/')[1]),
    );
    expect(modules).toEqual(new Set(['better-sqlite3', 'node-hid', 'pkg-prebuilds']));
    expect(files.filter((file) => /\.(ts|tsx|map|c|cpp|h|md|db)$|\.test\./.test(file))).toEqual([]);
  });

  test('keeps Chromium’s texts in Chinese and English only', () => {
    expect(existsSync(join(packed, 'locales', 'zh-CN.pak'))).toBe(true);
    expect(existsSync(join(packed, 'locales', 'fr.pak'))).toBe(false);
  });

  test('cannot run as Node, be debugged from outside, or load other code', async () => {
    const wire = await getCurrentFuseWire(join(packed, target.binary));
    expect(wire).toMatchObject({
      [FuseV1Options.RunAsNode]: FuseState.DISABLE,
      [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
      [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE,
      [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE,
    });
  });
});
