import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { electronBinary, obtainElectron } from './electron-binary.ts';
import { type ElectronMirror, electronMirror } from './testing/electron-mirror.ts';

const ours = join(import.meta.dirname, '../../../node_modules');

let root = '';
let home = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'chunfeng-electron-'));
  home = join(root, 'node_modules', 'electron');
  await mkdir(join(home, 'dist'), { recursive: true });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(root, { recursive: true });
});

describe('Electron’s binary', () => {
  it('is found where the package keeps it', async () => {
    expect(electronBinary(root)).toBeUndefined();
    await writeFile(join(home, 'path.txt'), 'electron');
    expect(electronBinary(root)).toBeUndefined();
    await writeFile(join(home, 'dist', 'electron'), '');
    expect(electronBinary(root)).toBe(join(home, 'dist', 'electron'));
  });

  it('is given up if the package is not even installed', async () => {
    expect(await obtainElectron(join(root, 'elsewhere'))).toBe('not-here');
  });
});

describe('Electron, fetched by its own package', () => {
  let mirror: ElectronMirror;
  beforeEach(async () => {
    mirror = await electronMirror(home, 'a program, of some length');
    // Where its installer finds the other packages: not every Windows lets a test make links.
    vi.stubEnv('NODE_PATH', ours);
    await mkdir(join(root, 'tmp'));
    vi.stubEnv('npm_config_electron_mirror', mirror.url);
    vi.stubEnv('electron_config_cache', join(root, 'cache'));
    for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, join(root, 'tmp'));
  });

  /** Nothing but the lock stays of a fetch that ended, and nothing in the system's temporary folder. */
  const leftovers = async () => [
    ...(await readdir(join(root, 'tmp'))),
    ...(await readdir(join(root, '.cache', 'electron'))).filter((file) => !file.includes('.lock')),
  ];

  it('is unpacked, and its archive kept in the cache', async () => {
    expect(await obtainElectron(root)).toBe('here');
    await mirror.close();
    expect(await readFile(electronBinary(root) ?? '', 'utf8')).toContain('a program');
    expect(await leftovers()).toEqual([]);
    await rm(join(home, 'path.txt'));
    expect(await obtainElectron(root)).toBe('here');
  });

  it('goes on where a broken line cut it off', async () => {
    mirror.answer = (response, bytes) => {
      mirror.answer = (again, rest) => again.end(rest);
      response.write(bytes.subarray(0, 10), () => response.destroy());
    };
    expect(await obtainElectron(root)).toBe('here');
    expect(mirror.answeredFrom).toEqual([0, 10]);
    await mirror.close();
  });

  it('goes on at the next start where Ctrl-C cut it off', async () => {
    const part = join(
      root,
      '.cache',
      'electron',
      `45.4.1-${process.platform}-${process.arch}.part`,
    );
    const asked = new Promise<void>((resolve) => {
      mirror.answer = (response, bytes) => {
        mirror.answer = (again, rest) => again.end(rest);
        response.write(bytes.subarray(0, 10), () => resolve());
      };
    });
    const fetched = obtainElectron(root);
    await asked;
    await expect.poll(() => existsSync(part) && statSync(part).size).toBe(10);
    process.emit('SIGINT');
    expect(await fetched).toBe('stopped');
    // Windows ends a process at once: the next start clears up after it.
    const uncleared = process.platform === 'win32' ? ['temporary'] : [];
    expect(await leftovers()).toEqual([basename(part), ...uncleared]);
    expect(await obtainElectron(root)).toBe('here');
    expect(mirror.answeredFrom).toEqual([0, 10]);
    expect(await leftovers()).toEqual([]);
    await mirror.close();
  });

  it('is not taken from a mirror whose file is another', async () => {
    mirror.answer = (response, bytes) => response.end(Buffer.alloc(bytes.length, 7));
    expect(await obtainElectron(root)).toBe('not-here');
    expect(await leftovers()).toEqual([]);
    mirror.answer = (response, bytes) => response.end(bytes);
    expect(await obtainElectron(root)).toBe('here');
    await mirror.close();
  });

  it('is given up at once where nobody answers', async () => {
    await mirror.close();
    expect(await obtainElectron(root)).toBe('not-here');
    expect(await leftovers()).toEqual([]);
  });

  it('ends with the start that asked for it, and hangs up', async () => {
    const asked = new Promise<ServerResponse>((resolve) => {
      mirror.answer = resolve;
    });
    const fetched = obtainElectron(root);
    const hungUp = once(await asked, 'close');
    process.emit('SIGTERM');
    expect(await fetched).toBe('stopped');
    // Wine's own server at times keeps the socket of a process that was ended.
    if (process.platform !== 'win32') await hungUp;
    await mirror.close();
  });
});
