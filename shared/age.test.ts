import { expect, it } from 'vitest';
import { ageBandOf } from './age.ts';

const today = { year: 2027, month: 2, day: 27 };

it.each([
  ['2009-05-01', 'to-24'],
  ['2002-02-28', 'to-24'],
  ['2002-02-27', 'to-34'],
  ['1992-02-28', 'to-34'],
  ['1992-02-27', 'to-44'],
  ['1982-02-28', 'to-44'],
  ['1982-01-01', 'to-54'],
  ['1972-03-01', 'to-54'],
  ['1972-02-27', 'more'],
  ['1930-12-31', 'more'],
])('somebody born on %s is in the band %s', (birth, band) => {
  expect(ageBandOf(birth, today)).toBe(band);
});
