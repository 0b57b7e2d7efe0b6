import type { DayView } from './day-view.ts';

/**
 * From the door to an intent. A share is of those who checked in by name: whoever left an intent and
 * did not (an anonymous pass, another day, an entrance not heard yet) stands beside it, never in it.
 */

export interface Conversion {
  readonly came: number;
  /** Of those that came. */
  readonly withIntent: number;
  /** With an intent, and no check-in by name. */
  readonly others: number;
  /** Absent where nobody came. */
  readonly percent: string | undefined;
}

export function conversionOf({
  totals,
  attendeesWithIntent: withIntent,
}: Pick<DayView, 'totals' | 'attendeesWithIntent'>): Conversion {
  const came = totals.attendees;
  return {
    came,
    withIntent,
    others: totals.intentPeople - withIntent,
    percent: came > 0 ? percentOf(withIntent, came) : undefined,
  };
}

/** Rounded down: a share never says more than there is. */
export function percentOf(part: number, whole: number): string {
  const tenths = Math.floor((part * 1_000) / whole);
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}
