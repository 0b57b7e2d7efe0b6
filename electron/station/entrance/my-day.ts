import type { MyDay } from '../../../shared/contract/people.ts';
import { type CheckingIn, stationAndTime } from './checkin.ts';
import { checkinsOf, factsOf } from './past.ts';
import type { Person } from './person.ts';

/** What this station knows about a person, shown only to themselves with their ID card. */
export function myDay(using: CheckingIn, { pseudonym, maskedName, about }: Person): MyDay {
  const { people, ledger } = using.store;
  const withdrawn = new Set(
    factsOf(using, pseudonym).map(({ chained }) =>
      chained.kind === 'withdraw' && chained.what.consent === 'employer'
        ? chained.what.employer
        : '',
    ),
  );
  return {
    maskedName,
    checkins: checkinsOf(using, pseudonym).map((fact) => stationAndTime(using, fact)),
    ...about,
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
