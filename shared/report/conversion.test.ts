import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { CHINA } from '../tally/testing/written-facts.ts';
import { type Fair, fairSchema } from '../fair.ts';
import { anyHistory, factsOf } from '../tally/testing/any-history.ts';
import { tallyOf } from '../tally/fold.ts';
import { conversionOf, percentOf } from './conversion.ts';
import { dayView } from './day-view.ts';
import type { FigureRow } from './figure-table.ts';
import { hoursOf } from './hours.ts';

let fair: Fair;
beforeAll(async () => {
  const file = join(import.meta.dirname, '../../resources/fairs/street-market/fair.json');
  fair = fairSchema.parse(JSON.parse(await readFile(file, 'utf8')));
});

const viewOf = (scope: string, rows: readonly FigureRow[]) =>
  dayView({
    fair,
    scope,
    scopes: [scope],
    rows,
    coverage: { stations: [], forks: [], heads: [] },
    nowMs: 0,
  });

function view(scope: string, figures: Record<string, number>) {
  const rows = Object.entries(figures).map(([name, value]) => {
    const [figure = '', slice = ''] = name.split(' ');
    return { scope, figure, slice, value };
  });
  return viewOf(scope, rows);
}

describe('from the door to an intent', () => {
  it('counts people who checked in by name, and shows the others separately', () => {
    // The share of all intents would be 136.3 %.
    const all = view('all', {
      attendees: 11,
      intentPeople: 15,
      'intentPeople station:1': 4,
      'intentPeople station:2': 3,
    });
    expect(conversionOf(all)).toEqual({ came: 11, withIntent: 7, others: 8, percent: '63.6' });
  });

  it('has no share if nobody checked in', () => {
    expect(conversionOf(view('all', { intentPeople: 2 }))).toEqual({
      came: 0,
      withIntent: 0,
      others: 2,
      percent: undefined,
    });
  });

  it('is never more than all who came, whatever facts a fair has', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const rows = [...tallyOf(factsOf(history), CHINA)].map(([key, value]) => {
          const [scope = '', figure = '', slice = ''] = key.split(' ');
          return { scope, figure, slice, value };
        });
        for (const scope of new Set(rows.map((row) => row.scope))) {
          const { came, withIntent, others } = conversionOf(viewOf(scope, rows));
          expect(withIntent).toBeLessThanOrEqual(came);
          expect(others).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it.each([
    [1, 3, '33.3'],
    [2, 3, '66.6'],
    [7, 7, '100.0'],
  ])('rounds down: %i of %i is %s', (part, whole, words) => {
    expect(percentOf(part, whole)).toBe(words);
  });
});

describe('hours', () => {
  it('are shown for a day; for a whole fair the page asks for one', () => {
    expect(hoursOf(view('all', { visits: 239 }))).toBe('choose-a-day');
    expect(hoursOf(view('all', {}))).toBe('nothing-yet');
    expect(hoursOf(view('2027-02-27', { paperVisits: 3 }))).toBe('none-known');
    expect(hoursOf(view('2027-02-27', { visits: 3, 'visits hour:09': 3 }))).toBe('shown');
  });
});
