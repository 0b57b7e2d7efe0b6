import type { MyDay } from '../../../shared/contract/people.ts';
import type { ChainedFact } from '../../../shared/facts.ts';
import { cardThatCounts } from '../../../shared/tally/answers-that-count.ts';
import { type CheckingIn, stationAndTime } from './checkin.ts';
import { checkinsOf, factsOf } from './past.ts';
import type { Person } from './person.ts';

/** What this station knows about a person, shown only to themselves with their ID card. */
export function myDay(using: CheckingIn, { pseudonym, maskedName, about }: Person): MyDay {
  const { people, ledger } = using.store;
  const facts = factsOf(using, pseudonym).map(({ chained }) => chained);
  const withdrawn = new Set(
    facts.map((chained) =>
      chained.kind === 'withdraw' && chained.what.consent === 'employer'
        ? chained.what.employer
        : '',
    ),
  );
  return {
    maskedName,
    checkins: checkinsOf(using, pseudonym).map((fact) => stationAndTime(using, fact)),
    ...about,
    ...cardOf(facts),
    sealed: {
      identity: people.hasBox(pseudonym, 'identity'),
      phone: people.hasBox(pseudonym, 'phone'),
    },
    employers: using.fair.booths.map(({ code, employer }) => ({
      booth: code,
      employer,
      withdrawn: withdrawn.has(code),
    })),
    facts: ledger.factsOfPerson(pseudonym).length,
  };
}

function cardOf(facts: readonly ChainedFact[]): Pick<MyDay, 'card'> {
  const said = cardThatCounts(facts);
  if (!said) return {};
  const { consent: _version, ...card } = said;
  return { card };
}
