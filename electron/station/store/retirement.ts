import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { BACKUPS, isMissing, toDisk } from './backup.ts';
import { LEDGER_FILE, SET_ASIDE } from './damage.ts';
import { type Database, openDatabase } from './database.ts';
import { ERASURES_FILE } from './erasure-file.ts';
import { lockFolder } from './lock.ts';
import { migrate } from './migrations/index.ts';

/**
 * The end of a fair at a station: destroys its keys and everything stored about people beside the
 * facts. The facts stay with their chain, under pseudonyms that no key can link to a person any
 * more.
 */

const RETIRED_FILE = 'retired.json';

const retiredSchema = z.strictObject({
  v: z.literal(1),
  fair: z.string(),
  /** By the organiser's signed time. */
  ms: z.int(),
  done: z.boolean(),
  destroyed: z.strictObject({
    keys: z.boolean(),
    boxes: z.int(),
    profiles: z.int(),
    registrations: z.int(),
  }),
});
export type Retired = z.infer<typeof retiredSchema>;

export async function readRetired(folder: string): Promise<Retired | undefined> {
  const text = await readFile(join(folder, RETIRED_FILE), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  return text === undefined ? undefined : retiredSchema.parse(JSON.parse(text));
}

/** Can be repeated if it was stopped midway. */
export async function retire(
  folder: string,
  fair: string,
  ms: number,
  /** The files in the folder that hold keys, or are sealed with them. */
  sealed: readonly string[],
): Promise<Result<Retired, { readonly kind: 'folder-in-use' }>> {
  const lock = lockFolder(folder);
  if (!lock.ok) return fail({ kind: 'folder-in-use' });
  try {
    const counted = await readRetired(folder);
    const destroyed = counted?.destroyed ?? { keys: true, ...count(folder) };
    // Written first: from now on the folder opens no fair, even if the rest is interrupted.
    await write(folder, { v: 1, fair, ms, done: false, destroyed });
    for (const each of sealed) await rm(join(folder, each), { recursive: true, force: true });
    await toDisk(folder);
    empty(folder);
    await rm(join(folder, BACKUPS), { recursive: true, force: true });
    await rm(join(folder, SET_ASIDE), { recursive: true, force: true });
    for (const file of [ERASURES_FILE, `${ERASURES_FILE}.new`]) {
      await rm(join(folder, file), { force: true });
    }
    const retired: Retired = { v: 1, fair, ms, done: true, destroyed };
    await write(folder, retired);
    return ok(retired);
  } finally {
    lock.value.release();
  }
}

async function write(folder: string, retired: Retired): Promise<void> {
  const file = join(folder, RETIRED_FILE);
  await writeFile(file, `${JSON.stringify(retired)}\n`, { mode: 0o600 });
  await toDisk(file);
  await toDisk(folder);
}

function count(folder: string): Omit<Retired['destroyed'], 'keys'> {
  return withLedger(folder, (db) => {
    const rows = (table: string): number =>
      z.int().parse(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
    return { boxes: rows('box'), profiles: rows('profile'), registrations: rows('registration') };
  });
}

function empty(folder: string): void {
  withLedger(folder, (db) => {
    db.transaction(() => {
      for (const table of ['box', 'profile', 'registration', 'note'])
        db.exec(`DELETE FROM ${table}`);
    }).immediate();
    db.exec('VACUUM');
    db.pragma('wal_checkpoint(TRUNCATE)');
  });
}

/** A station that was enrolled but never opened gets an empty ledger. */
function withLedger<T>(folder: string, work: (db: Database) => T): T {
  const db = openDatabase(join(folder, LEDGER_FILE));
  try {
    migrate(db);
    return work(db);
  } finally {
    db.close();
  }
}
