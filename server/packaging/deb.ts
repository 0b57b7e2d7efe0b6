import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { createGzip, gzipSync } from 'node:zlib';
import { arOf } from './ar-of.ts';
import type { Cpu } from './production-packages.ts';
import { ownFile } from './program-files.ts';
import { type Packed, sizeOf, tarOf } from './tar-of.ts';

/** A package for Debian and its like, made without Debian's own programs. */

export const PROGRAM = 'usr/lib/chunfeng-server';
export const UNITS = [
  'chunfeng-server.service',
  'chunfeng-backup.service',
  'chunfeng-backup.timer',
] as const;
const NAME = 'chunfeng-server';
const CONFFILES = ['etc/chunfeng/server.toml'];
const debian = join(import.meta.dirname, 'debian');

const architectures: Readonly<Record<Cpu, string>> = { x64: 'amd64', arm64: 'arm64' };

export interface Release {
  readonly root: string;
  readonly version: string;
  readonly maintainer: string;
  readonly cpu: Cpu;
  readonly mtime: Date;
}

export const debName = ({ version, cpu }: Release): string =>
  `${NAME}_${version}_${architectures[cpu]}.deb`;

export async function debOf(program: readonly Packed[], release: Release): Promise<Buffer> {
  const { mtime } = release;
  const files = [
    ...program.map((packed) => ({ ...packed, path: `${PROGRAM}/${packed.path}` })),
    ...(await systemFiles(release)),
  ];
  const control = await controlFiles(files, release);
  return arOf(
    [
      { name: 'debian-binary', bytes: Buffer.from('2.0\n') },
      { name: 'control.tar.gz', bytes: await gzipped(tarOf(control, mtime)) },
      { name: 'data.tar.gz', bytes: await gzipped(tarOf(files, mtime)) },
    ],
    mtime,
  );
}

export const gzipped = (bytes: AsyncIterable<Buffer>): Promise<Buffer> =>
  buffer(Readable.from(bytes).pipe(createGzip()));

async function systemFiles(release: Release): Promise<readonly Packed[]> {
  const doc = `usr/share/doc/${NAME}`;
  const pages: Packed[] = [];
  for await (const page of glob('docs/server/*', { cwd: release.root })) {
    pages.push(await ownFile(`${doc}/${basename(page)}`, join(release.root, page)));
  }
  const own = (path: string, name: string, mode?: number): Promise<Packed> =>
    ownFile(path, join(debian, name), mode);
  const files = await Promise.all([
    own('usr/bin/chunfeng', 'chunfeng.sh', 0o755),
    own('etc/chunfeng/server.toml', 'server.toml'),
    own(`${doc}/copyright`, 'copyright'),
    ...UNITS.map((unit) => own(`usr/lib/systemd/system/${unit}`, unit)),
  ]);
  return [...files, ...pages, changelog(`${doc}/changelog.gz`, release)];
}

/** Debian's policy wants one, compressed. */
function changelog(path: string, release: Release): Packed {
  const { version, maintainer, mtime } = release;
  const day = mtime.toUTCString().replace('GMT', '+0000');
  const text = `${NAME} (${version}) stable; urgency=medium\n\n  * See CHANGELOG.md of the project.\n\n -- ${maintainer}  ${day}\n`;
  return { path, mode: 0o644, from: { bytes: gzipSync(text, { level: 9 }) } };
}

async function controlFiles(files: readonly Packed[], release: Release): Promise<Packed[]> {
  const { version, maintainer, cpu } = release;
  const sizes = files.map(({ from }) => Math.ceil(sizeOf(from) / 1024));
  const fields = {
    Package: NAME,
    Version: version,
    Architecture: architectures[cpu],
    Maintainer: maintainer,
    'Installed-Size': sizes.reduce((sum, size) => sum + size, 0),
    'Pre-Depends': 'init-system-helpers (>= 1.54~)',
    Depends: 'adduser, libc6 (>= 2.28), libstdc++6, libgcc-s1 | libgcc1',
    Suggests: 'postgresql, nginx',
    // The kiosk's own package links its window to the same name.
    Conflicts: 'chunfeng',
    Section: 'net',
    Priority: 'optional',
    Description:
      'central server of job fairs, or the hub of a hall\n' +
      ' Stations of a fair send their signed facts to it, and organisers see the\n' +
      ' figures on its page. It brings its own Node, and keeps its data in SQLite,\n' +
      ' or in PostgreSQL where its settings name one.',
  };
  const control = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`);
  const sums = await Promise.all(
    files
      .filter(({ path }) => !CONFFILES.includes(path))
      .map(async ({ path, from }) => `${await md5(from)}  ${path}\n`),
  );
  const text = (path: string, content: string): Packed => ({
    path,
    mode: 0o644,
    from: { bytes: Buffer.from(content) },
  });
  const scripts = ['postinst', 'prerm', 'postrm'].map((name) =>
    ownFile(name, join(debian, `${name}.sh`), 0o755),
  );
  return [
    text('control', control.join('')),
    text('conffiles', CONFFILES.map((path) => `/${path}\n`).join('')),
    text('md5sums', sums.toSorted().join('')),
    ...(await Promise.all(scripts)),
  ];
}

async function md5(from: Packed['from']): Promise<string> {
  const bytes = 'bytes' in from ? from.bytes : await readFile(from.file);
  return createHash('md5').update(bytes).digest('hex');
}
