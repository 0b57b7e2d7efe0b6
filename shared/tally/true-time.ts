import { type ChainedFact } from '../facts.ts';

/**
 * A stamp is what a station's clock said. If its offset is known, it corrects the facts of the same stretch
 * (from one jump of that clock to the next).
 */

type ClockFact = ChainedFact & { readonly kind: 'clock' };

export type TrueTime = (fact: ChainedFact) => number;

interface Stretch {
  readonly fromSeq: number;
  readonly offsetMs: number;
}

export function trueTime(clockFacts: Iterable<ClockFact>): TrueTime {
  const byBranch = Map.groupBy(clockFacts, branchOf);
  const stretches = new Map(
    [...byBranch].map(([branch, facts]) => [branch, stretchesOf(facts)] as const),
  );
  return (fact) => {
    const known = stretches.get(branchOf(fact));
    const stretch = known?.findLast(({ fromSeq }) => fromSeq <= fact.seq);
    return fact.stamp.ms + (stretch?.offsetMs ?? 0);
  };
}

function stretchesOf(facts: readonly ClockFact[]): Stretch[] {
  const done: Stretch[] = [];
  let open: Stretch = { fromSeq: 0, offsetMs: 0 };
  for (const { seq, what } of facts.toSorted((a, b) => a.seq - b.seq)) {
    if (what.change === 'jump') {
      done.push(open);
      open = { fromSeq: seq, offsetMs: 0 };
    } else {
      open = { ...open, offsetMs: what.offsetMs };
    }
  }
  return [...done, open];
}

function branchOf(fact: ChainedFact): string {
  return `${fact.station}.${fact.incarnation}`;
}
