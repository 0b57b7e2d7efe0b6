import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { realTimers, type Timers } from '../../station/clock/timers.ts';

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

/** Lets the package download its binary, for as long as a person would wait for a window. */
export function obtainElectron(
  root: string,
  patienceMs: number,
  timers: Timers = realTimers,
): Promise<string | undefined> {
  const installer = join(root, 'node_modules', 'electron', 'install.js');
  if (!existsSync(installer)) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], { stdio: 'ignore' });
    const giveUp = timers.after(patienceMs, () => child.kill('SIGKILL'));
    const end = (binary: string | undefined): void => {
      giveUp();
      resolve(binary);
    };
    child.on('error', () => end(undefined));
    child.on('exit', (code) => end(code === 0 ? electronBinary(root) : undefined));
  });
}
