import { wallClock } from '../../../shared/calendar.ts';
import type { ActionKind, BoothAction, DeskAction } from '../../../shared/contract.ts';
import { type Fact, refOf } from '../../../shared/facts.ts';
import { shortCode } from '../../../shared/pass.ts';

/** A fact as an action that the page lists and can take back; other facts are no actions. */

export function boothActionKind({ chained, person }: Fact): BoothAction['kind'] | undefined {
  switch (chained.kind) {
    case 'visit':
      return person ? 'visit' : 'walk-in';
    case 'talk':
    case 'resume':
    case 'intent':
      return chained.kind;
    default:
      return undefined;
  }
}

export function deskActionKind({ chained }: Fact): DeskAction['kind'] | undefined {
  switch (chained.kind) {
    case 'consult':
    case 'handout':
    case 'service':
      return chained.kind;
    default:
      return undefined;
  }
}

export const actionKind = (fact: Fact): ActionKind | undefined =>
  boothActionKind(fact) ?? deskActionKind(fact);

/** What the page shows of any action. */
export const actionShape = (
  { chained, person }: Fact,
  stands: boolean,
  utcOffsetMinutes: number,
) => ({
  fact: refOf(chained),
  at: wallClock(chained.stamp.ms, utcOffsetMinutes),
  ...(person && { number: shortCode(person.pseudonym) }),
  takenBack: !stands,
});
