import { dayAfter } from '../calendar.ts';

/** What a new row of a fair's sheet begins with. */

/** `T1`, `T2`, …: the first that nothing else has. */
export function freshCode(prefix: string, taken: readonly string[]): string {
  const known = new Set(taken);
  let number = 1;
  while (known.has(`${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
}

/** Empty after what is no day. */
export const nextDay = (day: string): string =>
  /^\d{4}-\d\d-\d\d$/.test(day) ? dayAfter(day, 1) : '';
