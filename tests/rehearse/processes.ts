import { type ChildProcess, fork, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { answerSchema, type Opening, type Order } from './orders.ts';

/** The processes of a rehearsal: they are killed without a word, and begin again with what is on disk. */

const root = join(import.meta.dirname, '..', '..');

interface InHand {
  readonly order: Order;
  /** Said twice, it would happen twice: nobody could tell afterwards. */
  readonly once: boolean;
  readonly done: (pass: string) => void;
  readonly failed: (error: Error) => void;
}

export interface StationProcess {
  /** Answers when the station has it on its disk; the pass of whoever entered. */
  ask(order: Order, once?: boolean): Promise<string>;
  /** Pulls the plug, as soon as that can be told from the outside; and starts it again. */
  kill(): void;
  close(): Promise<void>;
}

export async function startStation(opening: Opening): Promise<StationProcess> {
  let child: ChildProcess | undefined;
  let inHand: InHand | undefined;
  let condemned = false;
  let number = 0;
  let ended: () => void = () => undefined;

  function send({ order }: Pick<InHand, 'order'>): void {
    number += 1;
    child?.send({ number, order });
  }

  function finish(): void {
    inHand = undefined;
    if (!condemned) return;
    condemned = false;
    child?.kill('SIGKILL');
  }

  function start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const own = fork(join(import.meta.dirname, 'station-process.ts'), { cwd: root });
      child = own;
      let opened = false;
      own.on('message', (message) => {
        const { fault, pass } = answerSchema.parse(message);
        if (!opened) {
          opened = true;
          if (fault === '') resolve();
          else reject(new Error(`station ${opening.slot} did not open: ${fault}`));
          return;
        }
        const { done, failed } = inHand ?? {};
        if (fault === '') done?.(pass ?? '');
        else failed?.(new Error(`station ${opening.slot}: ${fault}`));
        finish();
      });
      // Told something in the moment of its death: it is told again when it has begun anew.
      own.on('error', () => undefined);
      own.on('exit', (__, signal) => {
        if (signal !== 'SIGKILL') return ended();
        // What was in hand is asked again, as the person in front of it would.
        start().then(() => inHand && send(inHand), reject);
      });
      send({ order: opening });
    });
  }

  await start();
  return {
    ask: (order, once = false) =>
      new Promise((done, failed) => {
        inHand = { order, once, done, failed };
        send(inHand);
      }),
    kill() {
      if (inHand?.once) condemned = true;
      else child?.kill('SIGKILL');
    },
    close: () =>
      new Promise((resolve) => {
        ended = resolve;
        send({ order: { do: 'close' } });
        inHand = {
          order: { do: 'close' },
          once: true,
          done: () => child?.disconnect(),
          failed: () => child?.disconnect(),
        };
      }),
  };
}

export interface ServerProcess {
  readonly port: number;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly data: string;
  readonly fairFile: string;
  readonly token: string;
  /** PostgreSQL in the place of a folder. */
  readonly database?: string;
  /** Of a hub: the server that it hands on to. */
  readonly upstream?: string;
}

export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const port = await freePort();
  let child = await listening(options, port);
  return {
    port,
    async kill() {
      await gone(child, 'SIGKILL');
      child = await listening(options, port);
    },
    stop: () => gone(child, 'SIGTERM'),
  };
}

function gone(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

function listening(
  { data, fairFile, token, database, upstream }: ServerOptions,
  port: number,
): Promise<ChildProcess> {
  const { DATABASE_URL: _elsewhere, ...env } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        'server/main.ts',
        ...Object.entries({
          fair: fairFile,
          data,
          port,
          ...(upstream !== undefined && { upstream }),
        }).flatMap(([name, value]) => [`--${name}`, `${value}`]),
      ],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...env, CHUNFENG_TOKEN: token, ...(database && { DATABASE_URL: database }) },
      },
    );
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (said.includes('/docs')) resolve(child);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      if (address === null || typeof address === 'string') return reject(new Error('no port'));
      probe.close(() => resolve(address.port));
    });
  });
}
