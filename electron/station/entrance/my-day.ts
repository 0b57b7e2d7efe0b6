import type { MyDay } from '../../../shared/contract/people.ts';
import { checkinsOf, type CheckingIn, stationAndTime } from './checkin.ts';
import type { Person } from './person.ts';

/** What this station knows about a person, shown only to themselves with their ID card. */
export function myDay(using: CheckingIn, { pseudonym, maskedName, about }: Person): MyDay {
  const { people, ledger } = using.store;
  return {
    maskedName,
    checkins: checkinsOf(using, pseudonym).map((fact) => stationAndTime(using, fact)),
    ...about,
    sealed: {
      identity: people.hasBox(pseudonym, 'identity'),
      phone: people.hasBox(pseudonym, 'phone'),
    },
    facts: ledger.factsOfPerson(pseudonym).length,
  };
}
