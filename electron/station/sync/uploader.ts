import type { Head } from '../../../shared/chain.ts';
import {
  type Delivered,
  type Failure,
  type Outcome,
  outcomeOf,
} from '../../../shared/sync/answer.ts';
import type { SentBox } from '../../../shared/sync/boxes.ts';
import type { SignedCondition } from '../../../shared/condition.ts';
import { openRounds, type RoundFailure } from '../../../shared/sync/rounds.ts';
import type { Erasure } from '../../../shared/sync/erasures.ts';
import type {
  FactPlace,
  Hearing as HearingQuestion,
  Proof,
  SignedHead,
  SyncFault,
  UnknownFault,
  Upload,
} from '../../../shared/sync/wire.ts';
import type { Timers } from '../clock/timers.ts';
import { type Address, deliver } from './delivery.ts';
import type { Hearing } from './hearing.ts';
import type { Fetch } from './network.ts';
import { commonHistory, type HashAt } from './common-history.ts';
import { type FactsAfter, type Packed, packedAhead, type Place } from './packed-ahead.ts';
import {
  atStart,
  endsRound,
  type Found,
  isKnownThere,
  isSettled,
  isTooOld,
  isUpToDate,
  learned,
  type OwnUpload,
  plan,
  type PlanSource,
  type Progress,
  revisionThere,
  type Send,
  type Sent,
  startingOver,
  waitingFacts,
  wasAllThere,
  wishingForNews,
} from './plan.ts';
import type { Part } from './taken-back.ts';

/**
 * Carries out the plan: reads the ledger, sends, and stores the reply. No check-in waits for it.
 */

interface UploadSource extends PlanSource {
  readonly factsAfter: FactsAfter;
  /** What proves whom these facts are about, as far as it is here. */
  proofsOf(unproven: readonly FactPlace[]): readonly Proof[];
  /** Our orders of erasure after that number, at most `limit`. */
  erasuresAfter(number: number, limit: number): readonly Erasure[];
  readonly hashAt: HashAt;
  /** Takes back facts of our own that the server kept. */
  regain(part: Part): Promise<Pick<Found, 'regained' | 'nextPart'>>;
  /** Writes again what a gap cut off from our chain, and the server lacks; returns how much. */
  retell(): number;
  boxesSent(boxes: readonly SentBox[], receipt: string | undefined): void;
}

export type SyncState =
  | { readonly at: 'up-to-date'; readonly seq: number }
  | { readonly at: 'sending'; readonly waiting: number }
  | {
      readonly at: 'waiting';
      readonly waiting: number;
      readonly since: number;
      readonly why: Why;
    };
type Why =
  | 'station-trouble'
  | 'older-server'
  | 'archived'
  | Failure['why']
  | (SyncFault | UnknownFault)['kind'];

type Trouble = RoundFailure & { readonly why: Why };

export interface UploaderOptions extends Address {
  readonly source: UploadSource;
  readonly hearing: Hearing;
  /** Drawn at this start (P68). */
  readonly run: string | undefined;
  readonly sign: (incarnation: string, head: Head) => SignedHead;
  /** This station's condition; it travels with each question for news. */
  readonly condition: (server: Pick<Progress, 'reads'>) => SignedCondition | undefined;
  readonly fetch: Fetch;
  readonly timers: Timers;
  readonly now: () => number;
  /** From 0 to 1. */
  readonly chance: () => number;
  readonly onState: (state: SyncState) => void;
  readonly onTrouble: (error: unknown) => void;
}

export interface Uploader {
  /** Facts were written: send them at once, unless the uploader is pausing after a failure. */
  written(): void;
  /** There is news elsewhere. */
  hear(): void;
  /** Proves this station's identity to the server; absent before the server's first reply. */
  listens(): Pick<HearingQuestion, 'nonce' | 'signature'> | undefined;
  /** The network is back: ends the pause. */
  poke(): void;
  state(): SyncState;
  /** Facts that the server does not have; undefined where it has not said since this start. */
  unsent(): number | undefined;
  /** The server has everything, or had it when it archived the fair. */
  isSettled(): boolean;
  close(): void;
}

export const PATIENCE_MS = 20_000;
/** Without anything to send, the station still asks for news this often. */
export const HEAR_MS = 30_000;
const ERASURES_AT_ONCE = 100;

export function openUploader(options: UploaderOptions): Uploader {
  const { source, timers, hearing } = options;
  const ahead = packedAhead(source.factsAfter, timers);
  const stop = new AbortController();
  let progress: Progress = { ...atStart, ...hearing.receipt() };
  let state: SyncState = { at: 'sending', waiting: 0 };
  let since = options.now();

  const rounds = openRounds({
    timers,
    chance: options.chance,
    quietMs: HEAR_MS,
    onQuietOver() {
      progress = startingOver(progress);
    },
    async round() {
      const failure = await sendAll();
      if (failure && !stop.signal.aborted) {
        show({ at: 'waiting', waiting: waiting(), since, why: failure.why });
      }
      return failure;
    },
  });

  let lastWaiting = 0;
  /** Staff read this line most of all when the disk cannot be read. */
  function waiting(): number {
    try {
      lastWaiting = waitingFacts(progress, source.incarnations());
    } catch (error) {
      options.onTrouble(error);
    }
    return lastWaiting;
  }

  function show(next: SyncState): void {
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    options.onState(next);
  }

  /** A disk that fails meanwhile must end neither the station nor the sending. */
  async function sendAll(): Promise<Trouble | undefined> {
    try {
      return await sendUntilRest();
    } catch (error) {
      if (!stop.signal.aborted) options.onTrouble(error);
      return { why: 'station-trouble' };
    }
  }

  async function sendUntilRest(): Promise<Trouble | undefined> {
    while (!stop.signal.aborted) {
      const before = progress;
      const step = plan(before, source);
      if (step.kind === 'rest' && writesAgain()) continue;
      if (step.kind === 'rest') return rest();
      const outcome = await exchange(step);
      if (endsRound(outcome, before, progress)) return outcome;
      if (outcome.kind === 'moved') showProgress();
    }
    return undefined;
  }

  /** What a gap cut off from the chain becomes new facts, which wait to be sent. */
  const writesAgain = (): boolean =>
    isSettled(progress, source.incarnations()) && source.retell() > 0;

  function showProgress(): void {
    rounds.progressed();
    show({ at: 'sending', waiting: waiting() });
  }

  function rest(): undefined {
    const isUp = isUpToDate(progress, source);
    if (!isUp || isTooOld(progress, source)) {
      // Asked again after a quiet time: there is nothing that more haste would better.
      show({ at: 'waiting', waiting: waiting(), since, why: isUp ? 'older-server' : 'forked' });
      return;
    }
    since = options.now();
    show({ at: 'up-to-date', seq: source.incarnations().at(-1)?.head.seq ?? 0 });
  }

  async function exchange(step: Send): Promise<Outcome> {
    const { name, from } = step.incarnation;
    const place = { incarnation: name, after: step.known ?? from.seq, erasures: source.erasures() };
    const packed = step.limit > 0 ? ahead.take(place, step.limit) : undefined;
    const revised = await hearing.laterRevision(revisionThere(progress));
    const upload = { ...uploadFor(step, packed, progress, options), ...revised };
    const sent = { step, upload };
    const sending = send(upload, packed, options, stop.signal);
    packNext(ahead, sent, place);
    const outcome = outcomeOf(await sending, step.known, from);
    if (outcome.kind === 'failed') ahead.drop();
    const back = outcome.kind === 'moved' ? await keep(sent, outcome) : { regained: 0 };
    const common = commonHistory(outcome, name, source.incarnations(), source.hashAt);
    progress = learned(progress, sent, outcome, { ...back, common });
    return outcome;
  }

  /** Stores the reply before the next plan relies on it. */
  async function keep(
    { step, upload }: Sent,
    { ack, restored }: Extract<Outcome, { kind: 'moved' }>,
  ): Promise<Pick<Found, 'regained' | 'nextPart'>> {
    if (restored) hearing.startAgain();
    if (ack?.boxes) source.boxesSent(upload.boxes ?? [], ack.receipt);
    if (!ack?.heard) return { regained: 0 };
    // An order of erasure may have come: facts read before it must not be sent.
    ahead.drop();
    await hearing.take(ack.heard, ack.receipt);
    const { lost: facts, lostHead: head } = ack.heard;
    if (facts.length === 0) return { regained: 0 };
    const { name } = step.incarnation;
    const { lostAfter: after = 0 } = step;
    return source.regain({ incarnation: name, common: upload.head, after, facts, head });
  }

  rounds.request();
  return {
    written: rounds.request,
    hear() {
      progress = wishingForNews(progress);
      rounds.request();
    },
    listens: () => listensNow(progress, hearing),
    poke() {
      progress = startingOver(progress);
      rounds.poke();
    },
    unsent: () => (isKnownThere(progress, source.incarnations()) ? waiting() : undefined),
    isSettled: () => state.at === 'up-to-date' || wasAllThere(progress, source),
    state: () => (state.at === 'waiting' ? { ...state, waiting: waiting() } : state),
    close() {
      rounds.close();
      ahead.drop();
      stop.abort();
    },
  };
}

function packNext(
  ahead: ReturnType<typeof packedAhead>,
  { step, upload }: Sent,
  place: Place,
): void {
  const after = place.after + upload.facts.length;
  const more = upload.facts.length > 0 && after < step.incarnation.head.seq;
  if (more) ahead.soon({ ...place, after }, step.limit);
}

const listensNow = ({ nonce, isNewer }: Progress, hearing: Hearing) =>
  nonce === undefined ? undefined : hearing.listens(nonce, isNewer);

function uploadFor(
  step: Send,
  packed: Packed | undefined,
  progress: Progress,
  options: UploaderOptions,
): OwnUpload {
  const { source, sign, condition } = options;
  const { facts = [] } = packed ?? {};
  const { lostAfter } = step;
  const { name, from } = step.incarnation;
  // The server compares this head with its own: one where both may still agree.
  const hash = lostAfter !== undefined && source.hashAt(name, lostAfter);
  const head = hash ? { seq: lostAfter, hash } : step.incarnation.head;
  const last = facts.at(-1);
  const end = last && { seq: (step.known ?? from.seq) + facts.length, hash: last.hash };
  // An older server refuses a condition that says more than it knows.
  const said = step.asksForNews && progress.isNewer ? condition(progress) : undefined;
  const { receipt, isNewer, portion } = progress;
  const ordersAtOnce = Math.min(ERASURES_AT_ONCE, portion.size);
  const question = step.asksForNews && questionOf(progress, lostAfter, options);
  return {
    v: 1,
    incarnation: name,
    from,
    facts: [...facts],
    // A signed head at each cut lets the facts before it count at once.
    head: sign(name, end ?? head),
    waiting: Math.max(0, waitingFacts(progress, source.incarnations()) - facts.length),
    erasures: isNewer ? [...source.erasuresAfter(progress.erasures, ordersAtOnce)] : [],
    ...(isNewer && { proofs: [...source.proofsOf(step.unproven)] }),
    ...(step.boxes.length > 0 && { boxes: [...step.boxes] }),
    ...(isNewer && receipt !== undefined && { receipt }),
    ...(said && { condition: { said, ageMs: 0 } }),
    ...(question && { hears: question }),
  };
}

function questionOf(
  { nonce, isNewer, above: noncesAbove, reads }: Progress,
  lostAfter: number | undefined,
  { hearing, run }: UploaderOptions,
): HearingQuestion | undefined {
  if (nonce === undefined) return undefined;
  return hearing.asked(nonce, {
    lostAfter,
    ...(isNewer && { newer: { run, above: noncesAbove, reads } }),
  });
}

async function send(
  upload: Upload,
  packed: Packed | undefined,
  options: UploaderOptions,
  stop: AbortSignal,
): Promise<Delivered> {
  const patience = new AbortController();
  const cancel = options.timers.after(PATIENCE_MS, () => patience.abort());
  const using = { fetch: options.fetch, signal: AbortSignal.any([patience.signal, stop]) };
  const delivered = await deliver(options, upload, using, packed?.bytes);
  cancel();
  return delivered;
}
