import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { z } from 'zod';
import { erasedDigest } from '../../../shared/sync/erasures.ts';
import { sha256 } from '../keys/sha256.ts';
import { BACKUPS, isMissing, listBackups, toDisk } from './backup.ts';
import type { KeptErasure } from './erasure-file.ts';
import { migrate } from './migrations/index.ts';
import { tombstonesIn } from './tombstones.ts';

/**
 * Takes erased people out of a ledger and its backups. The chain keeps what happened; one tombstone replaces
 * the salt and pseudonym beside it, so that nobody can be found by it and every figure stays correct. Profile,
 * boxes, registration and notes are deleted.
 */

const BESIDE = ['profile', 'box', 'others_box', 'registration', 'note'] as const;
const column = z.array(z.instanceof(Uint8Array));

/** Everybody of whom a row here says the pseudonym, if one of these orders covers them. */
export function coveredIn(
  db: Database,
  fair: string,
  erasures: readonly KeptErasure[],
): ReadonlyMap<string, KeptErasure> {
  const covered = new Map<string, KeptErasure>();
  if (erasures.length === 0) return covered;
  const byDigest = new Map(
    erasures.flatMap((each) => each.targets.map((target) => [target, each] as const)),
  );
  const tables = [
    'SELECT DISTINCT pseudonym FROM fact WHERE pseudonym IS NOT NULL',
    ...BESIDE.map((table) => `SELECT DISTINCT pseudonym FROM ${table}`),
  ];
  for (const table of tables) {
    for (const bytes of column.parse(db.prepare(table).pluck().all())) {
      const pseudonym = Buffer.from(bytes).toString('hex');
      const order = byDigest.get(erasedDigest(fair, pseudonym, sha256));
      if (order) covered.set(pseudonym, order);
    }
  }
  return covered;
}

/**
 * Can be repeated any number of times. Facts that came back after an order was carried out stand under its
 * id until it is heard again. Returns how many facts were buried, and whether some wait so.
 */
export function applyErasures(
  db: Database,
  fair: string,
  erasures: readonly KeptErasure[],
): { readonly facts: number; readonly waiting: boolean } {
  const covered = coveredIn(db, fair, erasures);
  const bury = db.prepare(
    `UPDATE fact SET pseudonym = @tombstone, salt = NULL,
       blank = CASE WHEN json_type(text, '$.what.blank') IS NOT NULL THEN blank END
     WHERE pseudonym = @pseudonym`,
  );
  const forget = BESIDE.map((table) => db.prepare(`DELETE FROM ${table} WHERE pseudonym = ?`));
  const tombstones = tombstonesIn(db);
  let facts = 0;
  let waiting = false;
  db.transaction(() => {
    for (const { tombstone } of erasures) if (tombstone !== undefined) tombstones.keep(tombstone);
    for (const [name, { id, tombstone = id }] of covered) {
      const pseudonym = Buffer.from(name, 'hex');
      const { changes } = bury.run({ pseudonym, tombstone: Buffer.from(tombstone, 'hex') });
      facts += changes;
      waiting ||= changes > 0 && tombstone === id;
      for (const table of forget) table.run(pseudonym);
    }
  }).immediate();
  emptyLog(db);
  return { facts, waiting };
}

/** One name takes another's place: the order's id gives way to its tombstone. Returns how many facts moved. */
export function renameBuried(db: Database, from: string, to: string): number {
  const moved = db
    .prepare('UPDATE fact SET pseudonym = ? WHERE pseudonym = ? AND salt IS NULL')
    .run(Buffer.from(to, 'hex'), Buffer.from(from, 'hex'));
  return moved.changes;
}

/** The write-ahead log still holds the old pages. */
export function emptyLog(db: Database): void {
  db.pragma('wal_checkpoint(TRUNCATE)');
}

/** Makes a copy of a ledger without these people, in a file of its own. */
export function copyWithout(
  path: string,
  fresh: string,
  fair: string,
  erasures: readonly KeptErasure[],
): void {
  const before = new SqliteDatabase(path, { readonly: true });
  try {
    before.prepare('VACUUM INTO ?').run(fresh);
  } finally {
    before.close();
  }
  const after = new SqliteDatabase(fresh);
  try {
    // Its old pages must not be written to the disk again.
    after.pragma('journal_mode = MEMORY');
    after.pragma('secure_delete = ON');
    migrate(after);
    applyErasures(after, fair, erasures);
    // A page that rows moved away from may still hold them.
    after.exec('VACUUM');
  } finally {
    after.close();
  }
}

/** Rewrites each backup, completely or not at all. */
export async function eraseFromBackups(
  folder: string,
  fair: string,
  erasures: readonly KeptErasure[],
): Promise<void> {
  for (const { file } of await listBackups(folder)) {
    const path = join(folder, BACKUPS, file);
    const fresh = `${path}.erasing`;
    await rm(fresh, { force: true });
    copyWithout(path, fresh, fair, erasures);
    await toDisk(fresh);
    await rename(fresh, path);
  }
  await toDisk(join(folder, BACKUPS)).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
}
