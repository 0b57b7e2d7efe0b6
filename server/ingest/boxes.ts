import type { Db } from '../storage/tables.ts';
import type { Erased } from './orders.ts';
import type { Delivery } from './verify.ts';

/** Boxes are sealed to the organiser's key. The server keeps them and cannot open them. */

export async function keepBoxes(
  db: Db,
  { fair, slot, boxes = [] }: Pick<Delivery, 'fair' | 'slot' | 'boxes'>,
  erased: Erased,
): Promise<void> {
  if (!fair.boxesToServer || boxes.length === 0) return;
  for (const { pseudonym, holds, sealed, stampMs, signature } of boxes) {
    // A station that has not heard of an erasure still sends the person's box.
    if (erased.tombstoneFor(pseudonym) !== undefined) continue;
    await db
      .insertInto('box')
      .values({
        fair_id: fair.id,
        pseudonym,
        holds,
        station: slot,
        sealed,
        stamp_ms: stampMs,
        signature,
        handed_on: 0,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['fair_id', 'pseudonym', 'holds', 'station'])
          .doUpdateSet({ sealed, stamp_ms: stampMs, signature, handed_on: 0 })
          .where('box.stamp_ms', '<', stampMs),
      )
      .execute();
  }
}

export async function dropBoxes(db: Db, fair: string, pseudonym: string): Promise<void> {
  await db
    .deleteFrom('box')
    .where('fair_id', '=', fair)
    .where('pseudonym', '=', pseudonym)
    .execute();
}
