import { fork } from 'node:child_process';
import { nodePort } from './port.ts';
import type { StationProcess } from './supervisor.ts';

export interface ChildStation extends StationProcess {
  readonly pid: number | undefined;
}

/** A station's process as a child of this one, without Electron. */
export function forkStation(entry: string): ChildStation {
  // A developer who debugs the command wants to debug the station too, at a port of its own.
  const inspected = process.execArgv.some((arg) => arg.startsWith('--inspect'));
  const child = fork(entry, [], {
    serialization: 'advanced',
    execArgv: inspected ? ['--inspect=0'] : [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return {
    pid: child.pid,
    port: nodePort(child),
    kill: () => void child.kill('SIGKILL'),
    onExit(listener) {
      child.once('exit', (code, signal) => listener(signal ?? `exit code ${code}`));
      child.once('error', (error) => {
        if (child.pid === undefined) listener(error.message);
      });
    },
  };
}
