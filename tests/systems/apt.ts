import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { oneAtATime } from '../../electron/commands/start/one-at-a-time.ts';
import { root } from '../report/outcome.ts';

/** What a lane needs of Debian's own packages, where they may be installed. */

export const mayInstall = (): boolean => process.getuid?.() === 0 && onPath('apt-get');

export function install(...packages: readonly string[]): void {
  // Another lane may be at it, and apt gives up at once.
  const release = oneAtATime(join(root, '.cache', 'apt.lock'), () => undefined);
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...packages);
  release();
}

function apt(...words: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['-q', ...words], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

export function onPath(program: string): boolean {
  const folders = (process.env.PATH ?? '').split(':');
  return folders.some((folder) => existsSync(join(folder, program)));
}
