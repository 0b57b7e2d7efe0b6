import { wallClock } from '../../../shared/calendar.ts';
import type { BoothAction } from '../../../shared/contract/booth.ts';
import {
  type ActionKind,
  boothActionKind as atBooth,
  deskActionKind as atDesk,
} from '../../../shared/contract/counter.ts';
import type { DeskAction } from '../../../shared/contract/desk.ts';
import { type Fact, refOf } from '../../../shared/facts.ts';
import { shortCode } from '../../../shared/pass.ts';

/** A fact as an action that the page lists and can undo; undefined for other facts. */

export function boothActionKind({ chained, person }: Fact): BoothAction['kind'] | undefined {
  if (chained.kind === 'visit' && !person) return 'walk-in';
  return atBooth.options.find((kind) => kind === chained.kind);
}

export const deskActionKind = ({ chained }: Fact): DeskAction['kind'] | undefined =>
  atDesk.options.find((kind) => kind === chained.kind);

export const actionKind = (fact: Fact): ActionKind | undefined =>
  boothActionKind(fact) ?? deskActionKind(fact);

/** What the page shows of every action. */
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
