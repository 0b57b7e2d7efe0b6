import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BESIDE, SERVER_FILE } from './server-file.ts';

/** A damaged database is set aside whole, and never overwritten. */

const SET_ASIDE = 'set-aside';

/** What could be read of them is in the database; what cannot be read cannot be taken out either. */
export function destroySetAside(folder: string): void {
  rmSync(join(folder, SET_ASIDE), { recursive: true, force: true });
}

/** Moves the database and its log into a folder of their own. Returns the database's new place. */
export const setAside = (folder: string, now: Date): string =>
  moveAside(folder, now, ['', ...BESIDE]);

/** Moves a log alone, which belongs to another database. Returns its new place. */
export const setLogAside = (folder: string, now: Date): string =>
  `${moveAside(folder, now, BESIDE)}-wal`;

function moveAside(folder: string, now: Date, suffixes: readonly string[]): string {
  const aside = join(folder, SET_ASIDE, now.toISOString().replaceAll(':', '-'));
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  for (const suffix of suffixes) {
    const from = join(folder, SERVER_FILE + suffix);
    if (existsSync(from)) renameSync(from, join(aside, SERVER_FILE + suffix));
  }
  return join(aside, SERVER_FILE);
}
