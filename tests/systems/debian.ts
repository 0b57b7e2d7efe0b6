import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../shared/result.ts';
import { install, mayInstall, onPath } from './apt.ts';
import { isMade, keptFolder, type Missing, madeOnce, missing } from './kept.ts';

/** A Debian in a folder, and commands that run inside it. */

export interface Recipe {
  readonly suite: string;
  readonly arch: 'amd64' | 'arm64';
  readonly packages: readonly string[];
  /** The size of its folder, for the person who decides to fetch it. */
  readonly size: string;
}

/** Returns its folder. */
export function debian(recipe: Recipe, fetch: boolean): Result<string, Missing> {
  const { suite, arch, packages, size } = recipe;
  const folder = keptFolder(`${suite}-${arch}`);
  const wanted = [suite, arch, packages];
  if (process.platform !== 'linux' || process.arch !== 'x64') return missing('Linux on x64');
  if (!isMade(folder, wanted)) {
    if (!mayInstall() || !fetch) return missing(`root, apt-get, ${size}, and once -- --fetch`);
    madeOnce(folder, wanted, () => make(folder, recipe));
  }
  if (!onPath('unshare') || !onPath('setpriv')) return missing('util-linux');
  const tried = within(folder, folder, ['/bin/true']);
  try {
    run(tried);
    return ok(folder);
  } catch {
    return missing(
      arch === 'arm64'
        ? 'qemu-user-static, and Linux 6.7 or its programs made known'
        : 'namespaces for users (unshare --user)',
    );
  }
}

function make(folder: string, { suite, arch, packages }: Recipe): void {
  const tools = ['debootstrap', ...(arch === 'arm64' ? ['qemu-user-static'] : [])];
  if (!tools.every((tool) => onPath(tool.replace('user', 'aarch64')))) {
    install(...tools);
  }
  rmSync(folder, { recursive: true, force: true });
  // Of another processor's Debian the first stage is enough: its libraries are unpacked.
  const foreign = arch === 'arm64' ? ['--arch=arm64', '--foreign'] : [];
  run(['debootstrap', '--variant=minbase', ...foreign, suite, folder]);
  if (packages.length === 0) return;
  const apt = (...words: string[]): void => {
    run(['chroot', folder, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...words]);
  };
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...packages);
}

/** The words of a command that runs in the folder, with `project` at /p and this machine's /tmp. */
export function within(
  folder: string,
  project: string,
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): string[] {
  const spaces = ['--user', '--map-root-user', '--mount', '--pid', '--fork', '--kill-child'];
  const all = { HOME: '/root', PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', ...env };
  const set = Object.entries(all).map(([name, value]) => `${name}=${value}`);
  const enter = join(import.meta.dirname, 'inside.sh');
  // What runs there ends with the process that started it, and everything inside ends with that.
  const bound = ['setpriv', '--pdeathsig', 'KILL', 'unshare', ...spaces];
  return [...bound, enter, folder, project, 'env', '-i', ...set, ...command];
}

function run([program = '', ...args]: readonly string[]): void {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'], maxBuffer: 2 ** 26 });
}
