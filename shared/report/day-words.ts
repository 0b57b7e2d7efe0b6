import type { DayView } from './day-view.ts';

/** Words that bulletin, page and returns say alike. */

/** 求人倍率: places for each seeker. */
export function placesPerSeeker({ employers, places, totals }: DayView): string | undefined {
  const seekers = totals.attendees + totals.anonymous;
  const offered = employers.present > 0 ? places.present : places.all;
  return seekers === 0 ? undefined : (Math.floor((offered / seekers) * 100) / 100).toFixed(2);
}

export const scopeInWords = (scope: string): string => (scope === 'all' ? '全程' : scope);

export function whenOf(days: readonly string[], scope: string): string {
  const [first = scope] = days;
  const last = days.at(-1) ?? first;
  if (scope !== 'all') return dayInWords(scope);
  return first === last ? dayInWords(first) : `${dayInWords(first)}至${dayInWords(last)}`;
}

function dayInWords(day: string): string {
  const [, month = '', date = ''] = day.split('-');
  return `${Number(month)}月${Number(date)}日`;
}
