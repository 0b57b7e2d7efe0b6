import type { Head } from '../../../shared/chain.ts';
import type { Outcome } from '../../../shared/sync/answer.ts';
import type { SentBox } from '../../../shared/sync/boxes.ts';
import {
  inPortion,
  movedOn,
  portionUpTo,
  type Positions,
  wasHalved,
} from '../../../shared/sync/portion.ts';
import {
  type Ack,
  type FactPlace,
  type Heard,
  type SeenBranch,
  type Hearing,
  type Upload,
  placeName,
} from '../../../shared/sync/wire.ts';

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
  /** Where our copy ends of an incarnation that another machine wrote in our name. */
  endOf(name: string): Head | undefined;
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
  /** Facts of which the server asked whom they are about. */
  readonly unproven: readonly FactPlace[];
  /** For the next question. */
  readonly nonce?: string;
  /** The server reads what version 1 did not have. */
  readonly isNewer: boolean;
  /** Which messages it reads, as it said last. */
  readonly reads?: number;
  /** The newest one that we have; it goes back to the server with each upload. */
  readonly receipt?: string;
  /**
   * Facts after this one of an incarnation come back from the server: they come in parts, or it has
   * another history there.
   */
  readonly askAfter: ReadonlyMap<string, number>;
  /** Incarnations of our slot that we did not write. */
  readonly elsewhere: readonly SeenBranch[];
  /** Nonces of the servers above the hub, the nearest first. */
  readonly above: readonly string[];
  /** The server's revision of the fair. */
  readonly revision?: number;
  /** A proxy lets no upload with a whole fair through: the organiser sends the server its revision. */
  readonly keepsRevision: boolean;
  /** Where our incarnations ended at a server that has archived the fair, and takes nothing more. */
  readonly archived?: ReadonlyMap<string, Head>;
}

export const atStart: Progress = {
  acked: new Map(),
  portion: portionUpTo(MOST_AT_ONCE),
  erasures: 0,
  wishes: 1,
  fulfilled: 0,
  unanswered: 0,
  boxesRefused: false,
  keepsRevision: false,
  isNewer: false,
  askAfter: new Map(),
  elsewhere: [],
  above: [],
  unproven: [],
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
  readonly unproven: readonly FactPlace[];
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
  for (const branch of missingElsewhere(progress, source)) {
    const step = sendOf({ ...progress, acked: new Map([[branch.name, branch.end]]) }, branch);
    if (step) return step;
  }
  return { kind: 'rest' };
}

/** `extras` travel only with the newest incarnation. */
function sendOf(
  progress: Progress,
  incarnation: Incarnation,
  extras?: PlanSource,
): Send | undefined {
  const { head } = incarnation;
  const known = progress.acked.get(incarnation.name)?.seq;
  const lostAfter = lostFrom(progress, incarnation);
  const wished = extras !== undefined && progress.fulfilled < progress.wishes;
  const asksForNews = (wished || lostAfter !== undefined) && isPatient(progress);
  const boxes = known === undefined || progress.boxesRefused ? [] : (extras?.boxes() ?? []);
  const { portion } = progress;
  const hasOrders = ordersWait(progress, extras);
  const unproven = extras ? progress.unproven : [];
  const isDone = lostAfter !== undefined || (known ?? -1) >= head.seq;
  const extra = asksForNews || hasOrders || boxes.length + unproven.length > 0;
  if (isDone && !extra) return undefined;
  return {
    kind: 'send',
    incarnation,
    known,
    limit: known === undefined || lostAfter !== undefined ? 0 : portion.size,
    asksForNews,
    ...(lostAfter !== undefined && { lostAfter }),
    boxes: inPortion(portion, boxes),
    unproven: inPortion(portion, unproven),
    wishes: progress.wishes,
  };
}

/** A server of before refuses all that comes with an order in today's form. */
const ordersWait = (
  { erasures, isNewer }: Progress,
  extras: Pick<PlanSource, 'erasures'> | undefined,
): boolean => isNewer && extras !== undefined && erasures < extras.erasures();

/** The server must be updated before it can take our orders of erasure. */
export const isTooOld = ({ nonce, isNewer }: Progress, source: PlanSource): boolean =>
  nonce !== undefined && !isNewer && source.erasures() > 0;

const isPatient = ({ unanswered }: Progress): boolean => unanswered < PATIENT_QUESTIONS;

/** After which of our facts the server has some that we lack. */
function lostFrom({ acked, askAfter }: Progress, { name, head }: Incarnation): number | undefined {
  const isBehind = (acked.get(name)?.seq ?? 0) > head.seq;
  return askAfter.get(name) ?? (isBehind ? head.seq : undefined);
}

/** What another machine, or a former state of this one, wrote in our name, and we lack. */
function missingElsewhere({ elsewhere }: Progress, source: PlanSource) {
  const own = new Set(source.incarnations().map(({ name }) => name));
  return elsewhere
    .filter(({ incarnation }) => !own.has(incarnation))
    .map(({ incarnation: name, from, head: end }) => {
      return { name, from, end, head: source.endOf(name) ?? from };
    })
    .filter(({ head, end }) => head.seq < end.seq);
}

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

/** Of the server's revision, as far as a later one may be sent to it. */
export const revisionThere = ({
  isNewer,
  keepsRevision,
  revision,
}: Progress): number | undefined => (isNewer && !keepsRevision ? revision : undefined);

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

/** There is news elsewhere. */
export function wishingForNews(progress: Progress): Progress {
  return { ...progress, wishes: progress.wishes + 1 };
}

/** After a quiet time, or when the network returns: asks for news and offers boxes again. */
export function startingOver(progress: Progress): Progress {
  const portion = { ...progress.portion, largest: MOST_AT_ONCE };
  return { ...wishingForNews(progress), boxesRefused: false, unanswered: 0, portion };
}

/** The server has said that it ends exactly where each stretch of our chain ends. */
export function isSettled(
  { acked, archived = acked }: Progress,
  incarnations: readonly Incarnation[],
): boolean {
  return incarnations.every(({ name, head }) => {
    const there = archived.get(name);
    return there?.seq === head.seq && there.hash === head.hash;
  });
}

/** Nothing of this slot is missing, here or there: only then is the station up to date. */
export function isUpToDate(progress: Progress, source: PlanSource): boolean {
  return (
    isSettled(progress, source.incarnations()) && missingElsewhere(progress, source).length === 0
  );
}

/** How many facts the server does not have. */
export function waitingFacts(
  { acked, archived = acked }: Progress,
  incarnations: readonly Incarnation[],
): number {
  return incarnations.reduce(
    (sum, { name, from, head }) =>
      sum + Math.max(0, head.seq - (archived.get(name)?.seq ?? from.seq)),
    0,
  );
}

/** Whether the server has said, since this start, where it stands with all of our chain. */
export const isKnownThere = (
  { acked, archived }: Progress,
  incarnations: readonly Incarnation[],
): boolean => archived !== undefined || incarnations.every(({ name }) => acked.has(name));

/** The server has archived the fair, and had all of our chain and boxes before. */
export const wasAllThere = (progress: Progress, source: PlanSource): boolean =>
  progress.archived !== undefined &&
  isSettled(progress, source.incarnations()) &&
  source.boxes().length === 0;
