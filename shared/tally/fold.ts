import { type PersonalFact, refOf } from '../facts.ts';
import { targetOf } from './standing.ts';
import { type Contribution, contributionsOf, ofKind, subjectOf } from './tally.ts';
import { trueTime } from './true-time.ts';

/** Figures by `scope`, `figure` and `slice`, joined by spaces; no zeros. */
export type Tally = ReadonlyMap<string, number>;

export function tallyKey({ scope, figure, slice }: Omit<Contribution, 'value'>): string {
  return `${scope} ${figure} ${slice}`;
}

/** The whole fold: from any facts, in any order, to all figures. */
export function tallyOf(facts: readonly PersonalFact[], utcOffsetMinutes: number): Tally {
  const timeOf = trueTime(
    ofKind(
      facts.map(({ chained }) => chained),
      'clock',
    ),
  );
  const speaking = Map.groupBy(
    facts.filter(({ chained }) => targetOf(chained) !== undefined),
    ({ chained }) => targetOf(chained),
  );
  const tally = new Map<string, number>();
  for (const [subject, own] of Map.groupBy(facts, subjectOf)) {
    if (subject === undefined) continue;
    const spoken = own.flatMap(({ chained }) => speaking.get(refOf(chained)) ?? []);
    for (const contribution of contributionsOf([...own, ...spoken], { timeOf, utcOffsetMinutes })) {
      const key = tallyKey(contribution);
      tally.set(key, (tally.get(key) ?? 0) + contribution.value);
    }
  }
  return tally;
}
