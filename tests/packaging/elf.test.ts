import { glob, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it, test } from 'vitest';
import { OWN_BUILD_NEEDS } from '../../electron/commands/old-linux.ts';
import { aboveFloor, OLDEST_LINUX, versionsNeeded } from './elf.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const sqlite = join(root, 'node_modules', 'better-sqlite3');
const native = join(root, 'resources', 'native');
const needsOf = async (file: string): Promise<string[]> => versionsNeeded(await readFile(file));

test.each([
  ['GLIBC_2.28', []],
  ['GLIBC_2.4', []],
  ['GLIBC_2.28.1', ['GLIBC_2.28.1']],
  ['GLIBC_2.34', ['GLIBC_2.34']],
  ['GLIBCXX_3.4.29', ['GLIBCXX_3.4.29']],
  ['GLIBC_PRIVATE', ['GLIBC_PRIVATE']],
  ['LIBFOO_1', ['LIBFOO_1']],
])('%s is above the floor or not', (version, found) => {
  expect(aboveFloor(OLDEST_LINUX, [version])).toEqual(found);
});

describe('the native files of Linux', () => {
  it.each(['x64', 'arm64'])('load on the oldest Linux, on %s', async (arch) => {
    const files = [join(native, `linux-${arch}.node`)];
    const hid = join(root, 'node_modules/node-hid/prebuilds', `HID_hidraw-linux-${arch}`);
    for await (const file of glob('*.node', { cwd: hid })) files.push(join(hid, file));
    expect(files).toHaveLength(2);
    for (const file of files) {
      const needs = await needsOf(file);
      expect(needs.length, basename(file)).toBeGreaterThan(0);
      expect(aboveFloor(OLDEST_LINUX, needs), basename(file)).toEqual([]);
    }
  });

  it('would not load there as better-sqlite3 brings them', async () => {
    const needs = await needsOf(join(sqlite, 'prebuilds', 'linux-x64.node'));
    const newest = aboveFloor({ GLIBC: '2.33' }, needs).filter((name) => name.startsWith('GLIBC_'));
    expect(newest).toEqual([`GLIBC_${OWN_BUILD_NEEDS}`]);
  });
});

describe.runIf(process.platform === 'linux')('SQLite built for older machines', () => {
  const built = join(native, `linux-${process.arch}.node`);

  it('is built from the sources that npm brought, with the same options', () => {
    const says = (nativeBinding?: string): unknown[] => {
      const database = new SqliteDatabase(':memory:', nativeBinding ? { nativeBinding } : {});
      const options = database.pragma('compile_options');
      const source = database.prepare('SELECT sqlite_source_id() AS id').get();
      database.close();
      return [source, options];
    };
    const withoutCompiler = (said: unknown[]): string =>
      JSON.stringify(said).replace(/\{"compile_options":"COMPILER=[^}]*\},?/, '');
    expect(withoutCompiler(says(built))).toBe(withoutCompiler(says()));
  });

  it('computes as the other does', () => {
    const database = new SqliteDatabase(':memory:', { nativeBinding: built });
    const row = database
      .prepare('SELECT exp(1) e, ln(10) l, log2(8) b, pow(2, 0.5) p, pow(0, -1) i')
      .get();
    database.close();
    expect(row).toEqual({ e: Math.E, l: Math.LN10, b: 3, p: Math.SQRT2, i: Infinity });
  });
});
