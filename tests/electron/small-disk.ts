import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KioskProcess } from './kiosk-process.ts';

/**
 * A disk of a few megabytes that only the kiosk sees, in a namespace of its own: any user may mount, fill and
 * empty it there.
 */

const MEGABYTES = 24;

export function smallDiskMissing(): string | undefined {
  const tried = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']);
  if (tried.status === 0) return undefined;
  return '不能挂小磁盘 a small disk cannot be mounted here (unshare -rm)';
}

/** Goes before the program that then has the disk at `folder`. */
export function onSmallDisk(folder: string, prepare = 'true'): string[] {
  const script = `mount -t tmpfs -o size=${MEGABYTES}m tmpfs "$0" && ${prepare} && exec "$@"`;
  return ['unshare', '-rm', 'sh', '-c', script, folder];
}

export function diskOf({ child }: KioskProcess, folder: string) {
  const filler = join(`/proc/${child.pid}/root`, folder, 'filler');
  return {
    fill(): void {
      const block = Buffer.alloc(4_096);
      try {
        for (;;) writeFileSync(filler, block, { flag: 'a' });
      } catch {
        // It is full.
      }
    },
    empty: () => rmSync(filler),
  };
}
