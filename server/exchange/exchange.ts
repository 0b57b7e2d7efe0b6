import { ok, type Result } from '../../shared/result.ts';
import type { Ack, SyncFault } from '../../shared/sync/wire.ts';
import type { KeptFair } from '../fairs/fairs.ts';
import { keepCondition } from '../ingest/condition.ts';
import { ingest } from '../ingest/ingest.ts';
import { unprovenOf } from '../ingest/proofs.ts';
import type { Received } from '../ingest/verify.ts';
import type { Storage } from '../storage/homes.ts';
import { newsFor } from './news-for.ts';
import { nonceFor } from './nonce.ts';

/** Stores what a station sends, and answers with the news that it needs. */
export async function exchange(
  storage: Storage,
  kept: KeptFair,
  { slot, upload, now, sender }: Omit<Received, 'fair'>,
): Promise<Result<Ack, SyncFault>> {
  const { fair } = kept;
  const ingested = await ingest(storage, { fair, slot, upload, now, ...(sender && { sender }) });
  if (!ingested.ok) return ingested;
  const { incarnation, condition, boxes, hears, proofs } = upload;
  if (condition) await keepCondition(storage.db, fair, slot, condition, now);
  const asker = { slot, incarnation, hears, isOld: proofs === undefined };
  const heard = await newsFor(storage.db, kept, asker, now);
  return ok({
    ...ingested.value,
    ...(boxes && fair.boxesToServer && { boxes: true as const }),
    ...(proofs && { unproven: await unprovenOf(storage.db, { fair, slot, incarnation }) }),
    nonce: nonceFor(kept.secret, slot, now),
    ...(heard && { heard }),
  });
}
