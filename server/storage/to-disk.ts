import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Flushes a file's bytes, or a folder's names, to the disk itself. */
export function toDisk(path: string): void {
  // Windows flushes no folder.
  if (process.platform === 'win32') return;
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
