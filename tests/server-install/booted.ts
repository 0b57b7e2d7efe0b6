import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ok, type Result } from '../../shared/result.ts';
import { onPath } from '../systems/apt.ts';
import { type Missing, missing } from '../systems/kept.ts';
import type { Ended } from './machine.ts';

/** A Debian in a folder, started by its own systemd, with a network of its own that leads nowhere. */

const firstProcess = join(import.meta.dirname, 'first-process.sh');
const env = {
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C.UTF-8',
  DEBIAN_FRONTEND: 'noninteractive',
};

export interface Booted {
  /** As its administrator. */
  run(...command: readonly string[]): Ended;
  /** As if the plug were pulled. */
  end(): Promise<void>;
}

const NEEDS = 'Linux 上的 root、cgroup v2、unshare 和 nsenter（能挂载 mounts allowed）';

let boots = 0;
/** It takes seconds; on a machine that has much else to do, a minute. */
const PATIENCE_MS = 180_000;

/** Once systemd says that it is up. */
export async function booted(root: string): Promise<Result<Booted, Missing>> {
  const groups = controlGroups();
  if (groups === undefined || !['unshare', 'nsenter'].every(onPath)) return missing(NEEDS);
  const group = join(groups, `chunfeng-${process.pid}-${(boots += 1)}`);
  try {
    mkdirSync(group);
  } catch {
    return missing(NEEDS);
  }
  const spaces = ['--mount', '--uts', '--ipc', '--pid', '--net', '--cgroup', '--fork'];
  // It enters its control group first: systemd then has that one for its root.
  const enter = 'echo $$ >"$1/cgroup.procs" && shift && exec "$@"';
  const words = ['unshare', ...spaces, '--kill-child', firstProcess, root];
  const outside = spawn('sh', ['-c', enter, 'sh', group, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [outside.stdout, outside.stderr]) {
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  const gone = once(outside, 'close');
  const machine: Booted = {
    run: (...command) => within(outside.pid ?? 0, command),
    async end() {
      outside.kill('SIGKILL');
      await gone;
      await emptied(group);
    },
  };
  const until = performance.now() + PATIENCE_MS;
  const isUp = (): boolean => outside.exitCode === null && outside.signalCode === null;
  while (isUp() && performance.now() < until) {
    if (/^(running|degraded)/.test(machine.run('systemctl', 'is-system-running').said)) {
      return ok(machine);
    }
    await pause(200);
  }
  await machine.end();
  console.log(said);
  return missing(NEEDS);
}

function within(outside: number, command: readonly string[]): Ended {
  const children = `/proc/${outside}/task/${outside}/children`;
  const first = existsSync(children) ? readFileSync(children, 'utf8').trim() : '';
  if (first === '') return { code: null, said: '' };
  const args = ['--target', first, '--all', '--wdns=/', ...command];
  const { status, stdout, stderr } = spawnSync('nsenter', args, { env, encoding: 'utf8' });
  return { code: status, said: `${stdout}${stderr}` };
}

/** Where version 2 is mounted, beside version 1 or alone. */
function controlGroups(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const mounts = readFileSync('/proc/mounts', 'utf8').split('\n');
  return mounts.map((line) => line.split(' ')).find(([, , type]) => type === 'cgroup2')?.[1];
}

/** Its processes end a moment later than the first of them. */
async function emptied(group: string): Promise<void> {
  while (existsSync(group)) {
    try {
      const quiet = { stdio: 'ignore' } as const;
      execFileSync('find', [group, '-depth', '-type', 'd', '-exec', 'rmdir', '{}', '+'], quiet);
    } catch {
      await pause(100);
    }
  }
}
