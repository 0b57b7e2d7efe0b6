import type { Database } from 'better-sqlite3';

/** The tombstones that valid orders brought, without anything that says whose they are. */
export function tombstonesIn(db: Database) {
  const known = db.prepare('SELECT 1 FROM tombstone WHERE tombstone = ?');
  const keep = db.prepare('INSERT OR IGNORE INTO tombstone VALUES (?)');
  return {
    knows: (tombstone: string): boolean => known.get(Buffer.from(tombstone, 'hex')) !== undefined,
    keep: (tombstone: string): void => void keep.run(Buffer.from(tombstone, 'hex')),
  };
}
