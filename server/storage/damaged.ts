import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { toDisk } from './to-disk.ts';
import { BESIDE, SERVER_FILE } from './server-file.ts';

/**
 * A database is set aside whole, and never overwritten. What is moved is noted first, so that the next start goes on
 * where one was killed: a database without its log has lost what it acknowledged last.
 */

const SET_ASIDE = 'set-aside';
/** Lies in a folder while files are moved there, and names them. */
const MOVING = 'moving';
/** A copy on its way. */
export const ARRIVING = `${SERVER_FILE}.arriving`;
/** A copy that takes the database's place as soon as that one is set aside. */
const PUT_BACK = `${SERVER_FILE}.put-back`;

/** What could be read of them is in the database; what cannot be read cannot be taken out either. */
export function destroySetAside(folder: string): void {
  rmSync(join(folder, SET_ASIDE), { recursive: true, force: true });
}

/** Puts the checked copy that arrived in the database's place. Returns that one's new place. */
export function replaceByArrived(folder: string, now: Date): string {
  renameSync(join(folder, ARRIVING), join(folder, PUT_BACK));
  toDisk(folder);
  const aside = moveAside(folder, now, ['', ...BESIDE]);
  renameSync(join(folder, PUT_BACK), join(folder, SERVER_FILE));
  toDisk(folder);
  return aside;
}

/** Goes on where a start, or a command that put a copy back, was killed. */
export function finishMoves(folder: string): void {
  const all = asidesIn(folder);
  for (const aside of all) finishMove(folder, aside);
  rmSync(join(folder, ARRIVING), { force: true });
  const copy = join(folder, PUT_BACK);
  if (!existsSync(copy)) return;
  const isThere = ['', '-wal'].some(
    (suffix) =>
      (statSync(join(folder, SERVER_FILE + suffix), { throwIfNoEntry: false })?.size ?? 0) > 0,
  );
  // The one before was not touched yet: it stays.
  if (isThere) rmSync(copy);
  else renameSync(copy, join(folder, SERVER_FILE));
  toDisk(folder);
}

/** Lies beside a database until all that it still holds is in the new one. */
const TO_SALVAGE = 'to-salvage';

/** Moves the database and its log away, to be salvaged by this start, or by the one that follows if it is killed. */
export function setAsideToSalvage(folder: string, now: Date): string {
  const aside = asideOf(folder, now);
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  writeFileSync(join(aside, TO_SALVAGE), '', { mode: 0o600 });
  return moveAside(folder, now, ['', ...BESIDE]);
}

/** The database that an earlier start set aside and did not finish with. */
export function notYetSalvaged(folder: string): string | undefined {
  const aside = asidesIn(folder).findLast((each) => existsSync(join(each, TO_SALVAGE)));
  const file = aside === undefined ? undefined : join(aside, SERVER_FILE);
  return file !== undefined && existsSync(file) ? file : undefined;
}

export const nowSalvaged = (file: string): void => rmSync(join(dirname(file), TO_SALVAGE));

/** Moves a log alone, which belongs to another database. Returns its new place. */
export const setLogAside = (folder: string, now: Date): string =>
  `${moveAside(folder, now, BESIDE)}-wal`;

const asideOf = (folder: string, now: Date): string =>
  join(folder, SET_ASIDE, now.toISOString().replaceAll(':', '-'));

/** Oldest first. */
function asidesIn(folder: string): string[] {
  const all = join(folder, SET_ASIDE);
  const names = existsSync(all) ? readdirSync(all) : [];
  return names.toSorted().map((name) => join(all, name));
}

function moveAside(folder: string, now: Date, suffixes: readonly string[]): string {
  const aside = asideOf(folder, now);
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  const there = suffixes.filter((suffix) => existsSync(join(folder, SERVER_FILE + suffix)));
  writeFileSync(join(aside, MOVING), there.join('\n'), { mode: 0o600 });
  for (const each of [join(aside, MOVING), aside]) toDisk(each);
  finishMove(folder, aside);
  return join(aside, SERVER_FILE);
}

function finishMove(folder: string, aside: string): void {
  const mark = join(aside, MOVING);
  if (!existsSync(mark)) return;
  const suffixes = readFileSync(mark, 'utf8').split('\n');
  // The log first: a database that is gone is missed, and one without its log is not.
  for (const suffix of suffixes.toReversed()) {
    const from = join(folder, SERVER_FILE + suffix);
    const to = join(aside, SERVER_FILE + suffix);
    if (existsSync(from) && !existsSync(to)) renameSync(from, to);
  }
  for (const each of [aside, folder]) toDisk(each);
  rmSync(mark);
}
