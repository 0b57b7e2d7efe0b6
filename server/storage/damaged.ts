import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** Lies beside a database until all that it still holds is in the new one. */
const TO_SALVAGE = 'to-salvage';

/** As `setAside`, and remembered: a start that is killed in the middle is followed by one that goes on. */
export function setAsideToSalvage(folder: string, now: Date): string {
  const aside = asideOf(folder, now);
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  writeFileSync(join(aside, TO_SALVAGE), '', { mode: 0o600 });
  return setAside(folder, now);
}

/** The database that an earlier start set aside and did not finish with. */
export function notYetSalvaged(folder: string): string | undefined {
  const all = join(folder, SET_ASIDE);
  const names = existsSync(all) ? readdirSync(all) : [];
  const name = names.toSorted().findLast((each) => existsSync(join(all, each, TO_SALVAGE)));
  const file = name === undefined ? undefined : join(all, name, SERVER_FILE);
  return file !== undefined && existsSync(file) ? file : undefined;
}

export const nowSalvaged = (file: string): void => rmSync(join(dirname(file), TO_SALVAGE));

/** Moves a log alone, which belongs to another database. Returns its new place. */
export const setLogAside = (folder: string, now: Date): string =>
  `${moveAside(folder, now, BESIDE)}-wal`;

const asideOf = (folder: string, now: Date): string =>
  join(folder, SET_ASIDE, now.toISOString().replaceAll(':', '-'));

function moveAside(folder: string, now: Date, suffixes: readonly string[]): string {
  const aside = asideOf(folder, now);
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  for (const suffix of suffixes) {
    const from = join(folder, SERVER_FILE + suffix);
    if (existsSync(from)) renameSync(from, join(aside, SERVER_FILE + suffix));
  }
  return join(aside, SERVER_FILE);
}
