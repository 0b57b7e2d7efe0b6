import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { diskFault } from '../../shared/disk-fault.ts';
import { LOCK_FILE, lockOver } from '../../shared/sqlite/folder-lock.ts';

/** The server's SQLite file and its folder: whose they are, who may read them, and in what condition. */

export const SERVER_FILE = 'server.db';
/** What SQLite keeps beside a database. */
export const BESIDE = ['-wal', '-shm'] as const;

/** In the file's header: “Cfsv”. Files from before have a zero there. */
const APPLICATION_ID = 0x43_66_73_76;

export function lockServerFolder(folder: string) {
  const file = join(folder, LOCK_FILE);
  closeSync(openSync(file, 'a', 0o600));
  return lockOver(new SqliteDatabase(file, { timeout: 0 }));
}

/** Where the copies go, unless somebody names another disk. */
export const BACKUPS = 'backups';

const OURS = new Set(['set-aside', BACKUPS, LOCK_FILE]);
const isOurs = (name: string): boolean => OURS.has(name) || name.startsWith(SERVER_FILE);

/** Nobody else on this machine may read it: not the files, and not the folder, where it holds nothing else. */
export function keepToOurselves(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // SQLite would only say that it cannot open a file.
  accessSync(folder, constants.W_OK);
  if (readdirSync(folder).every(isOurs)) restrict(folder, 0o700);
  // SQLite gives its log the rights of the file.
  closeSync(openSync(join(folder, SERVER_FILE), 'a', 0o600));
  for (const suffix of ['', ...BESIDE]) restrict(join(folder, SERVER_FILE + suffix), 0o600);
}

function restrict(path: string, mode: number): void {
  const owner = statSync(path, { throwIfNoEntry: false })?.uid;
  if (process.platform !== 'win32' && owner === process.getuid?.()) chmodSync(path, mode);
}

export type Condition = 'sound' | 'damaged' | 'foreign' | 'stale-log';

/** What a slow disk reads in some seconds. */
export const WHOLE_UP_TO = 512 * 1024 * 1024;

export const isLarge = (file: string, wholeUpTo = WHOLE_UP_TO): boolean =>
  (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > wholeUpTo;

/**
 * A log that was left by an end without farewell is read together with the file. Where that is damaged, and
 * the file alone is not, somebody put another file beside an old log. Of a large file only the small tables are read.
 */
export function conditionOf(file: string, { onlySmall = false } = {}): Condition {
  const hasLog = (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  const together = checked(file, { deep: hasLog, onlySmall });
  if (together !== 'damaged' || !hasLog) return together;
  return checkedAlone(file) === 'sound' ? 'stale-log' : 'damaged';
}

type Checked = Exclude<Condition, 'stale-log'>;

function checked(
  file: string,
  { deep, onlySmall = false }: { readonly deep: boolean; readonly onlySmall?: boolean },
): Checked {
  let database: Database | undefined;
  try {
    // Read-only: closing would otherwise fold the log into a damaged file.
    database = new SqliteDatabase(file, { readonly: true });
    const check = deep ? 'integrity_check' : 'quick_check';
    const each = onlySmall ? smallTables(database) : ['1'];
    if (each.some((part) => database?.pragma(`${check}(${part})`, { simple: true }) !== 'ok')) {
      return 'damaged';
    }
    if (!isServers(database)) return 'foreign';
    if (!deep && !hasWholeFairs(database)) return 'damaged';
    return deep && brokenHeads(database) > 0 ? 'damaged' : 'sound';
  } catch (error) {
    if (diskFault(error)?.kind === 'database-damaged') return 'damaged';
    throw error;
  } finally {
    database?.close();
  }
}

/**
 * The last page of a long text leads nowhere, so a quick check takes zeros there for what was written. Behind the text
 * of a fair stand columns that its indices hold, too.
 */
function hasWholeFairs(database: Database): boolean {
  const hasFairs = smallTables(database).includes('fair');
  return !hasFairs || database.pragma('integrity_check(fair)', { simple: true }) === 'ok';
}

/** All but those that grow with each person. */
function smallTables(database: Database): readonly string[] {
  const names = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('fact', 'box')")
    .pluck()
    .all();
  return names.map(String);
}

function checkedAlone(file: string): Checked {
  // Under another name, it has no log.
  const alone = `${file}.alone`;
  rmSync(alone, { force: true });
  try {
    linkSync(file, alone);
  } catch {
    copyFileSync(file, alone);
  }
  try {
    return checked(alone, { deep: true });
  } finally {
    for (const suffix of ['', ...BESIDE]) rmSync(alone + suffix, { force: true });
  }
}

/** An empty one becomes ours. One of before the mark is known by its tables. */
export function isServers(database: Database): boolean {
  const id = database.pragma('application_id', { simple: true });
  if (id === APPLICATION_ID) return true;
  const count = database.prepare('SELECT count(*) FROM sqlite_master').pluck();
  const ours = database
    .prepare("SELECT count(*) FROM sqlite_master WHERE name IN ('schema_version', 'fair', 'fact')")
    .pluck();
  return id === 0 && (count.get() === 0 || ours.get() === 3);
}

/** Branches whose last fact is not the one that was acknowledged. Pages of two times would look so. */
export function brokenHeads(database: Database): number {
  const tables = database
    .prepare("SELECT count(*) FROM sqlite_master WHERE name = 'branch'")
    .pluck();
  if (tables.get() === 0) return 0;
  const ofBranch =
    'f.fair_id = b.fair_id AND f.station = b.station AND f.incarnation = b.incarnation';
  const broken = database.prepare(
    `SELECT count(*) FROM branch b WHERE EXISTS (SELECT 1 FROM fact f WHERE ${ofBranch}) AND NOT EXISTS (
       SELECT 1 FROM fact f WHERE ${ofBranch} AND f.seq = b.acked_seq AND f.hash = b.acked_hash)`,
  );
  return Number(broken.pluck().get());
}

export const markAsServers = (database: Database): void =>
  void database.pragma(`application_id = ${APPLICATION_ID}`);
