import { type AuthorisedFact, type Authority, authorised } from '../authority.ts';
import { type FactRef, type PersonalFact, refOf } from '../facts.ts';
import { whoseIn } from './one-person.ts';
import { standing, targetOf } from './standing.ts';
import {
  type Contribution,
  contributionsOf,
  rulesFrom,
  subjectOf,
  type TallyRules,
} from './tally.ts';

/** Figures by `scope`, `figure` and `slice`, joined by spaces; zeros are left out. */
export type Tally = ReadonlyMap<string, number>;

export function tallyKey({ scope, figure, slice }: Omit<Contribution, 'value'>): string {
  return `${scope} ${figure} ${slice}`;
}

/** What the fold needs of a fair. */
export interface Folding {
  readonly utcOffsetMinutes: number;
  readonly authority: Authority;
}

/** The whole fold: from any facts, in any order, to all figures. */
export function tallyOf(
  facts: readonly PersonalFact[],
  { utcOffsetMinutes, authority }: Folding,
): Tally {
  const counted = authorised(facts, authority);
  const rules = rulesFrom(
    counted.map(({ chained }) => chained),
    utcOffsetMinutes,
  );
  const tally = new Map<string, number>();
  for (const contribution of contributionsOfAll(counted, rules)) {
    const key = tallyKey(contribution);
    tally.set(key, (tally.get(key) ?? 0) + contribution.value);
  }
  return tally;
}

/** What the facts add, subject by subject. Facts that may be of one person must be passed in together. */
export function* contributionsOfAll(
  facts: readonly AuthorisedFact[],
  rules: TallyRules,
): Generator<Contribution> {
  const speaking = new Map<FactRef, AuthorisedFact[]>();
  for (const fact of facts) {
    const target = targetOf(fact.chained);
    if (target === undefined) continue;
    const others = speaking.get(target);
    if (others) others.push(fact);
    else speaking.set(target, [fact]);
  }
  const whose = whoseIn(standing(facts), facts);
  for (const [subject, own] of Map.groupBy(facts, (fact) => subjectOf(fact, whose))) {
    if (subject === undefined) continue;
    const spoken = own.flatMap(({ chained }) => speaking.get(refOf(chained)) ?? []);
    yield* contributionsOf([...own, ...spoken], rules);
  }
}
