import { setImmediate } from 'node:timers/promises';
import { type Head, verifyChain } from '../../shared/chain.ts';
import { type ReadFact, readFact } from '../../shared/facts.ts';
import type { Fair, StationSlot } from '../../shared/fair.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { SyncFault, Upload, WireFact } from '../../shared/sync/wire.ts';
import { isSigned, sha256 } from '../fairs/keys.ts';
import { isInForce, isOfEntrance } from '../../shared/sync/erasures.ts';
import type { Counter } from './counted-by.ts';
import { isBoxSigned, isConditionSigned, isCoverSigned, isHeadSigned } from './signatures.ts';

export interface Received {
  readonly fair: Fair;
  readonly slot: number;
  readonly upload: Upload;
  readonly now: number;
  /** The address that the upload came from. */
  readonly sender?: string;
  /** What the receipt that came with it says, where its seal is right. */
  readonly shown?: Pick<Counter, 'epoch' | 'writes'> | undefined;
}

export interface Sent extends ReadFact {
  readonly wire: WireFact;
  /** Its author signed the tombstone that came with it. */
  readonly covered: boolean;
}

/** An upload whose signatures are valid and whose facts are the station's own. */
export interface Delivery
  extends Omit<Upload, 'facts'>,
    Pick<Received, 'fair' | 'slot' | 'now' | 'shown'> {
  readonly sender: string;
  readonly facts: readonly Sent[];
  /** Where these facts end; undefined if there are none, or if one does not follow the one before. */
  readonly end: Head | undefined;
}

/** Checks an upload by itself, before it waits for the database. Others are served meanwhile. */
export async function verify({
  fair,
  slot,
  upload,
  now,
  sender = '',
  shown,
}: Received): Promise<Result<Delivery, SyncFault>> {
  const sent = senderOf(fair, slot, upload);
  if (!sent.ok) return sent;
  const station = sent.value;
  const facts = await ownFacts(fair, slot, upload);
  if (!facts) return fail({ kind: 'bad-upload' });
  const { erasures, boxes = [], condition } = upload;
  const signed =
    erasures.every((erasure) => isOfEntrance(fair, erasure, isSigned)) &&
    boxes.every((box) => isBoxSigned(fair, station, box)) &&
    (!condition || isConditionSigned(fair, station, condition.said));
  if (!signed) return fail({ kind: 'not-signed' });
  // A sender that carries an order of a revoked entrance loses nothing else by it.
  const counting = erasures.filter((erasure) => isInForce(fair, erasure));
  const own = { ...upload, erasures: counting, facts };
  return ok({ ...own, fair, slot, sender, shown, end: endOf(facts), now });
}

/** The station that signed the head: cheap, so that a stranger's upload waits nowhere. */
export function senderOf(
  fair: Fair,
  slot: number,
  upload: Pick<Upload, 'incarnation' | 'head'>,
): Result<StationSlot, SyncFault> {
  const station = fair.stations.find((other) => other.slot === slot);
  if (!station) return fail({ kind: 'no-such-station' });
  if (fair.revoked.includes(slot)) return fail({ kind: 'revoked' });
  return isHeadSigned(fair, station, upload) ? ok(station) : fail({ kind: 'not-signed' });
}

/** About a millisecond. */
const WITHOUT_PAUSE = 25;

/** Undefined if one of them is unreadable or belongs to another chain. */
async function ownFacts(fair: Fair, slot: number, upload: Upload): Promise<Sent[] | undefined> {
  const facts: Sent[] = [];
  for (const [n, wire] of upload.facts.entries()) {
    if (n % WITHOUT_PAUSE === WITHOUT_PAUSE - 1) await setImmediate();
    const read = readFact(wire.text);
    const own =
      read?.envelope.fair === fair.id &&
      read.envelope.station === slot &&
      read.envelope.incarnation === upload.incarnation;
    if (!own) return undefined;
    facts.push({ ...read, wire, covered: isCoverSigned(fair, read.envelope, wire.hash, wire) });
  }
  return facts;
}

function endOf(facts: readonly Sent[]): Head | undefined {
  const [first] = facts;
  if (!first) return undefined;
  const { seq, prev } = first.envelope;
  const links = facts.map(({ wire, envelope }) => ({ ...wire, fact: envelope }));
  const verified = verifyChain({ seq: seq - 1, hash: prev }, links, sha256);
  return verified.ok ? verified.value : undefined;
}
