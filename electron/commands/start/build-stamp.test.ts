import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildOnce, isBuilt } from './build-stamp.ts';

let root = '';
beforeEach(async () => {
  vi.stubEnv('NODE_ENV', 'production');
  root = await mkdtemp(join(tmpdir(), 'chunfeng-build-'));
  for (const folder of [
    'electron',
    'renderer',
    'server',
    'shared',
    'docs/handbook',
    'node_modules',
  ]) {
    await mkdir(join(root, folder), { recursive: true });
  }
  await put('renderer/page.tsx', 'one');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(root, { recursive: true });
});

const put = (file: string, text: string) => writeFile(join(root, file), text);
const build = vi.fn(async () => {
  await mkdir(join(root, 'dist', 'renderer'), { recursive: true });
  await put('dist/renderer/page.js', 'built');
});
// What it returns would run after each test.
beforeEach(() => void build.mockClear());

describe('a build', () => {
  it('is made once while nothing changes', async () => {
    expect(isBuilt(root)).toBe(false);
    await buildOnce(root, build);
    expect(isBuilt(root)).toBe(true);
    await buildOnce(root, build);
    expect(build).toHaveBeenCalledOnce();
  });

  it.each<[what: string, change: () => Promise<unknown>]>([
    ['a source', () => put('renderer/page.tsx', 'two')],
    ['a source’s name', () => put('shared/other.ts', 'one')],
    ['the lock file', () => put('package-lock.json', '{}')],
    ['what npm installed', () => put('node_modules/.package-lock.json', '{}')],
    ['the bundler’s config', () => put('vite.config.ts', '')],
    ['a built file that was cut off', () => put('dist/renderer/page.js', '')],
    ['a built file that is gone', () => rm(join(root, 'dist', 'renderer'), { recursive: true })],
  ])('is made again after %s changed', async (_what, change) => {
    await buildOnce(root, build);
    await change();
    expect(isBuilt(root)).toBe(false);
    await buildOnce(root, build);
    expect(build).toHaveBeenCalledTimes(2);
    expect(isBuilt(root)).toBe(true);
  });

  it('is not made again for a test', async () => {
    await buildOnce(root, build);
    await put('shared/words.test.ts', 'one');
    await mkdir(join(root, 'server', 'node_modules'));
    await put('server/node_modules/other.js', 'one');
    expect(isBuilt(root)).toBe(true);
  });

  it('that was cut off counts for nothing', async () => {
    await buildOnce(root, build);
    await put('renderer/page.tsx', 'two');
    await expect(
      buildOnce(root, async () => {
        await put('dist/renderer/page.js', 'built');
        throw new Error('cut off');
      }),
    ).rejects.toThrow('cut off');
    await put('renderer/page.tsx', 'one');
    expect(isBuilt(root)).toBe(false);
  });

  it('of sources that changed meanwhile counts for nothing', async () => {
    await buildOnce(root, async () => {
      await build();
      await put('renderer/page.tsx', 'two');
    });
    expect(isBuilt(root)).toBe(false);
  });

  it('for development counts for nothing', async () => {
    vi.stubEnv('NODE_ENV', 'test');
    await buildOnce(root, build);
    expect(isBuilt(root)).toBe(false);
  });
});
