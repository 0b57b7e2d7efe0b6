import {
  type Delivered,
  type Failure,
  type Outcome,
  outcomeOf,
} from '../../../shared/sync/answer.ts';
import type { SentBox } from '../../../shared/sync/boxes.ts';
import { openRounds, type RoundFailure } from '../../../shared/sync/rounds.ts';
import type {
  Hearing as HearingQuestion,
  SyncFault,
  UnknownFault,
  Upload,
} from '../../../shared/sync/wire.ts';
import type { Timers } from '../clock/timers.ts';
import { type Address, deliver } from './delivery.ts';
import type { Hearing } from './hearing.ts';
import type { Fetch } from './network.ts';
import { commonHistory } from './common-history.ts';
import { type FactsAfter, type Packed, packedAhead, type Place } from './packed-ahead.ts';
import { endsRound, type Found, learned, type Sent } from './learned.ts';
import { plan, type Send } from './plan.ts';
import {
  atStart,
  isKnownThere,
  isSettled,
  isTooOld,
  isUpToDate,
  type Progress,
  revisionThere,
  startingOver,
  waitingFacts,
  wasAllThere,
  wishingForNews,
} from './progress.ts';
import type { Part } from './taken-back.ts';
import { uploadFor, type UploadSource, type UploadParts } from './upload.ts';

/**
 * Carries out the plan: reads the ledger, sends, and stores the reply. No check-in waits for it.
 */

interface UploaderSource extends UploadSource {
  readonly factsAfter: FactsAfter;
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

export interface UploaderOptions extends Address, UploadParts {
  readonly source: UploaderSource;
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
