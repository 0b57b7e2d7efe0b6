import type { Fair } from '../../shared/fair.ts';
import { BOX_DOMAIN, boxText, type SentBox } from '../../shared/sync/boxes.ts';
import { isSigned } from '../keys.ts';
import type { Db } from '../storage/tables.ts';

/** Boxes that the server keeps for the organiser and can't open itself; none where the fair wants none. */

/** Only an entrance seals. */
export function areSealedBy(fair: Fair, slot: number, boxes: readonly SentBox[]): boolean {
  const station = fair.stations.find((other) => other.slot === slot);
  return (
    boxes.length === 0 ||
    (station?.role === 'entrance' &&
      boxes.every((box) =>
        isSigned(BOX_DOMAIN, boxText(fair.id, slot, box), box.signature, station.passKey),
      ))
  );
}

export async function keepBoxes(
  db: Db,
  fair: Fair,
  slot: number,
  boxes: readonly SentBox[],
  orders: readonly { readonly names: ReadonlySet<string>; readonly stampMs: number }[],
): Promise<void> {
  if (!fair.boxesToServer) return;
  for (const { pseudonym, holds, sealed, stampMs, signature } of boxes) {
    // Of who was taken out since: a station that has not heard yet.
    if (orders.some((order) => order.names.has(pseudonym) && stampMs <= order.stampMs)) continue;
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

export async function forgetBoxes(
  db: Db,
  fair: Fair,
  names: readonly string[],
  stampMs: number,
): Promise<void> {
  for (const name of names) {
    await db
      .deleteFrom('box')
      .where('fair_id', '=', fair.id)
      .where('pseudonym', '=', name)
      .where('stamp_ms', '<=', stampMs)
      .execute();
  }
}
