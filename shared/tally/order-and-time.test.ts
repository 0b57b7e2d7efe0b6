import { describe, expect, it } from 'vitest';
import type { Happening, PersonalFact } from '../facts.ts';
import { tallyOf } from './fold.ts';
import { compareFacts } from './standing.ts';
import {
  CHINA,
  checkIn,
  DAY,
  decide,
  figure,
  learnt,
  li,
  retract,
  station,
} from './testing/written-facts.ts';

const HOUR = 3_600_000;
const jump: Happening = { kind: 'clock', what: { change: 'jump', fromMs: 1, toMs: 0 } };

describe('the order of facts', () => {
  const fact = station(2)('09:00:00', checkIn('card')).chained;
  it.each([
    ['milliseconds', { stamp: { ms: fact.stamp.ms + 1, n: 0 }, station: 1 }],
    ['count', { stamp: { ms: fact.stamp.ms, n: 1 }, station: 1 }],
    ['station', { station: 3, seq: 0 }],
    ['sequence number', { seq: 9, incarnation: '00000000' }],
    ['incarnation', { incarnation: '0000000a' }],
  ])('is by stamp, station, seq and incarnation: %s (F17)', (_, later) => {
    const other = { ...fact, ...later };
    expect(Math.sign(compareFacts(fact, other))).toBe(-1);
    expect(Math.sign(compareFacts(other, fact))).toBe(1);
    expect(compareFacts(fact, { ...fact })).toBe(0);
  });
});

describe('true time', () => {
  const hourOf = (facts: readonly PersonalFact[], hour: string) =>
    figure(facts, 'attendees', `hour:${hour}`, DAY);

  it('takes the offset that was learnt last in its stretch (F18)', () => {
    const one = station(1);
    const facts = [
      one('09:00:00', checkIn('card'), li),
      one('09:10:00', learnt(2 * HOUR)),
      one('09:05:00', learnt(HOUR)),
    ];
    expect([hourOf(facts, '10'), hourOf(facts, '11')]).toEqual([1, 0]);
    expect(hourOf(facts.toReversed(), '10')).toBe(1);
  });

  it('is as stamped after a jump until an offset is learnt (F18)', () => {
    const one = station(1);
    const facts = [
      one('09:00:00', learnt(HOUR)),
      one('08:00:00', jump),
      one('08:01:00', checkIn('card'), li),
    ];
    expect(hourOf(facts, '08')).toBe(1);
    expect(hourOf([...facts, one('08:02:00', learnt(4 * HOUR))], '12')).toBe(1);
  });

  it('of one incarnation tells nothing of another (F18)', () => {
    const facts = [
      station(1, '0000000a')('09:00:00', learnt(HOUR)),
      station(1, '0000000b')('09:00:00', checkIn('card'), li),
    ];
    expect(hourOf(facts, '09')).toBe(1);
  });

  it('keeps a clock fact that was retracted or excluded (F19)', () => {
    const one = station(1);
    const put = one('09:00:00', learnt(HOUR));
    const facts = [put, one('09:01:00', checkIn('card'), li)];
    expect(hourOf([...facts, one('09:02:00', retract(put))], '10')).toBe(1);
    expect(hourOf([...facts, station(8)('09:02:00', decide(put, 'exclude'))], '10')).toBe(1);
  });

  it('is read in the time zone of the fair (F20)', () => {
    const facts = [station(1)('00:30:00', checkIn('card'), li)];
    expect(tallyOf(facts, CHINA).get(`${DAY} attendees hour:00`)).toBe(1);
    expect(
      tallyOf(facts, { ...CHINA, utcOffsetMinutes: 420 }).get('2027-02-26 attendees hour:23'),
    ).toBe(1);
  });
});
