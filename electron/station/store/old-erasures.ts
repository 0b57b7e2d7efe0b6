import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { orderOf } from '../../../shared/sync/erasures.ts';
import type { KeptErasure, OldLine } from './erasure-file.ts';
import { renameBuried } from './erasures.ts';

/**
 * Orders as earlier versions kept them, with the pseudonym beside its tombstone. Under the old rules somebody
 * who came again kept their pseudonym: they are no longer covered.
 */
export function renewErasures(
  db: Database,
  fair: string,
  lines: readonly OldLine[],
  given: number,
): KeptErasure[] {
  const isBack = db
    .prepare(
      `SELECT count(*) FROM fact
       WHERE pseudonym = ? AND salt IS NOT NULL AND json_extract(text, '$.stamp.ms') > ?`,
    )
    .pluck();
  let number = given;
  return lines.map(({ v: _v, heard, ...line }): KeptErasure => {
    const { id, targets, tombstone } = orderOf(fair, { ...line, by: 1, signature: '' });
    renameBuried(db, line.tombstone, tombstone);
    const names = [...new Set([line.pseudonym, ...line.also])];
    const stay = targets.filter((_target, i) => {
      const name = Buffer.from(names[i] ?? '', 'hex');
      return z.int().parse(isBack.get(name, line.stampMs)) === 0;
    });
    if (!heard) number += 1;
    return { id, targets: stay, tombstone, begun: true, ...(!heard && { number }) };
  });
}
