import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { root } from './outcome.ts';

/** Far longer than any part takes, even on a slow machine: a part that exceeds it is stuck. */
const LONGEST_MS = 45 * 60_000;
const ORPHANED_MS = 30_000;

export interface Ended {
  readonly code: number;
  readonly output: string;
  readonly ms: number;
}

/** Runs one part to its end. `log` receives its output from the start, in case it hangs. */
export async function runPart(
  command: readonly string[],
  log: string,
  { env = {}, longestMs = LONGEST_MS }: { env?: Record<string, string>; longestMs?: number } = {},
): Promise<Ended> {
  await mkdir(dirname(log), { recursive: true });
  const kept = createWriteStream(log);
  const began = performance.now();
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    let output = '';
    const keep = (chunk: Buffer | string): void => {
      output += chunk.toString();
      kept.write(chunk);
    };
    const end = (code: number): void => {
      kept.end(() => resolve({ code, output, ms: performance.now() - began }));
    };
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      env: { ...process.env, FORCE_COLOR: '0', ...env },
    });
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => {
      keep(error.message);
      end(1);
    });
    const stuck =
      longestMs === Infinity
        ? undefined
        : setTimeout(() => {
            const minutes = longestMs / 60_000;
            keep(`\n没有结束，已停下 did not end within ${minutes} minutes, and was stopped`);
            child.kill('SIGKILL');
          }, longestMs);
    child.on('exit', (code) => {
      clearTimeout(stuck);
      // A child process that it left running would keep its output open for ever.
      const orphaned = setTimeout(() => {
        keep('\n留下了没有结束的进程 left a process behind');
        child.stdout.destroy();
        child.stderr.destroy();
        end(1);
      }, ORPHANED_MS);
      child.on('close', () => {
        clearTimeout(orphaned);
        end(code ?? 1);
      });
    });
  });
}
