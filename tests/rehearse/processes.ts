import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { openPostgres } from '../../server/storage/postgres-home.ts';
import { openSqlite } from '../../server/storage/sqlite-home.ts';
import { anyToken } from '../../server/testing/any-door.ts';
import { answerSchema, type Opening, type Order } from './orders.ts';

/** The processes of a rehearsal: they are killed without warning, and restart with what is on disk. */

const root = join(import.meta.dirname, '..', '..');

interface InHand {
  readonly order: Order;
  /** Never resend these: they would happen twice, and nobody could tell afterwards. */
  readonly once: boolean;
  readonly done: (pass: string) => void;
  readonly failed: (error: Error) => void;
}

export interface StationProcess {
  /** Resolves when the station has it on disk, with the pass of the person who checked in. */
  ask(order: Order, once?: boolean): Promise<string>;
  /** Kills the process as soon as an outside sign shows that it is busy, and restarts it. */
  kill(): void;
  /** Kills the process for good, whatever it is doing. */
  end(): Promise<void>;
}

export async function startStation(opening: Opening): Promise<StationProcess> {
  let child: ChildProcess;
  let inHand: InHand | undefined;
  /** A command during a restart waits until the station is ready: sooner, it would be lost. */
  let open = false;
  let condemned = false;
  let ending = false;
  let broken: Error | undefined;
  /** The id of the awaited command; late replies of a killed process are ignored. */
  let number = 0;

  function send({ order }: Pick<InHand, 'order'>): void {
    number += 1;
    child.send({ number, order });
  }

  function fail(error: Error): void {
    broken = error;
    inHand?.failed(error);
    inHand = undefined;
  }

  function pull(): void {
    condemned = false;
    open = false;
    number += 1;
    child.kill('SIGKILL');
  }

  function start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const own = fork(join(import.meta.dirname, 'station-process.ts'), { cwd: root });
      child = own;
      own.on('message', (message) => {
        const { fault, pass, number: answered } = answerSchema.parse(message);
        if (child !== own || answered !== number) return;
        if (!open) {
          open = fault === '';
          if (open) resolve();
          else reject(new Error(`station ${opening.slot} did not open: ${fault}`));
          return;
        }
        if (fault === '') inHand?.done(pass ?? '');
        else fail(new Error(`station ${opening.slot}: ${fault}`));
        inHand = undefined;
        if (condemned) pull();
      });
      // The process died while it received the command; it gets the command again after the restart.
      own.on('error', () => undefined);
      own.on('exit', (code, signal) => {
        if (ending) return;
        if (signal !== 'SIGKILL') {
          const error = new Error(`station ${opening.slot} ended by itself with ${code ?? signal}`);
          reject(error);
          fail(error);
          return;
        }
        // Repeat what was in progress, as the person at the station would.
        start().then(() => inHand && send(inHand), fail);
      });
      send({ order: opening });
    });
  }

  await start();
  return {
    ask: (order, once = false) =>
      new Promise((done, failed) => {
        if (broken) return failed(broken);
        inHand = { order, once, done, failed };
        if (open) send(inHand);
      }),
    kill() {
      if (inHand?.once) condemned = true;
      else pull();
    },
    end() {
      ending = true;
      return gone(child, 'SIGKILL');
    },
  };
}

export interface ServerProcess {
  /** A new port after each start: another process may have taken the old one. */
  readonly port: number;
  readonly pid: number;
  /** A program's token, made beside the running server, as at its terminal. */
  tokenFor(fair: string): Promise<string>;
  kill(): Promise<void>;
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

export interface ServerOptions {
  readonly data: string;
  readonly fairFile: string;
  /** PostgreSQL in place of a folder. */
  readonly database?: string;
  /** For a hub: the server that it relays to. */
  readonly upstream?: string;
}

export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  let running = await listening(options);
  let starting = Promise.resolve(running);
  return {
    get port() {
      return running.port;
    },
    get pid() {
      return running.child.pid ?? 0;
    },
    async tokenFor(fair) {
      const { data, database } = options;
      const opened = await (database === undefined
        ? openSqlite(data, { beside: true })
        : openPostgres(database));
      if (!opened.ok) throw new Error(opened.fault.kind);
      const token = await anyToken(opened.value, fair);
      await opened.value.close();
      return token;
    },
    async kill() {
      starting = starting.then(async ({ child }) => {
        await gone(child, 'SIGKILL');
        running = await listening(options);
        return running;
      });
      await starting;
    },
    async stop(signal = 'SIGTERM') {
      await starting.catch(() => undefined);
      await gone(running.child, signal);
    },
  };
}

function gone(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
}

function listening({ data, fairFile, database, upstream }: ServerOptions): Promise<Running> {
  const { DATABASE_URL: _elsewhere, ...env } = process.env;
  const args = Object.entries({
    fair: fairFile,
    ...(database === undefined && { data }),
    port: '0',
    ...(upstream !== undefined && { upstream }),
  }).flatMap(([name, value]) => [`--${name}`, value]);
  return new Promise((resolve, reject) => {
    // A channel to the child, so that it ends with this process, however this process ends.
    const child = fork(join(root, 'server', 'main.ts'), [...args, '--as-root'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      env: { ...env, ...(database && { DATABASE_URL: database }) },
    });
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      if (said.length < 10_000) said += chunk.toString('utf8');
      const [, port] = /:([0-9]+)\/docs/.exec(said) ?? [];
      if (port !== undefined) resolve({ child, port: Number(port) });
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}
