import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { z } from 'zod';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type AtLength, unwatched } from '../clock/at-length.ts';
import { sqliteFailure } from './database.ts';
import { migrations } from './migrations/index.ts';
import { restoreOrdered } from './restore-order.ts';

/** Online copies of the whole database, made while the station works. */

export const BACKUPS = 'backups';
const KEEP = 12;

export interface Backup {
  readonly file: string;
  readonly number: number;
  readonly atMs: number;
  readonly facts: number;
}

/**
 * `0012-2027-02-27T01-15-00.000Z-180.db`: its number, when it was made, how many facts it holds.
 * Compare numbers to find the newer one: the clock may have gone back in between.
 */
const NAME = /^(\d{4,})-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z)-(\d+)\.db$/;

export async function makeBackup(
  db: Database,
  folder: string,
  nowMs: number,
  atLength: AtLength = unwatched,
): Promise<Result<Backup, { kind: 'damaged' }>> {
  const backups = join(folder, BACKUPS);
  await mkdir(backups, { recursive: true });
  const unfinished = join(backups, 'unfinished.db');
  await rm(unfinished, { force: true });
  let facts: ReturnType<typeof checkCopy>;
  try {
    await db.backup(unfinished);
    standAlone(unfinished);
    facts = atLength('ledger', () => checkCopy(unfinished));
    if (!facts.ok) return facts;
    await toDisk(unfinished);
  } catch (error) {
    // On a full disk the ledger needs its space.
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw error;
  }
  return ok(await putInList(folder, unfinished, nowMs, facts.value));
}

/** Takes in a copy that was kept elsewhere, as the newest of the backups here. */
export async function takeBackup(
  folder: string,
  copy: Uint8Array,
  madeMs: number,
  atLength: AtLength = unwatched,
): Promise<Result<Backup, { kind: 'damaged' | 'newer' }>> {
  const arriving = join(folder, BACKUPS, 'arriving.db');
  await mkdir(join(folder, BACKUPS), { recursive: true });
  try {
    await writeFile(arriving, copy, { mode: 0o600 });
    const facts = atLength('ledger', () => checkCopy(arriving));
    if (!facts.ok) return facts;
    // A program of before could not open the station with it.
    if (schemaOf(arriving) > migrations.length) return fail({ kind: 'newer' });
    await toDisk(arriving);
    return ok(await putInList(folder, arriving, madeMs, facts.value));
  } finally {
    await rm(arriving, { force: true }).catch(() => undefined);
  }
}

function schemaOf(file: string): number {
  const copy = new SqliteDatabase(file, { readonly: true });
  try {
    return Number(copy.pragma('user_version', { simple: true }));
  } finally {
    copy.close();
  }
}

/** Gives a whole copy its name, and makes room for it. */
async function putInList(
  folder: string,
  copy: string,
  madeMs: number,
  facts: number,
): Promise<Backup> {
  const backups = join(folder, BACKUPS);
  const at = new Date(madeMs).toISOString().replaceAll(':', '-');
  const [newest] = await listBackups(folder);
  const number = (newest?.number ?? 0) + 1;
  const file = `${String(number).padStart(4, '0')}-${at}-${facts}.db`;
  await rename(copy, join(backups, file));
  await toDisk(backups);
  // The station closes with a backup, and the one that is to come back must still be there then.
  const ordered = (await restoreOrdered(folder))?.file;
  const old = (await listBackups(folder)).slice(KEEP).filter((each) => each.file !== ordered);
  for (const each of old) await rm(join(backups, each.file));
  return { file, number, atMs: madeMs, facts };
}

/** A backup is one file, not in WAL mode, so that nobody forgets a second file on a stick. */
function standAlone(file: string): void {
  const copy = new SqliteDatabase(file);
  copy.pragma('journal_mode = DELETE');
  copy.close();
}

/** Newest first. */
export async function listBackups(folder: string): Promise<Backup[]> {
  const names = await readdir(join(folder, BACKUPS)).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return names
    .flatMap((file) => {
      const [, number, at, facts] = NAME.exec(file) ?? [];
      if (at === undefined) return [];
      const iso = at.replace(/T(\d\d)-(\d\d)-/, 'T$1:$2:');
      return { file, number: Number(number), atMs: Date.parse(iso), facts: Number(facts) };
    })
    .toSorted((a, b) => b.number - a.number);
}

/** How many facts a copy holds. An incomplete copy is not a backup. */
export function checkCopy(file: string): Result<number, { kind: 'damaged' }> {
  const copy = new SqliteDatabase(file, { readonly: true });
  try {
    if (copy.pragma('quick_check(1)', { simple: true }) !== 'ok') return fail({ kind: 'damaged' });
    return ok(z.int().parse(copy.prepare('SELECT count(*) FROM fact').pluck().get()));
  } catch (error) {
    if (sqliteFailure(error) !== undefined) return fail({ kind: 'damaged' });
    throw error;
  } finally {
    copy.close();
  }
}

/** Flushes a file's bytes, or a folder's entries, to the disk itself. */
export async function toDisk(path: string): Promise<void> {
  // Windows can't flush a folder, and flushes only files that were opened for writing.
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
