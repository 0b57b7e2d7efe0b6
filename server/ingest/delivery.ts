import { type Head, verifyChain } from '../../shared/chain.ts';
import type { ChainedFact } from '../../shared/facts.ts';
import type { Fair } from '../../shared/fair.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  HEAD_DOMAIN,
  headText,
  type SyncFault,
  type Upload,
  type WireFact,
} from '../../shared/sync/wire.ts';
import { isSigned, sha256 } from '../keys.ts';
import { areSealedBy } from './boxes.ts';
import { isSaidBy } from './condition.ts';
import { isOrdered } from './erasures.ts';
import { chainedOf } from './facts.ts';

/** What came from a station, as far as it can be held against itself, before anybody has to wait for it. */

export interface Sent {
  readonly wire: WireFact;
  readonly chained: ChainedFact;
}

export interface Delivery extends Omit<Upload, 'facts'> {
  readonly fair: Fair;
  readonly slot: number;
  readonly facts: readonly Sent[];
  /** Where these facts end, each following the one before it; nothing where one does not. */
  readonly end: Head | undefined;
  readonly now: number;
}

export function readDelivery(
  fair: Fair,
  slot: number,
  upload: Upload,
  now: number,
): Result<Delivery, SyncFault> {
  const station = fair.stations.find((other) => other.slot === slot);
  if (!station) return fail({ kind: 'no-such-station' });
  if (fair.revoked.includes(slot)) return fail({ kind: 'revoked' });
  const { passKey } = station;
  if (!headIsSigned(fair.id, slot, upload, passKey)) return fail({ kind: 'not-signed' });
  const facts: Sent[] = [];
  for (const wire of upload.facts) {
    const chained = chainedOf(wire.text);
    const own =
      chained?.fair === fair.id &&
      chained.station === slot &&
      chained.incarnation === upload.incarnation;
    if (!own) return fail({ kind: 'bad-upload' });
    facts.push({ wire, chained });
  }
  const { erasures, boxes = [], condition } = upload;
  const signed =
    erasures.every((erasure) => isOrdered(fair, erasure)) &&
    areSealedBy(fair, slot, boxes) &&
    (!condition || isSaidBy(fair, slot, passKey, condition.said));
  if (!signed) return fail({ kind: 'not-signed' });
  return ok({ ...upload, fair, slot, facts, end: endOf(facts), now });
}

/** Whether they go on from what the server has is for whoever knows that. */
function endOf(facts: readonly Sent[]): Head | undefined {
  const [first] = facts;
  if (!first) return undefined;
  const { seq, prev } = first.chained;
  const links = facts.map(({ wire, chained }) => ({ ...wire, fact: chained }));
  const verified = verifyChain({ seq: seq - 1, hash: prev }, links, sha256);
  return verified.ok ? verified.value : undefined;
}

function headIsSigned(
  fair: string,
  slot: number,
  { incarnation, head }: Upload,
  passKey: string,
): boolean {
  return isSigned(HEAD_DOMAIN, headText(fair, slot, incarnation, head), head.signature, passKey);
}
