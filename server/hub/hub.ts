import { electronPort, nodePort } from '../../shared/process-port.ts';
import { hostHub } from './host-hub.ts';

/** The hub's process: Electron's utility process, or a child of the command that opened the browser's door. */

// What it writes is nobody else's.
process.umask(0o077);
// Ctrl-C reaches every process of the terminal; the one that started this one closes it in order.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

hostHub({
  parent: 'parentPort' in process ? electronPort(process.parentPort) : nodePort(process),
  exit: (code) => process.exit(code),
});
