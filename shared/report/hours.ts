import { WHOLE } from '../tally/tally.ts';
import type { DayView } from './day-view.ts';

/** Whether a scope has hours to show, and if not, why: only a day has hours. */
export type Hours = 'shown' | 'nothing-yet' | 'choose-a-day' | 'none-known';

export function hoursOf({
  scope,
  hours,
  totals,
}: Pick<DayView, 'scope' | 'hours' | 'totals'>): Hours {
  if (hours.length > 0) return 'shown';
  if (Object.values(totals).every((count) => count === 0)) return 'nothing-yet';
  return scope === WHOLE ? 'choose-a-day' : 'none-known';
}
