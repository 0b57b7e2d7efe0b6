import type { AuthorisedFact } from '../authority.ts';
import { compareStamps } from '../clock.ts';
import { type ChainedFact, type FactRef, refOf } from '../facts.ts';

/** The one order of all facts, whatever order they were received in. */
export function compareFacts(a: ChainedFact, b: ChainedFact): number {
  return (
    compareStamps(a.stamp, b.stamp) ||
    a.station - b.station ||
    a.seq - b.seq ||
    (a.incarnation < b.incarnation ? -1 : a.incarnation > b.incarnation ? 1 : 0)
  );
}

/** The fact that a `retract` or a `decide` refers to. */
export function targetOf(fact: ChainedFact): FactRef | undefined {
  return fact.kind === 'retract' || fact.kind === 'decide' ? fact.what.fact : undefined;
}

/**
 * Which facts count: neither taken back nor, by the newest decision on them, excluded. A `retract` is
 * final, so nothing retracts it; a fact that was taken back in error is written again.
 */
export function standing<F extends AuthorisedFact>(facts: readonly F[]): F[] {
  const takenBack = new Set<FactRef>();
  const decided = new Map<FactRef, ChainedFact & { kind: 'decide' }>();
  for (const { chained } of facts) {
    if (chained.kind === 'retract') takenBack.add(chained.what.fact);
    if (chained.kind === 'decide' && chained.what.decision !== 'explain') {
      const other = decided.get(chained.what.fact);
      if (!other || compareFacts(chained, other) > 0) decided.set(chained.what.fact, chained);
    }
  }
  return facts.filter(({ chained }) => {
    if (targetOf(chained) !== undefined) return false;
    const ref = refOf(chained);
    return !takenBack.has(ref) && decided.get(ref)?.what.decision !== 'exclude';
  });
}
