import { describe, expect, it } from 'vitest';
import type { Fair, StationSlot } from '../../shared/fair.ts';
import { historyFair } from '../testing/any-stations.ts';
import { concerns, heardFrom, isHeard } from './heard-from.ts';

/** Which facts of the others a station is told (P124). */

const slotOf = (slot: number, more: Partial<StationSlot>): StationSlot => ({
  slot,
  role: 'booth',
  name: { zh: '站', en: 'Station' },
  passKey: 'A'.repeat(43),
  mayBe: [],
  ...more,
});
const stations = [
  slotOf(1, { role: 'entrance' }),
  slotOf(2, { role: 'entrance' }),
  slotOf(4, { serves: ['A01'] }),
  slotOf(5, {}),
  slotOf(6, { serves: ['B01'] }),
  slotOf(8, { role: 'organiser' }),
  slotOf(10, { role: 'entrance', mayBe: ['booth'] }),
];
const fair: Fair = {
  ...historyFair,
  stations,
  replaced: [{ slot: 4, by: 10 }],
  hears: [{ slot: 10, of: 4, before: 3 }],
};

interface Written {
  readonly station: number;
  readonly place?: string;
  readonly revision?: number;
}

const row = ({ station, place, revision = 1 }: Written) => ({
  station,
  place: place ?? null,
  text: JSON.stringify({
    v: 1,
    fair: historyFair.id,
    station,
    incarnation: '0'.repeat(8),
    seq: 1,
    stamp: { ms: 1, n: 0 },
    revision,
    prev: '0'.repeat(64),
    kind: 'visit',
    what: { booth: place ?? 'A01' },
  }),
});

function isHeardBy(revision: Fair, slot: number, written: Written): boolean {
  const station = revision.stations.find((other) => other.slot === slot);
  if (!station) throw new Error('no such station');
  return isHeard(heardFrom(revision, station), row(written));
}

describe('a machine that stands in for another one', () => {
  it.each<[string, Written, boolean]>([
    ['what the broken one wrote', { station: 4, place: 'A01' }, true],
    ['what it wrote at a booth that its slot does not name', { station: 4, place: 'C01' }, true],
    [
      'nothing of it from the revision that replaced it on',
      { station: 4, place: 'C01', revision: 3 },
      false,
    ],
    ['nothing of it that was at no booth', { station: 4 }, false],
    ['what others write at the booths of the broken one', { station: 5, place: 'A01' }, true],
    ['nothing that others write elsewhere', { station: 5, place: 'C01' }, false],
    ['what its own slot is told', { station: 1 }, true],
  ])('is told %s', (_, written, heard) => {
    expect(isHeardBy(fair, 10, written)).toBe(heard);
  });

  it('is told nothing of it any more once it is replaced itself', () => {
    const twice = { ...fair, replaced: [...(fair.replaced ?? []), { slot: 10, by: 5 }] };
    expect(isHeardBy(twice, 10, { station: 4, place: 'A01' })).toBe(false);
    expect(isHeardBy(twice, 5, { station: 6, place: 'A01' })).toBe(true);
  });

  it('is told nothing at booths that its own slot may not serve', () => {
    const mended = { ...fair, replaced: [], hears: [{ slot: 6, of: 5, before: 9 }] };
    expect(isHeardBy(mended, 6, { station: 5, place: 'B01' })).toBe(true);
    expect(isHeardBy(mended, 6, { station: 5, place: 'A01' })).toBe(false);
  });

  it('hears at once that there is news of it', () => {
    const news = { fair: fair.id, places: ['C01'], everyone: false };
    expect(concerns(fair, 10, { ...news, from: 4 })).toBe(true);
    expect(concerns(fair, 10, { ...news, from: 5 })).toBe(false);
    expect(concerns(fair, 10, { ...news, places: ['A01'], from: 5 })).toBe(true);
  });
});

describe('any other station', () => {
  it.each<[string, number, Written, boolean]>([
    ['an entrance: the other entrances', 1, { station: 2 }, true],
    ['an entrance: no booth', 1, { station: 4, place: 'A01' }, false],
    ['a booth: its own places', 6, { station: 5, place: 'B01' }, true],
    ['a booth: no other places', 6, { station: 4, place: 'A01' }, false],
    ['a booth that names no places: nothing', 5, { station: 4, place: 'A01' }, false],
    ['a broken machine: nothing more than before', 4, { station: 10, place: 'B01' }, false],
    ['an organiser: everything', 8, { station: 4 }, true],
  ])('is told as before: %s', (_, slot, written, heard) => {
    expect(isHeardBy(fair, slot, written)).toBe(heard);
  });
});
