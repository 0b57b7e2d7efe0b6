import { MessageChannelMain, type MessagePortMain, utilityProcess } from 'electron';
import type { ChildProcess } from '../station/process/kept-process.ts';
import type { Supervisor } from '../station/process/supervisor.ts';
import type { PageStation } from './calls.ts';

export interface UtilityStation extends ChildProcess {
  /** A page's end of a new port to the station. */
  openPage(): MessagePortMain;
}

/** The station's process under Electron. `entry` is a built file. */
export function forkUtilityStation(entry: string): UtilityStation {
  const { child, ...held } = forked(entry, 'chunfeng-station');
  return {
    ...held,
    openPage() {
      const { port1, port2 } = new MessageChannelMain();
      child.postMessage({ kind: 'page' }, [port1]);
      return port2;
    },
  };
}

/** The hub's, beside it. */
export function forkUtilityHub(entry: string): ChildProcess {
  const { child: _child, ...held } = forked(entry, 'chunfeng-hub');
  return held;
}

function forked(entry: string, serviceName: string) {
  const child = utilityProcess.fork(entry, [], { serviceName });
  const held: ChildProcess = {
    port: {
      post: (message) => child.postMessage(message, []),
      onMessage: (listener) =>
        void child.on('message', (message: unknown) => listener(message, [])),
      onClose: (listener) => void child.once('exit', listener),
      close: () => void child.kill(),
    },
    // Electron's own `kill` asks politely, and a process that hangs does not hear it.
    kill: () => {
      if (child.pid !== undefined) endProcess(child.pid);
    },
    onExit: (listener) => void child.once('exit', (code) => listener(`exit code ${code}`)),
  };
  return { child, ...held };
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

export function pageStation(station: Supervisor<UtilityStation>): PageStation {
  return {
    ...station,
    openPage: () => station.current()?.openPage(),
    pageGone: () => station.current()?.port.post({ kind: 'page-gone' }),
  };
}
