import type { Head } from '../../../shared/chain.ts';
import type { SignedCondition } from '../../../shared/condition.ts';
import type { Erasure } from '../../../shared/sync/erasures.ts';
import type {
  FactPlace,
  Hearing as HearingQuestion,
  Proof,
  SignedHead,
} from '../../../shared/sync/wire.ts';
import type { HashAt } from './common-history.ts';
import type { Hearing } from './hearing.ts';
import type { OwnUpload } from './learned.ts';
import type { Packed } from './packed-ahead.ts';
import type { Send } from './plan.ts';
import { type PlanSource, type Progress, waitingFacts } from './progress.ts';

/** What goes into one upload: the facts of the step, and what travels with them. */

export interface UploadSource extends PlanSource {
  /** What proves whom these facts are about, as far as it is here. */
  proofsOf(unproven: readonly FactPlace[]): readonly Proof[];
  /** Our orders of erasure after that number, at most `limit`. */
  erasuresAfter(number: number, limit: number): readonly Erasure[];
  readonly hashAt: HashAt;
}

export interface UploadParts {
  readonly source: UploadSource;
  readonly hearing: Hearing;
  /** Drawn at this start (P68). */
  readonly run: string | undefined;
  readonly sign: (incarnation: string, head: Head) => SignedHead;
  /** This station's condition; it travels with each question for news. */
  readonly condition: (server: Pick<Progress, 'reads'>) => SignedCondition | undefined;
}

const ERASURES_AT_ONCE = 100;

export function uploadFor(
  step: Send,
  packed: Packed | undefined,
  progress: Progress,
  options: UploadParts,
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
  { hearing, run }: UploadParts,
): HearingQuestion | undefined {
  if (nonce === undefined) return undefined;
  return hearing.asked(nonce, {
    lostAfter,
    ...(isNewer && { newer: { run, above: noncesAbove, reads } }),
  });
}
