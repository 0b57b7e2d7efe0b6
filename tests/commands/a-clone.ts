import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { projectFolder } from '../../electron/commands/places.ts';

const OUTSIDE = new Set(['node_modules', 'dist', 'data', '.git', 'test-results', '.cache']);

export interface Clone {
  readonly project: string;
  /** The `electron` package: a copy of this clone's own, without a binary. */
  readonly electron: string;
  remove(): Promise<void>;
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
  return { project, electron, remove: () => rm(project, { recursive: true, force: true }) };
}
