import type { Database } from 'better-sqlite3';
import { ledger } from './1-ledger.ts';
import { tally } from './2-tally.ts';
import { people } from './3-people.ts';
import { station } from './4-station.ts';
import { blank } from './5-blank.ts';
import { booth } from './6-booth.ts';
import { boxes } from './7-boxes.ts';
import { evidence } from './8-evidence.ts';
import { tombstones } from './9-tombstones.ts';
import { unread } from './10-unread.ts';
import { othersBoxes } from './11-others-boxes.ts';

/**
 * Forward only, each in its own transaction; the index in this list is the version that it leads
 * to.
 */
export const migrations: readonly string[] = [
  ledger,
  tally,
  people,
  station,
  blank,
  booth,
  boxes,
  evidence,
  tombstones,
  unread,
  othersBoxes,
];

export type MigrationFault = {
  /** Written by a newer Chunfeng: leave it unchanged. */
  readonly kind: 'newer-schema';
  readonly found: number;
  readonly known: number;
};

export function migrate(db: Database, upTo = migrations.length): MigrationFault | undefined {
  const found = Number(db.pragma('user_version', { simple: true }));
  if (found > migrations.length) {
    return { kind: 'newer-schema', found, known: migrations.length };
  }
  for (const [i, sql] of migrations.slice(0, upTo).entries()) {
    if (i < found) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${i + 1}`);
    }).immediate();
  }
  return undefined;
}
