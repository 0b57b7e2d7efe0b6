import type { MyDay } from '../../../shared/contract.ts';
import { checkinsOf, type Desk, doorAndTime } from './checkin.ts';
import type { Person } from './person.ts';

/** What this station knows of someone who holds their ID card, for themselves. */
export function myDay(desk: Desk, { pseudonym, maskedName, about }: Person): MyDay {
  const { people, ledger } = desk.store;
  return {
    maskedName,
    checkins: checkinsOf(desk, pseudonym).map((fact) => doorAndTime(desk, fact)),
    ...about,
    sealed: {
      identity: people.hasBox(pseudonym, 'identity'),
      phone: people.hasBox(pseudonym, 'phone'),
    },
    facts: ledger.factsOfPerson(pseudonym).length,
  };
}
