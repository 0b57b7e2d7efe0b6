import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where the npm package keeps Electron's binary. Don't import the package: that starts a download.
 */
export function electronBinary(root: string): string | undefined {
  const home = join(root, 'node_modules', 'electron');
  const pathFile = join(home, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const binary = join(home, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
}

/**
 * Fetches the binary in a process of its own, which prints how far it is and ends with this one.
 * `stopped`: by Ctrl-C, or a signal to this process.
 */
export function obtainElectron(root: string): Promise<'here' | 'not-here' | 'stopped'> {
  // Without the package (`npm ci --omit=dev`) there is nothing to fetch it for.
  const installer = join(root, 'node_modules', 'electron', 'install.js');
  if (!existsSync(installer)) return Promise.resolve('not-here');
  const script = join(import.meta.dirname, 'fetch-electron.ts');
  const child = spawn(process.execPath, [script, root], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    child.kill();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  return new Promise((resolve) => {
    const end = (isHere: boolean): void => {
      for (const signal of signals) process.off(signal, stop);
      if (stopped) resolve('stopped');
      else resolve(isHere ? 'here' : 'not-here');
    };
    child.on('error', () => end(false));
    child.on('exit', (code) => end(code === 0));
  });
}
