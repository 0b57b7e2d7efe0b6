import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { isMissing, toDisk } from './backup.ts';
import { LEDGER_FILE, SET_ASIDE } from './damage.ts';
import { sqliteFailure } from './database.ts';
import type { KeptErasure } from './erasure-file.ts';
import { coveredIn, copyWithout } from './erasures.ts';

/**
 * Takes erased people out of ledgers that were set aside. One that can still be read is rewritten like a
 * backup. Of one that cannot, everything legible was taken over when it was set aside: an order destroys it.
 */
export async function eraseFromSetAside(
  folder: string,
  fair: string,
  erasures: readonly KeptErasure[],
  { destroysDamaged }: { readonly destroysDamaged: boolean },
): Promise<void> {
  for (const name of await setAsideIn(folder)) {
    const own = join(folder, SET_ASIDE, name);
    const path = join(own, LEDGER_FILE);
    const fresh = `${path}.erasing`;
    if (!existsSync(path)) continue;
    await rm(fresh, { force: true });
    try {
      if (!holdsAny(path, fair, erasures)) continue;
      copyWithout(path, fresh, fair, erasures);
      for (const suffix of ['-wal', '-shm']) await rm(path + suffix, { force: true });
      await toDisk(fresh);
      await rename(fresh, path);
    } catch (error) {
      if (sqliteFailure(error) !== 'damaged') throw error;
      await rm(fresh, { force: true });
      if (destroysDamaged) await rm(own, { recursive: true, force: true });
    }
    await toDisk(join(folder, SET_ASIDE));
  }
}

export async function setAsideIn(folder: string): Promise<string[]> {
  return readdir(join(folder, SET_ASIDE)).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
}

/** Throws where the file is damaged: then nobody can say. Its log is folded into it. */
function holdsAny(path: string, fair: string, erasures: readonly KeptErasure[]): boolean {
  const db = new SqliteDatabase(path, { fileMustExist: true });
  try {
    db.pragma('secure_delete = ON');
    const isSound = db.pragma('quick_check(1)', { simple: true }) === 'ok';
    if (!isSound) throw new SqliteDatabase.SqliteError('damaged', 'SQLITE_CORRUPT');
    return coveredIn(db, fair, erasures).size > 0;
  } catch (error) {
    if (sqliteFailure(error) !== 'other') throw error;
    // An older schema lacks some of the tables; the copy gets them.
    return true;
  } finally {
    db.close();
  }
}
