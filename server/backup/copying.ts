import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { fail, ok, type Result } from '../../shared/result.ts';
import { SERVER_FILE } from '../storage/server-file.ts';
import { toDisk } from '../storage/to-disk.ts';
import { checkCopy, copiesIn, type Copy, type CopyFault, nameOf } from './copies.ts';

/** A copy of the whole database, its log included, made while the server works. */

export type BackupFault =
  | CopyFault
  | { readonly kind: 'no-database' }
  | { readonly kind: 'no-room'; readonly needed: number; readonly free: number };

export async function makeCopy(
  data: string,
  { to, keep, now }: { readonly to: string; readonly keep: number; readonly now: Date },
): Promise<Result<Copy, BackupFault>> {
  const file = join(data, SERVER_FILE);
  if (!existsSync(file)) return fail({ kind: 'no-database' });
  mkdirSync(to, { recursive: true, mode: 0o700 });
  dropUnfinished(to);
  const room = roomFor(file, to);
  if (!room.ok) return room;
  const unfinished = join(to, `unfinished-${process.pid}.db`);
  try {
    closeSync(openSync(unfinished, 'w', 0o600));
    await copyAtOnce(file, unfinished);
    const checked = checkCopy(unfinished);
    if (checked.kind !== 'sound') return fail(checked);
    toDisk(unfinished);
    const copy = { name: nameOf(now, checked.facts), at: now, facts: checked.facts };
    renameSync(unfinished, join(to, copy.name));
    toDisk(to);
    for (const { name } of copiesIn(to).slice(keep)) rmSync(join(to, name));
    return ok(copy);
  } finally {
    // The disk may be full, and the server needs its space.
    for (const suffix of ['', '-journal']) rmSync(unfinished + suffix, { force: true });
  }
}

const UNFINISHED = /^unfinished-(\d+)\.db/;

/** Copies that were killed in the middle: each is as large as the database. */
function dropUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, pid] = UNFINISHED.exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's runs, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The copy must leave the server something to write on. */
const SPARE = 64 * 1024 * 1024;

function roomFor(file: string, to: string): Result<undefined, BackupFault> {
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  const needed = statSync(file).size + log + SPARE;
  const { bavail, bsize } = statfsSync(to);
  const free = bavail * bsize;
  return free < needed ? fail({ kind: 'no-room', needed, free }) : ok(undefined);
}

const ALL_PAGES = 2 ** 31 - 1;

async function copyAtOnce(from: string, to: string): Promise<void> {
  const source = new SqliteDatabase(from, { readonly: true });
  try {
    source.pragma('busy_timeout = 5000');
    // In one reading: each write of the server in between would restart it.
    await source.backup(to, { progress: () => ALL_PAGES });
  } finally {
    source.close();
  }
  // One file, so that nobody forgets a second one.
  const copy = new SqliteDatabase(to);
  copy.pragma('journal_mode = DELETE');
  copy.close();
}
