import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { opens } from '../../../shared/chain.ts';
import { howUnread } from '../../../shared/facts.ts';
import { sha256 } from '../keys/sha256.ts';
import { COLUMNS } from './fact-rows.ts';
import { bytesOf, keptOf, lookedUpBy, parseRow } from './kept-facts.ts';

/** Facts of which something is for a newer version alone (P75, P76). */

const unreadSchema = z.object({ slot: z.int(), facts: z.int() });
type Unread = z.infer<typeof unreadSchema>;
const howSchema = z.looseObject({ unread: z.int() });

export function unreadRows(db: Database) {
  const byStation = db.prepare(
    `SELECT station AS slot, count(*) AS facts FROM fact WHERE unread IS NOT NULL
     GROUP BY station ORDER BY station`,
  );
  const all = db.prepare(`SELECT ${COLUMNS}, unread FROM fact WHERE unread IS NOT NULL`);
  const update = db.prepare(
    `UPDATE fact SET unread = ?, target = ?, blank = ?, booth = ?, pseudonym = ?, salt = ?
     WHERE station = ? AND incarnation = ? AND seq = ?`,
  );

  return {
    /** How many facts of each station this version cannot count in full. */
    unread: (): Unread[] => byStation.all().map((row) => unreadSchema.parse(row)),
    /** Reads them again, with what this version knows. Returns whether it knows more than the one before. */
    readAgain(): boolean {
      let knowsMore = false;
      for (const row of all.all()) {
        const kept = parseRow(row);
        const fact = keptOf(kept);
        const now = howUnread(fact);
        if (now === howSchema.parse(row).unread) continue;
        knowsMore = true;
        // What it commits to could not be judged before.
        const { opening } = kept;
        const isForged = opening !== undefined && !opens(fact.envelope, opening, sha256);
        const { pseudonym, salt } = (isForged ? undefined : fact.person) ?? {};
        const { target, blank, place } = lookedUpBy(fact);
        const { station, incarnation, seq } = fact.envelope;
        const values = [isForged ? null : blank, place, bytesOf(pseudonym), bytesOf(salt)];
        update.run(now, target, ...values, station, incarnation, seq);
      }
      return knowsMore;
    },
  };
}
