import { describe, expect, it } from 'vitest';
import type { Fair } from '../fair.ts';
import { hasHeardAll, heardBy, type Hears, hearsAfter, placesHeardBy } from './hears.ts';

type StandIn = NonNullable<Fair['replaced']>[number];

/** Revisions one after the other, as an organiser makes them. */
function revisions(...changes: { replaced?: StandIn; reinstated?: number }[]) {
  let hears: Hears[] = [];
  let replaced: StandIn[] = [];
  for (const [i, change] of changes.entries()) {
    if (change.replaced) replaced = [...replaced, change.replaced];
    const ended = replaced.filter(({ slot }) => slot === change.reinstated);
    replaced = replaced.filter(({ slot }) => slot !== change.reinstated);
    hears = hearsAfter(hears, { standIns: replaced, ended, revision: i + 2 });
  }
  return { hears, replaced };
}

describe('a machine that stands in', () => {
  it('receives what the broken one wrote before the revision that replaced it (P124)', () => {
    const fair = revisions({ replaced: { slot: 4, by: 20 } }, {});
    expect(heardBy(fair, 20)).toEqual([{ of: 4, before: 2 }]);
    expect(heardBy(fair, 4)).toEqual([]);
    expect(heardBy(fair, 5)).toEqual([]);
  });

  it('and breaks, too, leaves both lists to the next one, and receives nothing more', () => {
    const fair = revisions({ replaced: { slot: 4, by: 20 } }, { replaced: { slot: 20, by: 21 } });
    expect(heardBy(fair, 21)).toEqual([
      { of: 4, before: 2 },
      { of: 20, before: 3 },
    ]);
    expect(heardBy(fair, 20)).toEqual([]);
  });

  it('receives the records of a machine that an earlier version replaced, from the next revision on', () => {
    const standIns = [{ slot: 4, by: 20 }];
    expect(hearsAfter([], { standIns, ended: [], revision: 7 })).toEqual([
      { slot: 20, of: 4, before: 7 },
    ]);
  });
});

describe('a machine that was mended and trusted again', () => {
  it('receives what its stand-in wrote meanwhile, and nothing that follows', () => {
    const fair = revisions({ replaced: { slot: 4, by: 20 } }, { reinstated: 4 }, {}, {});
    expect(heardBy(fair, 4)).toEqual([{ of: 20, before: 3 }]);
  });

  it('receives the records of every stand-in that there was', () => {
    const fair = revisions(
      { replaced: { slot: 4, by: 20 } },
      { replaced: { slot: 20, by: 21 } },
      { reinstated: 4 },
    );
    expect(heardBy(fair, 4)).toEqual([
      { of: 20, before: 4 },
      { of: 21, before: 4 },
    ]);
  });
});

it('A circle of stand-ins ends somewhere', () => {
  const circle = [
    { slot: 4, by: 5 },
    { slot: 5, by: 4 },
  ];
  const hears = hearsAfter([], { standIns: circle, ended: [{ slot: 6, by: 4 }], revision: 2 });
  expect(hears.filter(({ slot }) => slot === 6).map((each) => each.of)).toEqual([4, 5]);
});

it('A slot that received a machine’s records up to an earlier revision receives them again', () => {
  expect(hasHeardAll([{ of: 4, before: 3 }], [{ of: 4, before: 3 }])).toBe(true);
  expect(hasHeardAll([{ of: 4, before: 3 }], [{ of: 4, before: 4 }])).toBe(false);
  expect(hasHeardAll([], [{ of: 4, before: 3 }])).toBe(false);
});

describe('the booths where a machine receives all that happens', () => {
  const station = (slot: number, more: Partial<Fair['stations'][number]>) => ({
    slot,
    role: 'booth' as const,
    name: { zh: '站', en: 'Station' },
    passKey: 'k',
    mayBe: [],
    ...more,
  });
  const stations = [
    station(4, { serves: ['A01', 'A02'] }),
    station(5, {}),
    station(20, { role: 'entrance', mayBe: ['booth'] }),
    station(21, { role: 'entrance', mayBe: ['booth'] }),
  ];
  const replaced = [
    { slot: 4, by: 20 },
    { slot: 20, by: 21 },
  ];

  it('are its own, and those of all machines before it (P124)', () => {
    expect(placesHeardBy({ stations, replaced }, 21)).toEqual(['A01', 'A02']);
    expect(placesHeardBy({ stations, replaced }, 4)).toEqual(['A01', 'A02']);
    expect(placesHeardBy({ stations, replaced }, 5)).toEqual([]);
  });

  it('are no longer those of the others once it is replaced itself, or the first one is back', () => {
    expect(placesHeardBy({ stations, replaced }, 20)).toEqual([]);
    expect(placesHeardBy({ stations, replaced: replaced.slice(1) }, 21)).toEqual([]);
  });
});
