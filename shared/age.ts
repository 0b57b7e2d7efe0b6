import { ageBands } from './codes.ts';
import type { CivilDay } from './id-number.ts';

export type AgeBand = (typeof ageBands)[number]['code'];

const upTo = [
  [24, 'to-24'],
  [34, 'to-34'],
  [44, 'to-44'],
  [54, 'to-54'],
] as const satisfies readonly (readonly [number, AgeBand])[];

/** Of somebody born on `1974-03-12`, on that day. */
export function ageBandOf(birth: string, { year, month, day }: CivilDay): AgeBand {
  const [bornIn = year, bornMonth = 1, bornDay = 1] = birth.split('-').map(Number);
  const beforeBirthday = month < bornMonth || (month === bornMonth && day < bornDay);
  const age = year - bornIn - (beforeBirthday ? 1 : 0);
  return upTo.find(([most]) => age <= most)?.[1] ?? 'more';
}
