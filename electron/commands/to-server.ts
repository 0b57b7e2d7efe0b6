import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectFolder } from './places.ts';

/** `npx chunfeng server …`: the server's own program, which a machine that is only a server has, too. */
export async function toServer(argv: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [join(projectFolder, 'server', 'main.ts'), ...argv], {
    stdio: 'inherit',
  });
  // The terminal signals both; this one waits for the other's end.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  await once(child, 'exit');
  process.exitCode = child.exitCode ?? 1;
}
