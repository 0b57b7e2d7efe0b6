import { beforeEach, describe, expect, it } from 'vitest';
import { type Counters, openCounters } from './counters.ts';

let counters: Counters<string>;
let kept: ReadonlyMap<string, string> = new Map();
const open = new Set<string>();

function openWith(places: readonly string[], bindings: ReadonlyMap<string, string> = new Map()) {
  let drawn = 0;
  return openCounters<string>({
    places: places.map((code) => ({ code })),
    bindings,
    keepBindings: (bound) => {
      kept = new Map(bound);
    },
    isOpen: (place) => open.has(place),
    random() {
      drawn += 1;
      return `turn ${drawn}`;
    },
  });
}

beforeEach(() => {
  open.clear();
  counters = openWith(['A01', 'A02']);
});

describe('the counters of a station', () => {
  it.each([
    ['one served place, closed', ['A01'], [], 'touch:A01'],
    ['two served places, one open', ['A01', 'A02'], ['A02'], 'touch:A02'],
    ['two served places, both open', ['A01', 'A02'], ['A01', 'A02'], undefined],
    ['two served places, none open', ['A01', 'A02'], [], undefined],
  ])('accept an unbound scanner only if its place is clear: %s', (_, served, opened, id) => {
    for (const place of opened) open.add(place);
    expect(openWith(served).ofReader('gun')?.id).toBe(id);
  });

  it('let an unbound scanner work at the place in front, and a bound one at its own', () => {
    open.add('A01').add('A02');
    counters.setFront('A02');
    expect(counters.ofReader('gun')?.id).toBe('touch:A02');
    counters.bind('gun', 'A01');
    expect(counters.ofReader('gun')?.id).toBe('gun');
    expect(counters.ofReader('gun')?.place).toBe('A01');
    counters.setFront(undefined);
    expect(counters.ofReader('other')).toBeUndefined();
  });

  it.each([
    ['closed', 'A02'],
    ['not served', 'Z99'],
  ])('let no scanner work at a place in front that is %s', (_, place) => {
    open.add('A01');
    counters.setFront(place);
    expect(counters.ofReader('gun')?.place).toBe('A01');
  });

  it('give a released scanner back to the screen, with the person who stands there', () => {
    open.add('A01').add('A02');
    counters.bind('gun', 'A01');
    counters.arrive('gun', 'Zhou');
    counters.release('gun');
    expect([...kept]).toEqual([]);
    expect(counters.person('touch:A01')).toBe('Zhou');
    counters.setFront('A02');
    expect(counters.ofReader('gun')?.place).toBe('A02');
  });

  it('drop a binding to a place that the station no longer serves', () => {
    const again = openWith(['A01'], new Map([['gun', 'A02']]));
    expect(again.byId('gun')).toBeUndefined();
  });

  it('move the person on the screen to the newly bound scanner', () => {
    counters.arrive('touch:A01', 'Zhou');
    counters.bind('gun', 'A01');
    expect([counters.person('gun'), counters.person('touch:A01')]).toEqual(['Zhou', undefined]);
    expect([...kept]).toEqual([['gun', 'A01']]);
  });

  it('start a new turn when a person comes or goes, not on an update', () => {
    const turns = [counters.turn('touch:A01')];
    counters.arrive('touch:A01', 'Zhou');
    turns.push(counters.turn('touch:A01'));
    counters.update('touch:A01', 'Zhou, who said more');
    expect(counters.turn('touch:A01')).toBe(turns[1]);
    counters.leave('touch:A01');
    turns.push(counters.turn('touch:A01'));
    expect(new Set(turns).size).toBe(3);
  });

  it('remove only the people who are gone', () => {
    open.add('A01').add('A02');
    counters.arrive('touch:A01', 'Zhou');
    counters.arrive('touch:A02', 'Wang');
    counters.leaveWhere((person) => person === 'Zhou');
    expect([counters.person('touch:A01'), counters.person('touch:A02')]).toEqual([
      undefined,
      'Wang',
    ]);
  });
});
