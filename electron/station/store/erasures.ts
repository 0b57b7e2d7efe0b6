import { appendFile, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { z } from 'zod';
import { pseudonymSchema } from '../../../shared/facts.ts';
import { BACKUPS, isMissing, listBackups, toDisk } from './backup.ts';
import { jsonOf } from '../../../shared/json.ts';

/**
 * Erases a person. The chain keeps what happened; one tombstone replaces the salt and pseudonym
 * beside it, so that nobody can be found by it and every figure stays correct. Profile, boxes and
 * registration are deleted, in the backups too. The orders are kept in a separate file: a ledger
 * restored from before an erasure is erased again when it opens.
 */

export const ERASURES_FILE = 'erasures.jsonl';

const orderSchema = z.strictObject({
  v: z.literal(1),
  pseudonym: pseudonymSchema,
  /** Passes that were bound to them, and short codes typed for them. */
  also: z.array(pseudonymSchema).default([]),
  /** Replaces the pseudonym: still one person, but nobody in particular. */
  tombstone: pseudonymSchema,
  /** Facts with a later stamp belong to a new consent, and stay. */
  stampMs: z.int().min(0),
  /** Requested at another station, and received from the server. */
  heard: z.literal(true).exactOptional(),
});
export type ErasureOrder = z.infer<typeof orderSchema>;

/** The backups have been rewritten without them. */
const obeyedSchema = z.strictObject({ v: z.literal(1), obeyed: pseudonymSchema });

export interface Erasures {
  readonly orders: readonly ErasureOrder[];
  /** Backups may still hold these people, since the process stopped midway. */
  readonly unfinished: readonly ErasureOrder[];
}

export async function readErasures(folder: string): Promise<Erasures> {
  const text = await readFile(join(folder, ERASURES_FILE), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return '';
    throw error;
  });
  const orders: ErasureOrder[] = [];
  const obeyed = new Set<string>();
  for (const line of text.split('\n')) {
    // A line that a power cut shortened was never carried out, and will be requested again.
    const json = jsonOf(line);
    const order = orderSchema.safeParse(json);
    const done = obeyedSchema.safeParse(json);
    if (order.success) orders.push(order.data);
    else if (done.success) obeyed.add(done.data.obeyed);
  }
  return { orders, unfinished: orders.filter(({ tombstone }) => !obeyed.has(tombstone)) };
}

/** Written first: if anything stops us afterwards, the next start continues with it. */
export function keepErasure(folder: string, order: ErasureOrder): Promise<void> {
  return add(folder, order);
}

async function add(folder: string, line: object): Promise<void> {
  const file = join(folder, ERASURES_FILE);
  // On a line of its own, even if a power cut left half a line before it.
  await appendFile(file, `\n${JSON.stringify(line)}\n`, { mode: 0o600 });
  await toDisk(file);
  await toDisk(folder);
}

/** Can be repeated any number of times. */
export function applyErasures(db: Database, orders: readonly ErasureOrder[]): void {
  if (orders.length === 0) return;
  const bury = db.prepare(
    `UPDATE fact SET pseudonym = @tombstone, salt = NULL
     WHERE pseudonym = @pseudonym AND json_extract(text, '$.stamp.ms') <= @stampMs`,
  );
  const isBack = db.prepare('SELECT 1 FROM fact WHERE pseudonym = ?').pluck();
  const forget = ['profile', 'box', 'registration', 'note'].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE pseudonym = ?`),
  );
  db.transaction(() => {
    for (const { pseudonym, also, tombstone, stampMs } of orders) {
      for (const name of [pseudonym, ...also].map((hex) => Buffer.from(hex, 'hex'))) {
        bury.run({ pseudonym: name, tombstone: Buffer.from(tombstone, 'hex'), stampMs });
        // A person who came back and agreed again has new data under the same pseudonym.
        if (isBack.get(name) === undefined) for (const table of forget) table.run(name);
      }
    }
  }).immediate();
  // The log still holds the old pages.
  db.pragma('wal_checkpoint(TRUNCATE)');
}

/** Rewrites a backup without the person, completely or not at all. */
export async function eraseFromBackups(
  folder: string,
  orders: readonly ErasureOrder[],
): Promise<void> {
  for (const { file } of await listBackups(folder)) {
    const path = join(folder, BACKUPS, file);
    const fresh = `${path}.erasing`;
    await rm(fresh, { force: true });
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
      applyErasures(after, orders);
    } finally {
      after.close();
    }
    await toDisk(fresh);
    await rename(fresh, path);
  }
  await toDisk(join(folder, BACKUPS)).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
  for (const { tombstone } of orders) await add(folder, { v: 1, obeyed: tombstone });
}
