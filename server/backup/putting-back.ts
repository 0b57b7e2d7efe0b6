import { chmodSync, copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { fail, ok, type Result } from '../../shared/result.ts';
import { ARRIVING, finishMoves, replaceByArrived } from '../storage/damaged.ts';
import { keepToOurselves, lockServerFolder, SERVER_FILE } from '../storage/server-file.ts';
import { toDisk } from '../storage/to-disk.ts';
import { checkCopy, type CopyFault } from './copies.ts';

/**
 * Puts a copy in the database's place. Until it is whole on the disk, the database of before stands where it
 * was; then that one is set aside, with its log, and never overwritten.
 */
export function putBack(
  data: string,
  { from, now }: { readonly from: string; readonly now: Date },
): Result<
  { readonly facts: number; readonly aside?: string },
  CopyFault | { readonly kind: 'folder-in-use' }
> {
  const hadOne = existsSync(join(data, SERVER_FILE));
  keepToOurselves(data);
  const lock = lockServerFolder(data);
  if (!lock.ok) return lock;
  const arriving = join(data, ARRIVING);
  try {
    finishMoves(data);
    const checked = checkCopy(from);
    if (checked.kind !== 'sound') return fail(checked);
    copyFileSync(from, arriving);
    chmodSync(arriving, 0o600);
    countAgain(arriving);
    toDisk(arriving);
    const aside = replaceByArrived(data, now);
    return ok({ facts: checked.facts, ...(hadOne && { aside }) });
  } finally {
    rmSync(arriving, { force: true });
    lock.value.release();
  }
}

/** At its next start the server counts every fair again, and buries the people who were erased. */
function countAgain(file: string): void {
  const copy = new SqliteDatabase(file);
  try {
    const columns = copy.prepare(
      "SELECT count(*) FROM pragma_table_info('fair') WHERE name = 'rules'",
    );
    if (columns.pluck().get() === 1) copy.exec('UPDATE fair SET rules = 0');
  } finally {
    copy.close();
  }
}
