import { fork as forkNode, type StdioOptions } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';
import { carriedPorts, type Port, type PortMessage } from './ports.ts';

/**
 * `utilityProcess.fork` as a plain child of Node: for the stand-in, which has no Electron, and for an
 * Electron whose own Node is too old for the station.
 */

type Stdio = 'pipe' | 'ignore' | 'inherit';
export interface ForkOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly execArgv?: readonly string[];
  readonly cwd?: string;
  readonly stdio?: Stdio | readonly Stdio[];
  readonly serviceName?: string;
}

/** What crosses to the child: a message with the ports that come along, or news of a port. */
export type ToChild =
  | { readonly message: unknown; readonly ports: readonly string[] }
  | PortMessage;
export type FromChild = { readonly message: unknown } | PortMessage;

type Listen = (
  event: 'spawn' | 'message' | 'exit',
  listener: (...args: unknown[]) => void,
) => unknown;

export interface UtilityChild {
  readonly pid: number | undefined;
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
  postMessage(message: unknown, transfer?: readonly Port[]): void;
  kill(): boolean;
  readonly on: Listen;
  readonly once: Listen;
  readonly off: Listen;
}

/** @param bootstrap gives the child its `process.parentPort`, before its own module loads. */
export function forkWith(node: string, bootstrap: string) {
  return function fork(
    modulePath: string,
    args: readonly string[] = [],
    { env, execArgv = [], cwd, stdio = 'inherit' }: ForkOptions = {},
  ): UtilityChild {
    const streams = typeof stdio === 'string' ? (['ignore', stdio, stdio] as const) : stdio;
    const withChannel: StdioOptions = [...streams, 'ipc'];
    const child = forkNode(modulePath, [...args], {
      execPath: node,
      execArgv: ['--import', bootstrap, ...execArgv],
      // A child of Electron must not take itself for Electron.
      env: { ...(env ?? process.env), ELECTRON_RUN_AS_NODE: undefined },
      serialization: 'advanced',
      stdio: withChannel,
      ...(cwd !== undefined && { cwd }),
    });
    const emitter = new EventEmitter();
    const send = (message: ToChild): void => {
      if (child.connected) child.send(message, () => undefined);
    };
    const ports = carriedPorts(send);
    child.on('spawn', () => emitter.emit('spawn'));
    child.on('message', (message: FromChild) => {
      if ('port' in message) ports.hear(message);
      else emitter.emit('message', message.message);
    });
    child.on('exit', (code, signal) => {
      ports.end();
      // Electron reports a child that a signal ended by the signal’s number.
      emitter.emit('exit', code ?? (signal === 'SIGKILL' ? 9 : 15));
    });
    child.on('error', () => undefined);
    return {
      get pid() {
        return child.pid;
      },
      stdout: child.stdout,
      stderr: child.stderr,
      postMessage: (message, transfer = []) =>
        send({
          message: structuredClone(message),
          ports: transfer.map((port) => ports.carry(port)),
        }),
      kill: () => child.kill(),
      on: (event, listener) => emitter.on(event, listener),
      once: (event, listener) => emitter.once(event, listener),
      off: (event, listener) => emitter.off(event, listener),
    };
  };
}
