import type { Head } from '../../../shared/chain.ts';
import type { Outcome } from '../../../shared/sync/answer.ts';
import type { SentBox } from '../../../shared/sync/boxes.ts';
import { movedOn, portionUpTo, type Positions } from '../../../shared/sync/portion.ts';
import type { Ack, Heard, Upload } from '../../../shared/sync/wire.ts';

/**
 * Decides what a station sends next, and what it learns from each reply. Facts go up in order, and
 * again until the server acknowledges them. Nothing here reads a disk or a network: `uploader.ts`
 * does.
 */

/** Few enough that reading them delays nobody at the entrance. */
const MOST_AT_ONCE = 3_000;
/** After this many unanswered questions in a row, the station stops asking for a while. */
const PATIENT_QUESTIONS = 3;

export interface Incarnation {
  readonly name: string;
  readonly from: Head;
  readonly head: Head;
}

/** What there is to send. */
export interface PlanSource {
  /** Oldest first; the station writes to the newest. */
  incarnations(): readonly Incarnation[];
  /** How many orders of erasure were given here so far. */
  erasures(): number;
  /** Sealed boxes that the server does not have, at most one batch. */
  boxes(): readonly SentBox[];
}

/** What the station knows of the server. An incarnation has no position before the first reply. */
export interface Progress extends Positions {
  /** How many of our orders of erasure the server has. */
  readonly erasures: number;
  /**
   * Requests for news, and how many of them are fulfilled. A count, since a request made while a
   * query is in flight needs another query.
   */
  readonly wishes: number;
  readonly fulfilled: number;
  /** Questions in a row that the server did not answer. */
  readonly unanswered: number;
  /** The server keeps no boxes yet: it has an earlier revision of the fair. */
  readonly boxesRefused: boolean;
  /** Facts of each incarnation of which the server asked whom they are about. */
  readonly unproven: ReadonlyMap<string, readonly number[]>;
  /** For the next question. */
  readonly nonce?: string;
}

export const atStart: Progress = {
  acked: new Map(),
  portion: portionUpTo(MOST_AT_ONCE),
  erasures: 0,
  wishes: 1,
  fulfilled: 0,
  unanswered: 0,
  boxesRefused: false,
  unproven: new Map(),
};

export type Step = { readonly kind: 'rest' } | Send;

export interface Send {
  readonly kind: 'send';
  readonly incarnation: Incarnation;
  /**
   * The step sends facts after this one. Absent: it sends none, and asks for the server's position.
   */
  readonly known: number | undefined;
  readonly limit: number;
  readonly asksForNews: boolean;
  /** The server has facts after this one that this station lost. */
  readonly lostAfter?: number;
  readonly boxes: readonly SentBox[];
  /** The server asked whom these facts are about. */
  readonly unproven: readonly number[];
  /** How many requests for news a reply to this step fulfils. */
  readonly wishes: number;
}

export function plan(progress: Progress, source: PlanSource): Step {
  const incarnations = source.incarnations();
  const newest = incarnations.at(-1);
  for (const incarnation of incarnations) {
    const step = sendOf(progress, incarnation, incarnation === newest ? source : undefined);
    if (step) return step;
  }
  return { kind: 'rest' };
}

/** `extras` travel only with the newest incarnation. */
function sendOf(
  progress: Progress,
  incarnation: Incarnation,
  extras: PlanSource | undefined,
): Send | undefined {
  const { head } = incarnation;
  const known = progress.acked.get(incarnation.name);
  const lost = known !== undefined && known > head.seq;
  const wished = extras !== undefined && progress.fulfilled < progress.wishes;
  const asksForNews = (lost || wished) && progress.unanswered < PATIENT_QUESTIONS;
  const boxes = known === undefined || progress.boxesRefused ? [] : (extras?.boxes() ?? []);
  const hasOrders = extras !== undefined && progress.erasures < extras.erasures();
  const unproven = progress.unproven.get(incarnation.name) ?? [];
  const isDone = known !== undefined && known >= head.seq;
  const extra = asksForNews || hasOrders || boxes.length + unproven.length > 0;
  if (isDone && !extra) return undefined;
  return {
    kind: 'send',
    incarnation,
    known,
    limit: known === undefined ? 0 : progress.portion.size,
    asksForNews,
    ...(lost && { lostAfter: head.seq }),
    boxes,
    unproven,
    wishes: progress.wishes,
  };
}

/** A step with the upload that was sent for it. */
export interface Sent {
  readonly step: Send;
  readonly upload: Upload;
}

/** `regained` counts the facts that the station could recover from this reply. */
export function learned(
  progress: Progress,
  { step, upload }: Sent,
  outcome: Outcome,
  regained = 0,
): Progress {
  const { name } = step.incarnation;
  const moved = { ...progress, ...movedOn(progress, name, upload.facts.length, outcome) };
  if (outcome.kind !== 'moved' || !outcome.ack) return moved;
  const { ack } = outcome;
  return {
    ...moved,
    erasures: hasLostOrders(upload, ack.heard) ? 0 : progress.erasures + upload.erasures.length,
    boxesRefused: progress.boxesRefused || (step.boxes.length > 0 && !ack.boxes),
    nonce: ack.nonce,
    unproven: new Map(progress.unproven).set(name, stillUnproven(step, ack)),
    ...afterQuestion(progress, { step, upload }, ack.heard, regained),
  };
}

/** A server restored from a backup has lost orders of erasure, too: send ours again. */
function hasLostOrders({ hears }: Upload, heard: Heard | undefined): boolean {
  return hears !== undefined && heard !== undefined && heard.erasuresUpTo < hears.erasures;
}

/**
 * What the server still asks for after it was sent cannot be proved from here, unless we have heard only now
 * that somebody was to be taken out.
 */
function stillUnproven(step: Send, { unproven = [], heard }: Ack): number[] {
  const isKnown = heard && heard.erasures.length > 0;
  return isKnown ? unproven : unproven.filter((seq) => !step.unproven.includes(seq));
}

function afterQuestion(
  { unanswered }: Progress,
  { step, upload }: Sent,
  heard: Heard | undefined,
  regained: number,
): Partial<Progress> {
  if (!heard) return upload.hears ? { unanswered: unanswered + 1 } : {};
  return {
    fulfilled: heard.more ? step.wishes - 1 : step.wishes,
    // Facts that the server has and the station can't use must not be requested forever.
    unanswered: heard.lost.length > 0 && regained === 0 ? PATIENT_QUESTIONS : 0,
  };
}

/** There is news elsewhere. */
export function wishingForNews(progress: Progress): Progress {
  return { ...progress, wishes: progress.wishes + 1 };
}

/** After a quiet time, or when the network returns: asks for news and offers boxes again. */
export function startingOver(progress: Progress): Progress {
  return { ...wishingForNews(progress), boxesRefused: false, unanswered: 0 };
}

/** The server has said that it ends exactly where each stretch of our chain ends. */
export function isSettled({ acked }: Progress, incarnations: readonly Incarnation[]): boolean {
  return incarnations.every(({ name, head }) => acked.get(name) === head.seq);
}

/** How many facts the server does not have. */
export function waitingFacts({ acked }: Progress, incarnations: readonly Incarnation[]): number {
  return incarnations.reduce(
    (sum, { name, from, head }) => sum + Math.max(0, head.seq - (acked.get(name) ?? from.seq)),
    0,
  );
}
