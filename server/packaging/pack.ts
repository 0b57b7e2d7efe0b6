import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { programFolder, terminal } from '../commands/terminal.ts';
import { isBuilt } from '../organiser/page.ts';
import { debName, debOf, gzipped, PROGRAM, type Release, UNITS } from './deb.ts';
import { type Cpu, installProduction } from './production-packages.ts';
import { ownFile, programFiles } from './program-files.ts';
import { type Packed, tarOf } from './tar-of.ts';

/**
 * `npm run server:pack`: for each processor a self-contained folder and a .deb, in `release/`. The same tree gives
 * the same bytes. `-- --cpu x64`, `--deb` without the folder, `--as VERSION` (to try an upgrade), `--out FOLDER`.
 */

const { values } = parseArgs({
  options: {
    cpu: { type: 'string', multiple: true, default: ['x64', 'arm64'] },
    deb: { type: 'boolean', default: false },
    as: { type: 'string' },
    out: { type: 'string', default: 'release' },
  },
});
const cpus = z.array(z.enum(['x64', 'arm64'])).parse(values.cpu);
const root = programFolder.replace(/\/$/, '');
if (!isBuilt(join(root, 'dist', 'renderer'))) {
  terminal.complain(
    '页面还没有构建，请先 npm run build。The page is not built: npm run build first.',
  );
  process.exit(1);
}
const manifest = z
  .object({ version: z.string(), author: z.string() })
  .parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
const out = resolve(root, values.out);
await mkdir(out, { recursive: true });
for (const cpu of cpus) await pack(cpu);

async function pack(cpu: Cpu): Promise<void> {
  const version = values.as ?? manifest.version;
  const release: Release = {
    root,
    version,
    maintainer: manifest.author,
    cpu,
    mtime: releaseTime(),
  };
  const installed = await mkdtemp(join(tmpdir(), 'chunfeng-server-pack-'));
  try {
    await installProduction(root, installed, cpu);
    const program = await programFiles(root, installed, cpu);
    await write(debName(release), await debOf(program, release));
    if (!values.deb) await write(`${folderName(release)}.tar.gz`, await folderOf(program, release));
  } finally {
    await rm(installed, { recursive: true });
  }
}

function folderName({ version, cpu }: Release): string {
  return `chunfeng-server-${version}-linux-${cpu}`;
}

/** For machines without dpkg: unpacked in /opt, where its units expect it. */
async function folderOf(program: readonly Packed[], release: Release): Promise<Buffer> {
  const place = '/opt/chunfeng-server';
  const debian = join(import.meta.dirname, 'debian');
  const moved = async (path: string, name: string, mode?: number): Promise<Packed> => {
    const packed = await ownFile(path, join(debian, name), mode);
    const text = (await readFile(join(debian, name), 'utf8')).replaceAll(`/${PROGRAM}`, place);
    return { ...packed, from: { bytes: Buffer.from(text) } };
  };
  const own = await Promise.all([
    moved('chunfeng', 'chunfeng.sh', 0o755),
    moved('server.toml', 'server.toml'),
    ...UNITS.map((unit) => moved(`systemd/${unit}`, unit)),
  ]);
  const folder = 'chunfeng-server';
  const files = [...program, ...own].map((file) => ({ ...file, path: `${folder}/${file.path}` }));
  return gzipped(tarOf(files, release.mtime));
}

/** The last commit's, or what `SOURCE_DATE_EPOCH` says where there is no history. */
function releaseTime(): Date {
  const said = process.env.SOURCE_DATE_EPOCH;
  const seconds =
    said ?? execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' });
  return new Date(z.coerce.number().int().positive().parse(seconds.trim()) * 1000);
}

async function write(name: string, bytes: Buffer): Promise<void> {
  await writeFile(join(out, name), bytes);
  terminal.say(`${join(values.out, name)} · ${(bytes.length / 1e6).toFixed(1)} MB`);
}
