import type { Result } from '../../shared/result.ts';
import { jsonOf } from '../../shared/json.ts';
import {
  judgeTime,
  type SignedTime,
  signedTimeSchema,
  type TimeFault,
} from '../../shared/signed-time.ts';
import { forgetTombstones } from '../ingest/orders.ts';
import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';
import type { KeptFair } from './fairs.ts';
import { isSigned } from './keys.ts';
import { forgetLists } from './people-lists.ts';

/**
 * The end of a fair at a server or hub: the organiser has signed that its storage period is over. From then
 * on nothing here joins an erased person to what they did.
 */
export async function closeFair(
  storage: Storage,
  { fair }: Pick<KeptFair, 'fair'>,
  time: SignedTime,
  nowMs: number,
): Promise<Result<number, TimeFault>> {
  const judged = judgeTime(fair, time, isSigned);
  if (!judged.ok) return judged;
  await storage.exclusively(fair.id, async (db) => {
    await forgetTombstones(db, fair.id, time, nowMs);
    await forgetLists(db, fair.id);
  });
  await storage.forget();
  storage.forgetSetAside();
  return judged;
}

/** The organiser's word, for the hubs below; null while the fair runs. */
export async function closingOf(db: Db, fair: string): Promise<SignedTime | null> {
  const row = await db
    .selectFrom('fair')
    .select('closing')
    .where('fair_id', '=', fair)
    .executeTakeFirst();
  return signedTimeSchema.safeParse(jsonOf(row?.closing ?? '')).data ?? null;
}
