import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeNativeModule, thisMachine } from './old-linux.ts';

const PLACE = 'node_modules/better-sqlite3/build/Release/better_sqlite3.node';
let root = '';

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'chunfeng-old-linux-'));
  await mkdir(join(root, 'resources', 'native'), { recursive: true });
  await writeFile(join(root, 'resources/native/linux-x64.node'), 'ours');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('a Linux older than SQLite’s own build', () => {
  it('gets the build for old machines where better-sqlite3 looks first', () => {
    placeNativeModule(root, { platform: 'linux', arch: 'x64', glibc: '2.31' });
    expect(readFileSync(join(root, PLACE), 'utf8')).toBe('ours');
  });

  it.each([
    { platform: 'linux', arch: 'x64', glibc: '2.34' },
    { platform: 'linux', arch: 'x64', glibc: '3.0' },
    { platform: 'linux', arch: 'x64', glibc: undefined },
    { platform: 'linux', arch: 'riscv64', glibc: '2.31' },
    { platform: 'win32', arch: 'x64', glibc: undefined },
  ])('leaves $platform $arch with glibc $glibc as it is', (machine) => {
    placeNativeModule(root, machine);
    expect(existsSync(join(root, PLACE))).toBe(false);
  });

  it('keeps a build that somebody made there', async () => {
    await mkdir(join(root, PLACE, '..'), { recursive: true });
    await writeFile(join(root, PLACE), 'theirs');
    placeNativeModule(root, { platform: 'linux', arch: 'x64', glibc: '2.31' });
    expect(readFileSync(join(root, PLACE), 'utf8')).toBe('theirs');
  });

  it.runIf(process.platform === 'linux')('is recognised by its own word', () => {
    expect(thisMachine().glibc).toMatch(/^2\.\d+$/);
  });
});
