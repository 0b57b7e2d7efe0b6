import { fork } from 'node:child_process';
import { nodePort } from '../../../shared/process-port.ts';
import type { ChildProcess } from './kept-process.ts';

export interface NodeChild extends ChildProcess {
  readonly pid: number | undefined;
}

/** A station or its hub as a child of this process, without Electron. */
export function forkChild(entry: string): NodeChild {
  // A developer who debugs the command wants to debug its children too, at ports of their own.
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
