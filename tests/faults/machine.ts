import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { z } from 'zod';
import { LEDGER_FILE } from '../../electron/station/store/damage.ts';

/** Drives a real station's process from outside, and compares what it said with what is on the disk. */

const root = join(import.meta.dirname, '../..');
const replySchema = z.object({ ok: z.literal(true), value: z.unknown() });
const welcomed = z.object({
  ok: z.literal(true),
  value: z.object({ arrival: z.string(), pass: z.object({ shortCode: z.string() }) }),
});
const opened = z.object({ ok: z.literal(true), value: z.object({ key: z.string() }) });
const status = z.object({
  ok: z.literal(true),
  value: z.object({ notices: z.array(z.looseObject({ kind: z.string() })) }),
});

/** What staff of the sample fair type. */
const PIN = '2580';

export interface Machine {
  readonly child: ChildProcess;
  said(): string;
  /** Undefined if it ended before that. */
  readonly address: string | undefined;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Starts a program of this project, until it says that it is open, or ends. */
async function started(args: readonly string[], isOpen: RegExp): Promise<Machine> {
  const { DATABASE_URL: _none, ...env } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise<undefined>((resolve) => child.once('exit', () => resolve(undefined)));
  const address = await new Promise<string | undefined>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const found = isOpen.exec(said);
        if (found) resolve(found[1]);
      });
    }
    void ended.then(resolve);
  });
  return {
    child,
    address,
    said: () => said,
    async kill(signal) {
      child.kill(signal);
      await ended;
    },
  };
}

export const startServer = (folder: string, port: number, fair: string): Promise<Machine> =>
  started(
    [
      join(root, 'server/main.ts'),
      '--as-root',
      '--data',
      folder,
      '--port',
      String(port),
      '--fair',
      fair,
    ],
    /(http:\S+)\/docs/,
  );

/** A page at a station's door, with a list of everybody it was told that they are checked in. */
export class Door {
  readonly saved: string[];
  readonly #machine: Machine;
  readonly #folder: string;
  #cookie = '';

  private constructor(machine: Machine, folder: string, saved: string[]) {
    this.#machine = machine;
    this.#folder = folder;
    this.saved = saved;
  }

  static async open(folder: string, server = 'http://127.0.0.1:9', saved: string[] = []) {
    const machine = await started(
      [join(root, 'tests/faults/door.ts'), folder, server],
      /open at (http:\S+)/,
    );
    const door = new Door(machine, folder, saved);
    if (machine.address !== undefined) {
      const entered = await fetch(machine.address, { redirect: 'manual' });
      door.#cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      await door.call('station.hello', {});
    }
    return door;
  }

  get isOpen(): boolean {
    return this.#machine.address !== undefined && this.#machine.child.exitCode === null;
  }
  get pid(): number {
    return this.#machine.child.pid ?? 0;
  }
  said = (): string => this.#machine.said();
  kill = (signal: NodeJS.Signals): Promise<void> => this.#machine.kill(signal);

  async call(name: string, input: object): Promise<unknown> {
    const { origin } = new URL(this.#machine.address ?? '');
    const answer = await fetch(new URL(`/call/${name}`, origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, cookie: this.#cookie },
      body: JSON.stringify(input),
    }).catch(() => undefined);
    return answer && replySchema.safeParse(await answer.json()).data?.value;
  }

  /** Somebody without a name walks in. Returns how many were told that they are checked in. */
  async arrive(times: number): Promise<number> {
    let taken = 0;
    for (let i = 0; i < times; i += 1) {
      const arrival = randomBytes(8).toString('hex');
      const welcome = welcomed.safeParse(await this.call('arrival.nameless', { arrival })).data;
      if (!welcome) continue;
      taken += 1;
      this.saved.push(welcome.value.pass.shortCode);
      await this.call('arrival.leave', { arrival: welcome.value.arrival });
    }
    return taken;
  }

  async staff(name: string): Promise<unknown> {
    const key = opened.parse(await this.call('staff.open', { pin: PIN })).value.key;
    return this.call(name, { key });
  }

  async notices(): Promise<string[]> {
    const { notices } = status.parse(await this.staff('staff.status')).value;
    return notices.map(({ kind }) => kind);
  }

  /** How many facts of check-ins the file holds. */
  written(): number {
    const db = new SqliteDatabase(join(this.#folder, LEDGER_FILE), { readonly: true });
    try {
      const count = db.prepare("SELECT count(*) FROM fact WHERE kind = 'checkin'");
      return z.int().parse(count.pluck().get());
    } finally {
      db.close();
    }
  }
}

export const has = (program: string): boolean =>
  spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;

/** Makes a system call of a process fail, for as long as the work takes. Returns how often it did. */
export async function injected(
  pid: number,
  calls: string,
  fault: string,
  files: readonly string[],
  work: () => Promise<unknown>,
): Promise<number> {
  const strace = spawn(
    'strace',
    [
      '-f',
      '-p',
      String(pid),
      ...files.flatMap((file) => ['-P', file]),
      '-e',
      `trace=${calls}`,
      '-e',
      `inject=${calls}:${fault}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let traced = '';
  strace.stderr.on('data', (chunk: Buffer) => (traced += chunk.toString()));
  while (!traced.includes('attached') && strace.exitCode === null) await pause(20);
  const ended = new Promise((resolve) => strace.once('exit', resolve));
  await work();
  strace.kill('SIGINT');
  await ended;
  return traced.split('INJECTED').length - 1;
}
