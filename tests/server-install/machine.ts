import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A Debian in a folder, its packages, and its service as the unit would run it: no systemd runs here. */

const inside = join(import.meta.dirname, 'inside.sh');
const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8', HOME: '/root' };
const words = (root: string, ...rest: readonly string[]): string[] => [
  '--mount',
  '--pid',
  '--fork',
  '--kill-child',
  inside,
  root,
  ...rest,
];

export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

export interface Service {
  /** Undefined where it ended before that. */
  readonly address: string | undefined;
  stop(): Promise<Ended>;
}

export class Machine {
  readonly root: string;
  constructor(root: string) {
    this.root = root;
  }

  /** As its administrator. */
  run(...command: readonly string[]): Ended {
    const { status, stdout, stderr } = spawnSync('unshare', words(this.root, 'write', ...command), {
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
      encoding: 'utf8',
    });
    return { code: status, said: `${stdout}${stderr}` };
  }

  /** With what the unit says of user, folders and start. */
  unit(): { readonly user: string; readonly places: string; readonly start: readonly string[] } {
    const file = join(this.root, 'usr/lib/systemd/system/chunfeng-server.service');
    const text = readFileSync(file, 'utf8');
    const value = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1] ?? '';
    const places = `/var/lib/${value('StateDirectory')} /var/log/${value('LogsDirectory')}`;
    return { user: value('User'), places, start: value('ExecStart').split(' ') };
  }

  /** A command in the unit's sandbox. */
  sealed(...command: readonly string[]): Ended {
    const { user, places } = this.unit();
    const args = words(this.root, 'sealed', user, places, ...command);
    const { status, stdout, stderr } = spawnSync('unshare', args, { env, encoding: 'utf8' });
    return { code: status, said: `${stdout}${stderr}` };
  }

  async start(): Promise<Service> {
    const { user, places, start } = this.unit();
    const child = spawn('unshare', words(this.root, 'sealed', user, places, ...start), {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const ended = once(child, 'close');
    const address = await new Promise<string | undefined>((resolve) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          const [, found] = /(https?:\S+)\/docs/.exec(said) ?? [];
          if (found !== undefined) resolve(found);
        });
      }
      void ended.then(() => resolve(undefined));
    });
    return {
      address,
      async stop() {
        signalWithin(child, 'SIGTERM');
        await ended;
        return { code: child.exitCode, said };
      },
    };
  }
}

/** `unshare` waits for the command, and passes no signal on to it. */
function signalWithin(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.exitCode !== null) return;
  const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
  process.kill(Number(children.trim()), signal);
}

export function copyOf(system: string, root: string): Machine {
  execFileSync('cp', ['-a', '--reflink=auto', `${system}/.`, root]);
  return new Machine(root);
}
