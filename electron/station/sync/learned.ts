import type { Head } from '../../../shared/chain.ts';
import type { Outcome } from '../../../shared/sync/answer.ts';
import { movedOn, wasHalved } from '../../../shared/sync/portion.ts';
import {
  type Ack,
  type FactPlace,
  type Heard,
  type Hearing,
  placeName,
  type SeenBranch,
  type Upload,
} from '../../../shared/sync/wire.ts';
import type { Send } from './plan.ts';
import { PATIENT_QUESTIONS, type Progress } from './progress.ts';

/** What a station learns from each reply. */

/** A step with the upload that was sent for it. */
export interface Sent {
  readonly step: Send;
  readonly upload: OwnUpload;
}
export type OwnUpload = Upload & { readonly hears?: Hearing };

/** What the reply brought back, and how our chains compare with those that it names. */
export interface Found {
  /** How many facts the station could take back. */
  readonly regained: number;
  /** Where the next part of them begins. */
  readonly nextPart?: number;
  /** By incarnation, the last place where the server's history may still be ours. */
  readonly common: ReadonlyMap<string, number>;
}

const nothingFound: Found = { regained: 0, common: new Map() };

export function learned(
  progress: Progress,
  sent: Sent,
  outcome: Outcome,
  found = nothingFound,
): Progress {
  return isTooLarge(outcome)
    ? halved(progress, sent, outcome)
    : answered(progress, sent, outcome, found);
}

function halved(progress: Progress, { step, upload }: Sent, outcome: Outcome): Progress {
  // What refused a whole revision may let facts through.
  if (upload.revised) return { ...progress, keepsRevision: true };
  const { facts, erasures, boxes = [], proofs = [] } = upload;
  const most = Math.max(facts.length, erasures.length, boxes.length, proofs.length);
  return { ...progress, ...movedOn(progress, step.incarnation.name, most, outcome) };
}

function answered(
  progress: Progress,
  { step, upload }: Sent,
  outcome: Outcome,
  found: Found,
): Progress {
  const { name } = step.incarnation;
  const moved = { ...progress, ...movedOn(progress, name, upload.facts.length, outcome) };
  if (outcome.kind === 'differs') {
    const [end] = outcome.trail;
    return {
      ...moved,
      nonce: outcome.nonce,
      unanswered: progress.unanswered + 1,
      ...(end && { acked: new Map(progress.acked).set(name, end) }),
      askAfter: new Map([...progress.askAfter, ...found.common]),
    };
  }
  if (isRefusal(outcome)) return { ...moved, ...afterRefusal(outcome) };
  if (outcome.kind !== 'moved' || !outcome.ack) return moved;
  const { ack, restored } = outcome;
  const { archived: _archived, ...taking } = moved;
  const isSentAgain = restored || needsOrdersAgain(progress, upload, ack);
  return {
    ...taking,
    acked: positions(restored ? new Map([[name, outcome.at]]) : moved.acked, ack.branches),
    askAfter: askedAfter(progress.askAfter, step, ack.heard, found),
    elsewhere: ack.branches ?? progress.elsewhere,
    erasures: isSentAgain ? 0 : progress.erasures + upload.erasures.length,
    boxesRefused: progress.boxesRefused || (step.boxes.length > 0 && !ack.boxes),
    nonce: ack.nonce,
    isNewer: ack.receipt !== undefined,
    reads: ack.reads ?? 0,
    above: ack.above ?? [],
    // One from before this start is shown first.
    ...(ack.receipt !== undefined &&
      upload.receipt === progress.receipt && { receipt: ack.receipt }),
    ...(ack.revision !== undefined && { revision: ack.revision }),
    unproven: stillUnproven(step, ack),
    ...afterQuestion(progress, { step, upload }, ack, found.regained),
  };
}

const isTooLarge = (outcome: Outcome): boolean =>
  outcome.kind === 'failed' && outcome.why === 'too-large';

/** A round ends with a failure, unless the next step sends less than the one that a proxy refused. */
export const endsRound = (
  outcome: Outcome,
  before: Progress,
  now: Progress,
): outcome is Extract<Outcome, { readonly why: unknown }> =>
  'why' in outcome && !isSmaller(outcome, before, now);

const isSmaller = (outcome: Outcome, before: Progress, now: Progress): boolean =>
  wasHalved(outcome, before.portion, now.portion) || (!before.keepsRevision && now.keepsRevision);

type Refusal = Extract<Outcome, { readonly kind: 'archived' | 'stopped' }>;

const isRefusal = (outcome: Outcome): outcome is Refusal =>
  outcome.kind === 'archived' || outcome.kind === 'stopped';

function afterRefusal(refusal: Refusal): Partial<Progress> {
  const { why } = refusal;
  if (refusal.kind === 'archived') {
    // The next question is as small as the first one.
    return { acked: new Map(), archived: positions(new Map(), refusal.branches) };
  }
  // The server lacks what an incarnation continues: it tells again where it stands with each.
  if (why === 'unknown-beginning') return { acked: new Map() };
  // Perhaps an older server stands there now.
  return why === 'bad-upload' ? { isNewer: false } : {};
}

function positions(
  acked: ReadonlyMap<string, Head>,
  branches: readonly SeenBranch[] = [],
): ReadonlyMap<string, Head> {
  return new Map([
    ...acked,
    ...branches.map(({ incarnation, head }) => [incarnation, head] as const),
  ]);
}

function askedAfter(
  before: Progress['askAfter'],
  { incarnation: { name }, lostAfter }: Send,
  heard: Heard | undefined,
  { common, nextPart }: Found,
): Progress['askAfter'] {
  // While a history comes back, its answers still name the server's other end.
  const after = new Map(lostAfter === undefined ? [...before, ...common] : before);
  if (lostAfter !== undefined && heard && heard.lost.length > 0) {
    if (nextPart === undefined) after.delete(name);
    else after.set(name, nextPart);
  }
  return after;
}

/** A server restored from a backup has lost orders of erasure, too; one that was updated could not read some. */
function needsOrdersAgain(
  { reads }: Progress,
  { hears }: OwnUpload,
  { heard, reads: now = 0 }: Ack,
): boolean {
  const hasLost = hears !== undefined && heard !== undefined && heard.erasuresUpTo < hears.erasures;
  return hasLost || (reads !== undefined && now > reads);
}

/**
 * What the server still asks for after it was sent cannot be proved from here, unless we have heard only now
 * that somebody was to be taken out.
 */
function stillUnproven(step: Send, { unproven = [], heard }: Ack): FactPlace[] {
  const sent = new Set(step.unproven.map(placeName));
  const isKnown = heard && heard.erasures.length > 0;
  return isKnown ? unproven : unproven.filter((fact) => !sent.has(placeName(fact)));
}

function afterQuestion(
  { unanswered }: Progress,
  { step, upload }: Sent,
  { heard, above: nonces = [] }: Ack,
  regained: number,
): Partial<Progress> {
  if (!heard) return upload.hears ? { unanswered: unanswered + 1 } : {};
  return {
    fulfilled: isMore(heard, nonces.length - (upload.hears?.above?.length ?? 0))
      ? step.wishes - 1
      : step.wishes,
    // Facts that the server has and the station can't use must not be requested forever.
    unanswered: step.lostAfter !== undefined && regained === 0 ? PATIENT_QUESTIONS : 0,
  };
}

/** Servers above the hub that were not asked yet, or answered and may have more, are asked at once. */
const isMore = ({ more, above: answers = [] }: Heard, unasked: number): boolean =>
  more || unasked > 0 || answers.length > 0;
