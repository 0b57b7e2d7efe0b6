import type { ArrivalMeans, Fact } from '../../../shared/facts.ts';
import { answersThatCount } from '../../../shared/tally/answers-that-count.ts';
import { compareFacts } from '../../../shared/tally/standing.ts';
import type { Store } from '../store/store.ts';
import type { Past } from './identify.ts';

/** What this station's facts say of somebody: facts that count, oldest first. */

interface Facts {
  readonly store: Pick<Store, 'ledger'>;
}

export function factsOf({ store }: Facts, pseudonym: string): Fact[] {
  return store.ledger
    .factsOfPerson(pseudonym)
    .filter(store.ledger.stands)
    .toSorted((a, b) => compareFacts(a.chained, b.chained));
}

export const checkinsOf = (using: Facts, pseudonym: string): Fact[] =>
  factsOf(using, pseudonym).filter(
    ({ chained }) => chained.kind === 'checkin' && chained.what.refines === undefined,
  );

export const meansIn = (checkins: readonly Fact[]): ArrivalMeans[] =>
  checkins.flatMap(({ chained }) => (chained.kind === 'checkin' ? [chained.what.means] : []));

export function pastOf(using: Facts, pseudonym: string): Past {
  const facts = factsOf(using, pseudonym);
  const chained = facts.map((fact) => fact.chained);
  return {
    means: meansIn(facts),
    groupsWithdrawn:
      chained.some(({ kind, what }) => kind === 'withdraw' && what.consent === 'groups') &&
      answersThatCount(chained, 'groups').groups === undefined,
  };
}
