import { fail, ok, type Result } from '../../shared/result.ts';
import { readKnown } from '../../shared/read-known.ts';
import { type Ack, type Heard, hearingSchema, type SyncFault } from '../../shared/sync/wire.ts';
import type { KeptFair } from '../fairs/fairs.ts';
import { branchesOf } from '../ingest/agree.ts';
import { keepCondition } from '../ingest/condition.ts';
import { ingest, type Taken } from '../ingest/ingest.ts';
import { unprovenOf } from '../ingest/proofs.ts';
import { catchUp } from '../ingest/recount.ts';
import type { Received } from '../ingest/verify.ts';
import type { HearingAbove } from '../relay/above.ts';
import { withAbove } from '../relay/with-above.ts';
import type { Storage } from '../storage/homes.ts';
import { newsFor } from './news-for.ts';
import { nonceFor } from './nonce.ts';
import {
  currentEpoch,
  ensureEpoch,
  isKept,
  noticePutBack,
  receiptOf,
  shownBy,
} from './receipts.ts';

interface Here {
  readonly storage: Storage;
  /** At a hub. */
  readonly above: HearingAbove | undefined;
}

type Sent = Omit<Received, 'fair'>;

/** Stores what a station sends, and answers with the news that it needs. */
export async function exchange(
  here: Here,
  kept: KeptFair,
  sent: Sent,
): Promise<Result<Ack, SyncFault>> {
  const { storage, above: hearingAbove } = here;
  const { fair } = kept;
  const { slot, upload, now } = sent;
  await ensureEpoch(storage, fair.id);
  const shown = shownBy(kept, upload.receipt);
  const ingested = await ingest(storage, { ...sent, fair, shown });
  const nonce = nonceFor(kept.secret, slot, now);
  if (!ingested.ok) {
    const { fault } = ingested;
    return fail(fault.kind === 'forked' ? { ...fault, nonce } : fault);
  }
  const { wantsProofs, written, ...branch } = ingested.value;
  const restored = await isRestored(here, kept, upload.receipt, written);
  const { condition, boxes, facts, proofs } = upload;
  if (condition) await keepCondition(storage.db, fair, slot, condition, now);
  const heard = await heardBy(here, kept, sent, restored);
  const branches = (facts.length === 0 || heard) && (await branchesOf(storage.db, fair.id, slot));
  // The receipt must not promise less than the answer tells of what others wrote meanwhile.
  const ownWrite = heard || branches ? undefined : written?.epoch;
  const last = ownWrite ?? (await currentEpoch(storage, fair.id));
  await catchUp(storage, fair, last, now);
  return ok({
    ...branch,
    ...(boxes && fair.boxesToServer && { boxes: true as const }),
    ...(proofs && {
      unproven: wantsProofs ? await unprovenOf(storage.db, { fair, slot }) : [],
    }),
    nonce,
    ...(heard && { heard }),
    ...(restored && { restored: true as const }),
    revision: fair.revision,
    ...(branches && { branches }),
    receipt: receiptOf(kept, last),
    ...hearingAbove?.nonces({ fair: fair.id, slot }, now),
  });
}

/** The receipt was judged before what came was written, which counts as a write itself. */
async function isRestored(
  { storage }: Here,
  kept: KeptFair,
  receipt: string | undefined,
  written: Taken['written'],
): Promise<boolean> {
  if (receipt === undefined) return false;
  if (!written) return !(await isKept(storage, kept, receipt));
  const shown = shownBy(kept, receipt);
  if (shown && !written.holdsReceipt) await noticePutBack(storage, kept, shown);
  return !written.holdsReceipt;
}

async function heardBy(
  { storage, above: hearingAbove }: Here,
  kept: KeptFair,
  { slot, upload: { incarnation, hears: asked, proofs }, now }: Sent,
  restored: boolean,
): Promise<Heard | undefined> {
  const hears = asked && readKnown(hearingSchema, asked)?.value;
  if (!asked || !hears) return undefined;
  const asker = { slot, incarnation, asked, isOld: proofs === undefined };
  const isLost =
    restored || (hears.receipt !== undefined && !(await isKept(storage, kept, hears.receipt)));
  // What the station has heard may be of a history that is no longer here.
  const after = isLost ? { erasures: 0, facts: 0 } : hears;
  const heard = await newsFor(storage.db, kept, { ...asker, hears, after }, now);
  if (!heard || !hearingAbove) return heard;
  return withAbove(heard, hearingAbove, { fair: kept.fair.id, slot }, hears);
}
