import { refuseCoreDumps } from '../open/core-dumps.ts';
import { hostStation } from './host.ts';
import { ORPHAN_TIMES, watchForOrphan } from './orphan-watch.ts';
import { electronPort, nodePort } from '../../../shared/process-port.ts';

/** The station's process: Electron's utility process, or a child of the browser door's command. */

refuseCoreDumps(process.platform);
// Ctrl-C reaches every process of the terminal; the one that started this one closes it in order.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

const { ppid } = process;
const isElectrons = 'parentPort' in process;
// Electron's own line ends its processes, also those that hang.
if (!isElectrons) watchForOrphan({ parent: ppid, ...ORPHAN_TIMES });

const log = hostStation({
  parent: 'parentPort' in process ? electronPort(process.parentPort) : nodePort(process),
  exit: (code) => process.exit(code),
});

/** A bug leaves this process in an unknown state. Another one takes its place; the ledger is on disk. */
const endWith = (bug: unknown): void => {
  log('bug', bug);
  process.exit(1);
};
process.on('uncaughtException', endWith);
process.on('unhandledRejection', endWith);
