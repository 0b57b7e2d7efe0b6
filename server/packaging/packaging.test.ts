import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { list } from 'tar';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { settingNames } from '../settings/settings.ts';
import { arOf } from './ar-of.ts';
import { UNITS } from './deb.ts';
import { noticesOf, noticesText } from './notices.ts';
import { type Packed, tarOf } from './tar-of.ts';

const debian = join(import.meta.dirname, 'debian');
const time = new Date('2027-01-01T00:00:00Z');
const text = (path: string, mode = 0o644, content = path): Packed => ({
  path,
  mode,
  from: { bytes: Buffer.from(content) },
});
const packed = (files: readonly Packed[]): Promise<Buffer> =>
  buffer(Readable.from(tarOf(files, time)));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-packaging-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('an archive', () => {
  const files = [text('b/c.txt'), text('b/a.sh', 0o755, ''), text('a'.repeat(90))];

  it('holds every file and each folder once, owned by root', async () => {
    const file = join(folder, 'files.tar');
    await writeFile(file, await packed(files));
    const found: string[] = [];
    await list({
      file,
      onReadEntry: ({ path, mode, size, uid, uname, type }) =>
        found.push(`${path} ${type} ${mode?.toString(8)} ${size} ${uid} ${uname}`),
    });
    expect(found).toEqual([
      './ Directory 755 0 0 root',
      `./${'a'.repeat(90)} File 644 90 0 root`,
      './b/ Directory 755 0 0 root',
      './b/a.sh File 755 0 0 root',
      './b/c.txt File 644 7 0 root',
    ]);
  });

  it('has the same bytes, in whatever order its files were found', async () => {
    expect(await packed(files.toReversed())).toEqual(await packed(files));
  });

  it('refuses a name that dpkg could not read', async () => {
    for (const path of ['long'.repeat(80), 'b/中文.txt']) {
      await expect(packed([text(path)])).rejects.toThrow('dpkg');
    }
  });

  it('puts members of odd and even length where ar(5) wants them', () => {
    const bytes = arOf(
      [
        { name: 'a', bytes: Buffer.from('odd') },
        { name: 'b', bytes: Buffer.from('even') },
      ],
      time,
    );
    expect(bytes.toString('latin1')).toBe(
      '!<arch>\na               1798761600  0     0     100644  3         `\nodd\n' +
        'b               1798761600  0     0     100644  4         `\neven',
    );
  });
});

test('notices hold each package’s licence, and refuse one without', async () => {
  const own = join(folder, 'some-package');
  await mkdir(own);
  const manifest = { name: 'some-package', version: '1.2.3', license: 'MIT' };
  await writeFile(join(own, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(own, 'LICENSE.md'), 'As you like.');
  expect(noticesText(await noticesOf([own]))).toContain('some-package 1.2.3 (MIT)\n\nAs you like.');
  await writeFile(join(own, 'package.json'), JSON.stringify({ ...manifest, license: undefined }));
  await expect(noticesOf([own])).rejects.toThrow('names no licence');
});

test('the package’s settings file names settings that exist, and no others', async () => {
  const file = await readFile(join(debian, 'server.toml'), 'utf8');
  const named = file.matchAll(/^#? ?([a-z_]+) = /gm).map(([, name]) => name);
  expect(new Set(named)).toEqual(new Set(settingNames));
});

describe.skipIf(process.platform === 'win32')('the scripts of the package', () => {
  it.each(['postinst.sh', 'prerm.sh', 'postrm.sh', 'chunfeng.sh'])('%s is sound sh', (script) => {
    execFileSync('sh', ['-n', join(debian, script)]);
  });
});

const analyses = await promisify(execFile)('systemd-analyze', ['--version']).then(
  () => true,
  () => false,
);
describe.runIf(analyses)('a unit', () => {
  it.each(UNITS.filter((unit) => unit.endsWith('.service')))('%s exposes little', async (unit) => {
    const args = ['security', '--offline=true', '--threshold=20', join(debian, unit)];
    const { stdout } = await promisify(execFile)('systemd-analyze', args);
    const [, exposure] = /exposure level for \S+: (\d+\.\d+)/.exec(stdout) ?? [];
    expect(Number(exposure)).toBeLessThan(2);
  });
});
