import type { Result } from '../../shared/result.ts';
import { judgeTime, type SignedTime, type TimeFault } from '../../shared/signed-time.ts';
import { forgetTombstones } from '../ingest/orders.ts';
import type { Storage } from '../storage/homes.ts';
import type { KeptFair } from './fairs.ts';
import { isSigned } from './keys.ts';

/**
 * The end of a fair at a server or hub: the organiser has signed that its storage period is over. From then
 * on nothing here joins an erased person to what they did.
 */
export async function closeFair(
  storage: Storage,
  { fair }: Pick<KeptFair, 'fair'>,
  time: SignedTime,
): Promise<Result<number, TimeFault>> {
  const over = judgeTime(fair, time, isSigned);
  if (!over.ok) return over;
  await storage.exclusively(fair.id, (db) => forgetTombstones(db, fair.id, over.value));
  await storage.forget();
  return over;
}
