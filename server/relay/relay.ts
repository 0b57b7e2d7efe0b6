import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { type Outcome, outcomeOf } from '../../shared/sync/answer.ts';
import { deliver, type Post } from '../../shared/sync/delivery.ts';
import { inPortion, wasHalved } from '../../shared/sync/portion.ts';
import { openRounds, type RoundFailure } from '../../shared/sync/rounds.ts';
import type { Upload } from '../../shared/sync/wire.ts';
import { atServer } from '../../shared/server-pins.ts';
import type { Storage } from '../storage/homes.ts';
import { realTimers } from '../runtime/timers.ts';
import type { HearingAbove } from './above.ts';
import { handDown, revisionAt } from './hand-down.ts';
import { besideFacts } from './beside-facts.ts';
import { carriersOf, firstOf, type HeldBranch, openHeld, type RefusedBranch } from './held-back.ts';
import {
  atStart,
  isDue,
  isThere,
  keyOf,
  learned,
  type Progress,
  receiptFor,
  stationOf,
} from './progress.ts';
import * as waiting from './waiting.ts';
import type { Branch, Load } from './waiting.ts';

/**
 * A hub in a hall relays its facts as the stations signed them: it can add nothing, and the server above it
 * counts by the same rules. It sends again whatever that server has not acknowledged.
 */

type Asked = { readonly redirect: 'error' } | Parameters<Post>[1];
type Answer = Awaited<ReturnType<Post>>;

export interface RelayOptions {
  readonly storage: Storage;
  readonly upstream: string;
  readonly fetch: (
    address: URL,
    asked: Asked & { readonly signal: AbortSignal },
  ) => Promise<Answer>;
  readonly patienceMs: number;
  readonly now: () => number;
  /** Between 0 and 1. */
  readonly chance: () => number;
  readonly onState: (state: RelayState) => void;
  /** What the hub's stations ask of the servers above. */
  readonly above?: HearingAbove;
}

export type RelayState =
  | { readonly at: 'up-to-date' }
  | {
      readonly at: 'waiting';
      readonly why: string;
      /** Empty where no branch is the reason. */
      readonly held: readonly HeldBranch[];
    };

interface Failure extends RoundFailure {
  readonly why: string;
  /** No other station would fare better. */
  readonly isForAll?: boolean;
}

/** Some things change without news, such as the number of facts that wait at a station. */
const AGAIN_MS = 15_000;
const zip = promisify(gzip);
const pack = (text: string) => zip(text, { level: constants.Z_BEST_SPEED });

export function openRelay({ storage, upstream, above: hearingAbove, ...options }: RelayOptions) {
  const { db } = storage;
  const stop = new AbortController();
  let progress = atStart;
  const held = openHeld();

  const rounds = openRounds({
    timers: realTimers,
    chance: options.chance,
    quietMs: AGAIN_MS,
    async round() {
      const failure = await handOn().catch(broken);
      if (failure?.isForAll) held.lost();
      options.onState(failure ? held.waiting(failure) : { at: 'up-to-date' });
      return failure;
    },
  });

  async function handOn(): Promise<Failure | undefined> {
    if (progress === atStart) progress = { ...progress, receipts: await waiting.receiptsIn(db) };
    const refused: RefusedBranch[] = [];
    const branches = await waiting.branchesIn(db);
    for (const branch of branches) {
      const end = await handOnBranch(branch);
      if (end?.isForAll) return end;
      // A station that the server above refuses, for example because it is revoked, must not hold up the
      // others.
      if (end && !isThere(progress, branch)) {
        const why = await whyRefused(db, branch, end.why, refused);
        refused.push({ branch, boxes: await waiting.countBoxes(db, branch), why });
      }
    }
    held.after(progress, refused);
    await nonFacts.round(carriersOf(branches, refused), progress);
    return firstOf(refused);
  }

  async function handOnBranch(branch: Branch): Promise<Failure | undefined> {
    for (;;) {
      const load = await loadFor(branch, progress.acked.get(keyOf(branch))?.seq);
      if (!load.isAsked && !isDue(progress, branch, load)) break;
      const before = progress.portion;
      const outcome = await exchange(branch, load);
      if (wasHalved(outcome, before, progress.portion)) continue;
      const failure = failureIn(outcome);
      if (failure) return failure;
    }
    return isThere(progress, branch) ? undefined : { why: 'behind' };
  }

  async function exchange(branch: Branch, load: Load): Promise<Outcome> {
    const known = progress.acked.get(keyOf(branch))?.seq;
    const upload = await uploadFor(storage, progress, { branch, load }, options.now());
    const delivered = await deliver(branch, upload, { pack, post });
    const outcome = outcomeOf(delivered, known, branch.from);
    if (outcome.kind === 'moved') await keep(branch, load, outcome);
    progress = learned(progress, branch, load, outcome);
    return outcome;
  }

  /** The first upload sends no facts: it asks where the server above stands. */
  async function loadFor(branch: Branch, known: number | undefined): Promise<Load> {
    const { fair } = branch;
    const { portion } = progress;
    const sent = progress.orders.get(fair) ?? 0;
    const orders = await waiting.ordersAfter(storage, fair, sent, portion.size);
    const question = await questionOf(branch);
    if (known === undefined) return { facts: [], orders, boxes: [], proofs: [], ...question };
    const unproven = progress.unproven.get(stationOf(branch)) ?? [];
    return {
      ...question,
      facts: await waiting.factsAfter(db, branch, known, portion.size),
      orders,
      boxes: progress.boxesRefused.has(fair)
        ? []
        : await waiting.boxesWaiting(db, branch, portion.size),
      proofs: await waiting.proofsOf(db, branch, inPortion(portion, unproven)),
    };
  }

  /** Carried up with the incarnation of the station that was heard last. */
  async function questionOf(branch: Branch): Promise<Pick<Load, 'hears' | 'isAsked'>> {
    if (!hearingAbove || !branch.isNewest) return { isAsked: false };
    const orders = progress.ordersHeard.get(branch.fair) ?? 0;
    const place = { orders, ...(await revisionAt(storage, branch.fair)) };
    const { isDue: isAsked, hears } = hearingAbove.question(branch, place, options.now());
    return { isAsked, ...(hears && { hears }) };
  }

  const post = (path: string, request: Asked = { redirect: 'error' }) =>
    options.fetch(new URL(atServer(upstream, path)), {
      ...request,
      signal: AbortSignal.any([stop.signal, AbortSignal.timeout(options.patienceMs)]),
    });

  const nonFacts = besideFacts({ storage, ask: post, now: options.now });

  async function keep(
    branch: Branch,
    { boxes, hears }: Load,
    { restored, ack }: Extract<Outcome, { kind: 'moved' }>,
  ): Promise<void> {
    if (ack) await handDown(storage, hearingAbove, branch, ack, options.now());
    const number = ack?.heard?.people;
    if (hears && number !== undefined) await nonFacts.listsDown(branch, hears, number);
    if (restored) await waiting.sendBoxesAgain(db, branch.fair);
    else if (ack?.boxes) {
      await waiting.boxesSent(db, branch, boxes);
      if (ack.receipt !== undefined) await waiting.keepReceipt(db, branch.fair, ack.receipt);
    }
  }

  const stopListening = storage.onNews(rounds.request);
  hearingAbove?.listen(rounds.request);
  rounds.request();
  return {
    mayArchive: held.mayArchive,
    heldOf: held.of,
    /** Call this when the network is back. */
    poke(): void {
      progress = { ...progress, boxesRefused: new Set() };
      rounds.poke();
    },
    close(): void {
      stopListening();
      rounds.close();
      stop.abort();
    },
  };
}

/** What continues a forked past has no beginning above, and never will. */
async function whyRefused(
  db: Storage['db'],
  branch: Branch,
  why: string,
  refused: readonly RefusedBranch[],
): Promise<string> {
  if (why !== 'unknown-beginning') return why;
  const forked = refused
    .filter((each) => each.why === 'forked' && stationOf(each.branch) === stationOf(branch))
    .map((each) => each.branch.incarnation);
  return (await waiting.continuesOneOf(db, branch, forked)) ? 'forked' : why;
}

const broken = (error: unknown): Failure => ({ why: String(error), isForAll: true });

async function uploadFor(
  { db }: Pick<Storage, 'db'>,
  progress: Progress,
  { branch, load }: { readonly branch: Branch; readonly load: Load },
  nowMs: number,
): Promise<Upload> {
  const { facts, orders, boxes, proofs, hears } = load;
  const known = progress.acked.get(keyOf(branch))?.seq ?? branch.from.seq;
  return {
    v: 1,
    incarnation: branch.incarnation,
    from: branch.from,
    facts,
    head: branch.head,
    waiting: branch.waiting + Math.max(0, branch.head.seq - known - facts.length),
    erasures: orders.map(({ order }) => order),
    proofs,
    ...(boxes.length > 0 && { boxes }),
    ...receiptFor(progress, branch),
    ...(hears && { hears }),
    ...(await waiting.conditionOf(db, branch, nowMs)),
  };
}

function failureIn(outcome: Outcome): Failure | undefined {
  switch (outcome.kind) {
    case 'moved':
      return undefined;
    case 'failed':
      return { ...outcome, isForAll: true };
    case 'stopped':
      return outcome;
    // What it had before is in the progress.
    case 'archived':
      return { why: outcome.why };
    case 'differs':
      return { why: 'forked' };
  }
}
