import { writeFileSync } from 'node:fs';

/**
 * A crashing process must not write its memory to a file: it holds keys and the data of the person
 * at the kiosk. Node can set no limits, but on Linux each process can choose which of its memory is
 * dumped: none. Windows and macOS dump nothing unless someone has set the system up for it.
 */
export function refuseCoreDumps(platform: NodeJS.Platform): boolean {
  if (platform !== 'linux') return false;
  try {
    writeFileSync('/proc/self/coredump_filter', '0');
    return true;
  } catch {
    // A system without /proc, or without permission to write there.
    return false;
  }
}
