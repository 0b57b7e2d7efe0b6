import type { Head } from '../../../shared/chain.ts';
import type { Failure } from '../../../shared/sync/answer.ts';
import type { SentBox } from '../../../shared/sync/boxes.ts';
import type { SignedCondition } from '../../../shared/condition.ts';
import {
  type Ack,
  type Erasure,
  type Heard,
  type Hearing as HearingQuestion,
  type SignedHead,
  type SyncFault,
  type Upload,
  type WireFact,
} from '../../../shared/sync/wire.ts';
import { portionUpTo } from '../../../shared/sync/portion.ts';
import type { Timers } from '../open/timers.ts';
import { deliver } from './delivery.ts';
import { type Packed, packedAhead } from './packed-ahead.ts';
import type { Fetch } from './network.ts';

/**
 * The ledger's way to the server: what is not acknowledged goes up in its order, and is sent again
 * until it is. The check-in never waits for it.
 */

export interface Incarnation {
  readonly name: string;
  readonly from: Head;
  readonly head: Head;
}

export interface UploadSource {
  /** The oldest first; the newest is the one that is written to. */
  incarnations(): readonly Incarnation[];
  /** Facts after that one, no more than so many. */
  factsAfter(incarnation: string, seq: number, limit: number): readonly WireFact[];
  /** The server has more of it than a restored ledger; answers how many were of use. */
  regain(incarnation: string, facts: readonly WireFact[]): number;
  /** Sealed boxes that the server has not, no more than go at once. */
  boxes(): readonly SentBox[];
  boxesSent(boxes: readonly SentBox[]): void;
}

/** What this station tells of people who asked to be taken out, and hears of others. */
export interface Hearing {
  erasures(): readonly Erasure[];
  /** The question, signed over what the server thought of. */
  asked(nonce: string): HearingQuestion;
  take(heard: Heard): Promise<void>;
  /** The server itself was put back: what it told may stand at other places of its list now. */
  hearAnew(): void;
}

export type SyncState =
  | { readonly at: 'up-to-date'; readonly seq: number }
  | { readonly at: 'sending'; readonly waiting: number }
  | {
      readonly at: 'waiting';
      readonly waiting: number;
      readonly since: number;
      readonly why: 'station-trouble' | Failure['why'] | SyncFault['kind'];
    };

export interface UploaderOptions {
  readonly server: string;
  readonly fair: string;
  readonly slot: number;
  readonly source: UploadSource;
  readonly hearing: Hearing;
  readonly sign: (incarnation: string, head: Head) => SignedHead;
  /** How this station is; it goes along when the server is asked for news. */
  readonly condition: () => SignedCondition | undefined;
  readonly fetch: Fetch;
  readonly timers: Timers;
  readonly now: () => number;
  /** From 0 to 1. */
  readonly chance: () => number;
  readonly onState: (state: SyncState) => void;
  readonly onTrouble: (error: unknown) => void;
}

export interface Uploader {
  /** Something was written: sent at once, unless the server is being left alone for a while. */
  written(): void;
  /** There is news elsewhere. */
  hear(): void;
  /** What proves to the server who asks; nothing before its first answer. */
  question(): HearingQuestion | undefined;
  /** The network is back: no waiting any more. */
  poke(): void;
  state(): SyncState;
  close(): void;
}

/** Few enough that reading them holds up nobody at the door. */
const MOST_AT_ONCE = 3_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
export const PATIENCE_MS = 20_000;
/** Nothing to send: the server is asked all the same what was heard elsewhere. */
export const HEAR_MS = 30_000;
const ERASURES_AT_ONCE = 100;
const PATIENT_QUESTIONS = 3;

type Failed = Extract<SyncState, { at: 'waiting' }>['why'];
type Answer =
  | {
      readonly kind: 'acked';
      readonly ack: Ack;
      readonly sentErasures: number;
      readonly question: HearingQuestion | undefined;
    }
  | { readonly kind: 'refused'; readonly fault: SyncFault }
  | {
      readonly kind: 'failed';
      readonly why: Failed;
      readonly afterMs?: number;
      readonly cutOff?: true;
    };

export function openUploader(options: UploaderOptions): Uploader {
  const { source, timers, now, onState, hearing } = options;
  const acked = new Map<string, number>();
  let state: SyncState = { at: 'sending', waiting: 0 };
  const portion = portionUpTo(MOST_AT_ONCE);
  const ahead = packedAhead(source, timers);
  let erasedThen = 0;
  let pause = FIRST_PAUSE_MS;
  let since = now();
  let running = false;
  let again = false;
  let closed = false;
  let resting = false;
  let sentErasures = 0;
  let mustAsk = true;
  /** Counts who wished that it asked: what was wished while a question was on its way is asked anew. */
  let wishes = 0;
  let boxesHeld = false;
  let nonce: string | undefined;
  /** Questions in a row that the server would not answer. */
  let unheard = 0;
  let cancel: () => void = () => undefined;
  const stop = new AbortController();

  function show(next: SyncState): void {
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    onState(next);
  }

  function waiting(): number {
    return source
      .incarnations()
      .reduce(
        (sum, { name, from, head }) => sum + Math.max(0, head.seq - (acked.get(name) ?? from.seq)),
        0,
      );
  }

  async function run(): Promise<void> {
    if (running || closed) {
      again = true;
      return;
    }
    running = true;
    resting = false;
    cancel();
    do {
      again = false;
      const failure = await sent();
      if (failure && !closed) {
        rest(failure);
        break;
      }
      // What was written while the last answer came is sent at once.
    } while (again && !closed);
    running = false;
  }

  /** A disk that fails meanwhile must not end the station, nor the sending for good. */
  async function sent(): Promise<Extract<Answer, { kind: 'failed' }> | undefined> {
    try {
      return await sendAll();
    } catch (error) {
      if (!closed) options.onTrouble(error);
      return { kind: 'failed', why: 'station-trouble' };
    }
  }

  async function sendAll(): Promise<Extract<Answer, { kind: 'failed' }> | undefined> {
    for (const { name } of source.incarnations()) {
      for (;;) {
        const incarnation = source.incarnations().find((other) => other.name === name);
        if (!incarnation || closed) break;
        const known = acked.get(name);
        const { from, head } = incarnation;
        const newest = source.incarnations().at(-1)?.name === name;
        const lost = known !== undefined && known > head.seq && unheard < PATIENT_QUESTIONS;
        const hears = lost || (newest && mustAsk && unheard < PATIENT_QUESTIONS);
        const boxes = newest && known !== undefined && !boxesHeld ? source.boxes() : [];
        const tells = newest && (sentErasures < hearing.erasures().length || boxes.length > 0);
        if (known !== undefined && known >= head.seq && !hears && !tells) break;
        if (erasedThen !== hearing.erasures().length) ahead.drop();
        erasedThen = hearing.erasures().length;
        // The first question asks where the server stands, and sends nothing.
        const packed = known === undefined ? undefined : ahead.take(name, known, portion.size);
        const facts = packed?.facts ?? [];
        const wish = wishes;
        const sending = send(incarnation, known ?? from.seq, packed, hears, boxes);
        const next = (known ?? from.seq) + facts.length;
        if (facts.length > 0 && next < head.seq) ahead.soon(name, next, portion.size);
        const answer = await sending;
        if (answer.kind === 'failed') {
          ahead.drop();
          if (answer.cutOff) portion.cutOff(facts.length);
          return answer;
        }
        portion.through(facts.length);
        if (answer.kind === 'refused') {
          const { fault } = answer;
          if (fault.kind !== 'does-not-fit') return { kind: 'failed', why: fault.kind };
          // Restored from an hour ago, it wants again what it lost.
          if (known === fault.acked.seq) return { kind: 'failed', why: 'does-not-fit' };
          acked.set(name, fault.acked.seq);
          hearing.hearAnew();
        } else {
          sentErasures = answer.sentErasures;
          if (answer.ack.boxes) source.boxesSent(boxes);
          // A server of an earlier revision keeps none yet: they wait here, and are offered again later.
          else if (boxes.length > 0) boxesHeld = true;
          // A server that was put back may say so as quietly as this.
          if (known !== undefined && answer.ack.acked.seq < known) hearing.hearAnew();
          if (answer.ack.heard) ahead.drop();
          await take(name, answer, wish);
          acked.set(name, Math.max(from.seq, answer.ack.acked.seq));
          pause = FIRST_PAUSE_MS;
          show({ at: 'sending', waiting: waiting() });
        }
      }
    }
    since = now();
    show({ at: 'up-to-date', seq: source.incarnations().at(-1)?.head.seq ?? 0 });
    cancel();
    cancel = timers.after(HEAR_MS, () => {
      mustAsk = true;
      boxesHeld = false;
      unheard = 0;
      void run();
    });
    return undefined;
  }

  async function take(
    name: string,
    { ack, question }: Extract<Answer, { kind: 'acked' }>,
    wish: number,
  ): Promise<void> {
    ({ nonce } = ack);
    if (!ack.heard) {
      if (question) unheard += 1;
      return;
    }
    // A server that was put back has lost orders of erasure with the rest: ours are told again.
    if (question && ack.heard.erasuresUpTo < question.erasures) sentErasures = 0;
    await hearing.take(ack.heard);
    mustAsk = ack.heard.more || wish !== wishes;
    const { lost } = ack.heard;
    // What the server has and we can't use must not be asked for without end.
    unheard = lost.length > 0 && source.regain(name, lost) === 0 ? PATIENT_QUESTIONS : 0;
  }

  function rest({ why, afterMs }: Extract<Answer, { kind: 'failed' }>): void {
    resting = true;
    show({ at: 'waiting', waiting: waiting(), since, why });
    // Stations that lost the server together do not come back together.
    const jittered = pause * (0.7 + 0.6 * options.chance());
    cancel = timers.after(Math.max(jittered, afterMs ?? 0), () => void run());
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }

  async function send(
    { name, from, head }: Incarnation,
    known: number,
    packed: Packed | undefined,
    hears: boolean,
    boxes: readonly SentBox[],
  ): Promise<Answer> {
    const facts = packed?.facts ?? [];
    const own = hearing.erasures();
    const question =
      hears && nonce !== undefined
        ? { ...hearing.asked(nonce), ...(known > head.seq && { lostAfter: head.seq }) }
        : undefined;
    const said = hears ? options.condition() : undefined;
    const erasures = own.slice(sentErasures, sentErasures + ERASURES_AT_ONCE);
    const upload: Upload = {
      v: 1,
      incarnation: name,
      from,
      facts: [...facts],
      head: options.sign(name, endOf(facts, known) ?? head),
      waiting: Math.max(0, waiting() - facts.length),
      erasures,
      ...(boxes.length > 0 && { boxes: [...boxes] }),
      ...(said && { condition: { said, ageMs: 0 } }),
      ...(question && { hears: question }),
    };
    const patience = new AbortController();
    const giveUp = timers.after(PATIENCE_MS, () => patience.abort());
    const signal = AbortSignal.any([patience.signal, stop.signal]);
    const answer = await deliver(options, upload, { fetch: options.fetch, signal }, packed?.bytes);
    giveUp();
    return answer.kind === 'acked'
      ? {
          ...answer,
          sentErasures: sentErasures + erasures.length,
          question,
        }
      : answer;
  }

  void run();
  return {
    written() {
      if (!resting) void run();
    },
    hear() {
      mustAsk = true;
      wishes += 1;
      if (!resting) void run();
    },
    question: () => (nonce === undefined ? undefined : hearing.asked(nonce)),
    poke() {
      mustAsk = true;
      wishes += 1;
      boxesHeld = false;
      unheard = 0;
      pause = FIRST_PAUSE_MS;
      void run();
    },
    state: () => (state.at === 'waiting' ? { ...state, waiting: waiting() } : state),
    close() {
      closed = true;
      cancel();
      ahead.drop();
      stop.abort();
    },
  };
}

/** Signed at each cut, what was sent counts at once. */
function endOf(facts: readonly WireFact[], after: number): Head | undefined {
  const last = facts.at(-1);
  return last && { seq: after + facts.length, hash: last.hash };
}
