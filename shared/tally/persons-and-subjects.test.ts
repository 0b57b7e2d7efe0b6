import { describe, expect, it } from 'vitest';
import { authorised } from '../authority.ts';
import type { PersonalFact } from '../facts.ts';
import { shortOf } from '../pass.ts';
import { tallyOf } from './fold.ts';
import { whoseIn } from './one-person.ts';
import { standing } from './standing.ts';
import { subjectOf } from './tally.ts';
import {
  anything,
  bind,
  checkIn,
  CHINA,
  decide,
  figure,
  learnt,
  li,
  presence,
  ref,
  resume,
  retract,
  station,
  visit,
  wang,
} from './testing/written-facts.ts';

const blank = 'b1'.repeat(16);

const standingOf = (facts: readonly PersonalFact[]) => standing(authorised(facts, anything));

describe('what counts', () => {
  it('follows the newest decision by its stamp and passes over explanations (F21)', () => {
    const arrived = station(1)('09:00:00', checkIn('card'), li);
    const organiser = station(8);
    const admitted = organiser('12:00:00', decide(arrived, 'admit'));
    const excluded = organiser('11:00:00', decide(arrived, 'exclude'));
    const explained = organiser('13:00:00', decide(arrived, 'explain'));
    expect(standingOf([excluded, admitted, explained, arrived])).toEqual([arrived]);
    const again = organiser('12:30:00', decide(arrived, 'exclude'));
    expect(standingOf([explained, again, admitted, arrived])).toEqual([]);
  });

  it('loses a retracted fact although the retraction is itself retracted (F22, F23)', () => {
    const one = station(1);
    const arrived = one('09:00:00', checkIn('card'), li);
    const undone = one('09:01:00', retract(arrived));
    expect(standingOf([arrived, undone, one('09:02:00', retract(undone))])).toEqual([]);
  });

  it('heeds a decision that was itself excluded (F23)', () => {
    const arrived = station(1)('09:00:00', checkIn('card'), li);
    const organiser = station(8);
    const excluded = organiser('11:00:00', decide(arrived, 'exclude'));
    expect(
      standingOf([arrived, excluded, organiser('12:00:00', decide(excluded, 'exclude'))]),
    ).toEqual([]);
  });
});

describe('a person', () => {
  it('is found by short code, then by binding (F24, F25)', () => {
    const whose = whoseIn([station(1)('09:00:00', bind(blank), li)]);
    expect(whose(shortOf(blank))).toBe(li);
  });

  it('is not looked up again behind a binding (F24, F26)', () => {
    const one = station(1);
    const other = 'b2'.repeat(16);
    const whose = whoseIn([one('09:00:00', bind(blank), other), one('09:01:00', bind(other), li)]);
    expect(whose(blank)).toBe(other);
  });

  it('stays a short code where pass and owner begin alike (F25)', () => {
    const like = `${blank.slice(0, 10)}${'7'.repeat(22)}`;
    const whose = whoseIn([station(1)('09:00:00', bind(blank), like)]);
    expect(whose(shortOf(blank))).toBe(shortOf(blank));
  });

  it('stays a short code where another began alike, though that was taken back (F25)', () => {
    const like = `${li.slice(0, 10)}${'7'.repeat(22)}`;
    const four = station(4);
    const slip = four('09:00:00', visit('A01'), like);
    const facts = [
      slip,
      four('09:01:00', retract(slip)),
      four('09:02:00', visit('A01'), li),
      four('09:04:00', visit('A01'), shortOf(li)),
    ];
    expect(figure(facts, 'visitors')).toBe(2);
    expect(figure(facts.slice(2), 'visitors')).toBe(1);
  });

  it('is not bound by a binding about nobody (F26)', () => {
    const one = station(1);
    const facts = [one('09:00:00', bind(blank), li), one('09:01:00', bind(blank))];
    expect(whoseIn(facts)(blank)).toBe(li);
  });

  it('of whom nothing is proven counts nowhere (F15, F27)', () => {
    const four = station(4);
    const known = [four('09:00:00', visit('A01'), li), four('09:00:30', visit('A01'), li)];
    expect(figure(known, 'visits')).toBe(1);
    const unknown = known.map(({ chained }) => ({ chained }));
    for (const counted of ['visits', 'visitors', 'walkIns'] as const) {
      expect(figure(unknown, counted)).toBe(0);
    }
  });
});

describe('a subject', () => {
  it('is a person, a booth or a single fact; clocks have none (F27)', () => {
    const four = station(4);
    const whose = whoseIn([]);
    const walkIn = four('09:00:00', visit('A01'));
    expect(subjectOf(four('09:00:00', visit('A01'), li), whose)).toBe(`person:${li}`);
    expect(subjectOf(four('09:00:00', presence('A01', 'open')), whose)).toBe('booth:A01');
    expect(subjectOf(walkIn, whose)).toBe(`fact:${ref(walkIn)}`);
    expect(subjectOf(four('09:00:00', learnt(0)), whose)).toBeUndefined();
    expect(figure([walkIn, station(5)('09:01:00', retract(walkIn))], 'walkIns')).toBe(0);
  });

  it('is folded by itself, and figures are sums over subjects (F28)', () => {
    const four = station(4);
    const hers = [four('09:00:00', visit('A01'), li), four('09:01:00', resume('A01', 'P-1'), li)];
    const his = [
      four('09:00:10', visit('A01'), wang),
      four('09:02:00', resume('A01', 'P-1'), wang),
    ];
    const together = tallyOf([...hers, ...his], CHINA);
    const [first, second] = [tallyOf(hers, CHINA), tallyOf(his, CHINA)];
    for (const [key, value] of together) {
      expect([key, value]).toEqual([key, (first.get(key) ?? 0) + (second.get(key) ?? 0)]);
    }
    expect(together.get('all visits ')).toBe(2);
  });

  it('has a scope for each day of its standing facts (F29)', () => {
    const one = station(1);
    const monday = one('2027-02-27T09:00:00', checkIn('card'), li);
    const tuesday = one('2027-02-28T09:00:00', checkIn('card'), li);
    const scopes = (facts: Parameters<typeof tallyOf>[0]) =>
      new Set([...tallyOf(facts, CHINA).keys()].map((key) => key.split(' ')[0]));
    expect(scopes([monday, tuesday])).toEqual(new Set(['all', '2027-02-27', '2027-02-28']));
    const undone = one('2027-02-28T09:01:00', retract(tuesday));
    expect(scopes([monday, tuesday, undone])).toEqual(new Set(['all', '2027-02-27']));
  });
});
