import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { projectFolder } from '../../electron/commands/places.ts';
import { stays } from './terminal.ts';

type Running = ReturnType<typeof stays>;

const OUTSIDE = new Set(['node_modules', 'dist', 'data', '.git', 'test-results', '.cache']);

export interface Clone {
  readonly project: string;
  /** The `electron` package: a copy of this clone's own, without a binary. */
  readonly electron: string;
  /** Ends what its commands left running, too. */
  remove(): Promise<void>;
  start(args: readonly string[], env?: Readonly<Record<string, string>>): Running;
}

/** The project as it is committed, with the packages that are installed here. */
export async function aClone(): Promise<Clone> {
  const project = await mkdtemp(join(tmpdir(), 'chunfeng-clone-'));
  await cp(projectFolder, project, {
    recursive: true,
    filter: (from) => !OUTSIDE.has(relative(projectFolder, from)),
  });
  const electron = join(project, 'node_modules', 'electron');
  await mkdir(electron, { recursive: true });
  for (const file of ['package.json', 'index.js', 'install.js', 'checksums.json']) {
    await cp(join(projectFolder, 'node_modules', 'electron', file), join(electron, file));
  }
  for (const name of await readdir(join(projectFolder, 'node_modules'))) {
    if (name === 'electron') continue;
    await symlink(join(projectFolder, 'node_modules', name), join(project, 'node_modules', name));
  }
  await keepTypeFaces(project);
  const running: Running[] = [];
  return {
    project,
    electron,
    start(args, env = {}) {
      // What Node keeps of it goes with the clone.
      const own = { NODE_COMPILE_CACHE: join(project, '.cache', 'node') };
      const options = { env: { ...own, ...env }, project };
      const child = stays('start', ['--no-open', '--port', '0', ...args], options);
      running.push(child);
      return child;
    },
    async remove() {
      for (const child of running.filter((each) => each.exitCode === null)) {
        const ended = once(child, 'close');
        child.kill();
        await ended;
      }
      await rm(project, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Cutting them takes most of a first build, and `npm test` has done it. */
async function keepTypeFaces(project: string): Promise<void> {
  const faces = join('.cache', 'page-type');
  if (!existsSync(join(projectFolder, faces))) return;
  await cp(join(projectFolder, faces), join(project, faces), { recursive: true });
}
