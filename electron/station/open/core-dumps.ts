import { writeFileSync } from 'node:fs';

/**
 * A process that crashes must not write its memory, and with it keys and whoever stood there, into a
 * file. Node can set no limits, but Linux asks each process which of its memory to dump: none. On
 * Windows and macOS nothing is dumped unless someone has set the system up for it.
 */
export function refuseCoreDumps(platform: NodeJS.Platform): boolean {
  if (platform !== 'linux') return false;
  try {
    writeFileSync('/proc/self/coredump_filter', '0');
    return true;
  } catch {
    // A system without /proc, or one that does not let us.
    return false;
  }
}
