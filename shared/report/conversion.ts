import type { DayView } from './day-view.ts';

/**
 * From the door to an intent. A share counts only people who checked in by name. Others with an intent (an
 * anonymous pass, another day, an entrance that has not reported yet) are shown separately, never included.
 */

export interface Conversion {
  readonly came: number;
  /** The number of those who came. */
  readonly withIntent: number;
  /** People with an intent but no check-in by name. */
  readonly others: number;
  /** Absent if nobody came. */
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

/** Rounds down: a share never says more than there is. */
export function percentOf(part: number, whole: number): string {
  const tenths = Math.floor((part * 1_000) / whole);
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}
