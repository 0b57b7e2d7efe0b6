import { execFile } from 'node:child_process';
import { copyFile, glob, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

export type Cpu = 'x64' | 'arm64';

/** npm itself installs what the lock file says for the server, without Vite and Electron. */
export async function installProduction(root: string, folder: string, cpu: Cpu): Promise<void> {
  for (const file of ['package.json', 'package-lock.json', '.npmrc', 'server/package.json']) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await copyFile(join(root, file), join(folder, file));
  }
  const system = ['--os=linux', `--cpu=${cpu}`, '--libc=glibc'];
  const only = ['--workspace=server', '--omit=dev', '--ignore-scripts'];
  await promisify(execFile)('npm', ['ci', ...only, ...system, '--loglevel=error'], {
    cwd: folder,
  });
}

/** The folders of all packages; npm's link to the server itself is none. */
export async function packagesIn(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const manifests = '**/node_modules/{*,@*/*}/package.json';
  for await (const file of glob(manifests, { cwd: folder })) {
    if (!file.includes('chunfeng-server/')) found.push(join(folder, dirname(file)));
  }
  return found.toSorted();
}
