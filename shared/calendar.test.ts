import { expect, it } from 'vitest';
import { readDay } from './calendar.ts';

it.each<[typed: string, day: string | undefined]>([
  ['20270501', '2027-05-01'],
  ['2027-05-01', '2027-05-01'],
  ['２０２７年０５月０１日', '2027-05-01'],
  [' 2027/05/01 ', '2027-05-01'],
  ['20270231', undefined],
  ['2027051', undefined],
  ['', undefined],
])('a day typed as “%s” is read as %s', (typed, day) => {
  expect(readDay(typed)).toBe(day);
});
