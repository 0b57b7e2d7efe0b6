import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KioskProcess } from './kiosk-process.ts';

/** Disks and sticks that only the kiosk sees, in a namespace of its own: any user may mount and fill them. */

export function ownMountsMissing(): string | undefined {
  const tried = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']);
  if (tried.status === 0) return undefined;
  return '不能挂小磁盘 a disk of its own cannot be mounted here (unshare -rm)';
}

const mounts = {
  smallDisk: 'mount -t tmpfs -o size=24m tmpfs "$0"',
  readOnlyDisk: 'mount -t tmpfs tmpfs "$0" && mount -o remount,ro "$0"',
  stick:
    'mount -t tmpfs tmpfs /media && mkdir /media/KINGSTON && mount -t tmpfs tmpfs /media/KINGSTON',
};

/** Goes before the program that then has it: a disk at its data folder, or a stick. */
export function withOwn(what: keyof typeof mounts, folder: string): string[] {
  return ['unshare', '-rm', 'sh', '-c', `${mounts[what]} && exec "$@"`, folder];
}

/** A path as the kiosk sees it. */
export function seenBy({ child }: KioskProcess, path: string): string {
  return join(`/proc/${child.pid}/root`, path);
}

/** Fills the disk of this folder, until the function that it returns is called. */
export function fill(folder: string): () => void {
  const filler = join(folder, 'filler');
  const block = Buffer.alloc(4_096);
  try {
    for (;;) writeFileSync(filler, block, { flag: 'a' });
  } catch {
    return () => rmSync(filler);
  }
}
