import { describe, expect, it } from 'vitest';
import type { About } from '../answers.ts';
import type { Happening, PersonalFact } from '../facts.ts';
import { tallyOf } from './fold.ts';
import {
  checkIn,
  CHINA,
  DAY,
  figure,
  intent,
  learnt,
  li,
  presence,
  ref,
  resume,
  retract,
  station,
  talk,
  visit,
  wang,
} from './testing/written-facts.ts';

const HOUR = 3_600_000;
const NEXT = '2027-02-28';
const college: About = { education: { value: 'college', from: 'declared' } };
const answering = (about: About, refines?: PersonalFact): Happening => ({
  kind: 'checkin',
  what: { means: 'card', lane: 'self', about, ...(refines && { refines: ref(refines) }) },
});

describe('an hour', () => {
  it('is a slice of a day and never of the fair (F30)', () => {
    const facts = [station(4)('09:30:00', visit('A01'), li)];
    const keys = [...tallyOf(facts, CHINA).keys()].filter((key) => key.includes(' visits '));
    expect(keys.toSorted()).toEqual([
      `${DAY} visits `,
      `${DAY} visits booth:A01`,
      `${DAY} visits hour:09`,
      'all visits ',
      'all visits booth:A01',
    ]);
  });
});

describe('a check-in', () => {
  it('by somebody anonymous leaves no attendee and no slices (F31, F32)', () => {
    const facts = [
      station(1)('09:00:00', checkIn('anonymous'), li),
      station(4)('09:20:00', intent('A01', 'first'), li),
    ];
    expect([figure(facts, 'anonymous', 'station:1'), figure(facts, 'attendees')]).toEqual([1, 0]);
    expect(figure(facts, 'intentPeople')).toBe(1);
    expect(figure(facts, 'intentPeople', 'station:1')).toBe(0);
  });

  it('by somebody who agreed before or after is never anonymous (F31, P85)', () => {
    const one = station(1);
    const facts = [
      one('09:00:00', checkIn('anonymous'), li),
      one('09:10:00', answering(college), li),
      one(`${NEXT}T09:00:00`, checkIn('anonymous'), li),
    ];
    for (const scope of [DAY, NEXT, 'all']) {
      expect(figure(facts, 'anonymous', '', scope)).toBe(0);
      expect(figure(facts, 'attendees', 'means:card', scope)).toBe(1);
      expect(figure(facts, 'attendees', 'education:college', scope)).toBe(1);
    }
  });

  it('by somebody who agrees the day after was anonymous that day (F31)', () => {
    const one = station(1);
    const facts = [
      one('09:00:00', checkIn('anonymous'), li),
      one(`${NEXT}T09:00:00`, checkIn('card'), li),
    ];
    expect([figure(facts, 'anonymous', '', DAY), figure(facts, 'attendees', '', DAY)]).toEqual([
      1, 0,
    ]);
    for (const scope of [NEXT, 'all']) {
      expect(figure(facts, 'anonymous', '', scope)).toBe(0);
      expect(figure(facts, 'attendees', '', scope)).toBe(1);
    }
  });

  it('by a typed number or a pass never changes what its owner answered (F32, P84)', () => {
    const one = station(1);
    const primary: About = { education: { value: 'primary', from: 'declared' } };
    const saying = (means: 'keypad' | 'pass'): Happening => ({
      kind: 'checkin',
      what: { means, lane: 'self', about: primary },
    });
    const facts = [
      one('09:00:00', answering(college), li),
      one('10:00:00', saying('keypad'), li),
      one(`${NEXT}T09:00:00`, saying('pass'), li),
      one('10:00:00', saying('keypad'), wang),
    ];
    for (const scope of [DAY, 'all']) {
      expect(figure(facts, 'attendees', 'education:college', scope)).toBe(1);
      expect(figure(facts, 'attendees', 'education:primary', scope)).toBe(1);
    }
    expect(figure(facts, 'attendees', 'education:college', NEXT)).toBe(1);
  });

  it('has no key groups from their withdrawal on, until a new answer (F32)', () => {
    const one = station(1);
    const veteran = answering({ groups: { value: ['veteran'], from: 'declared', consent: 1 } });
    const facts = [
      one('09:00:00', veteran, li),
      one(`${NEXT}T08:00:00`, checkIn('card'), li),
      one(`${NEXT}T09:00:00`, { kind: 'withdraw', what: { consent: 'groups' } }, li),
    ];
    const grouped = () =>
      [DAY, NEXT, 'all'].map((scope) => figure(facts, 'attendees', 'group:veteran', scope));
    expect(grouped()).toEqual([1, 0, 0]);
    facts.push(one(`${NEXT}T10:00:00`, veteran, li));
    expect(grouped()).toEqual([1, 1, 1]);
  });

  it('takes the newest answer to each question apart (F32)', () => {
    const one = station(1);
    const facts = [
      one('09:00:00', answering(college), li),
      one('10:00:00', answering({ groups: { value: ['veteran'], from: 'staff' } }), li),
      one('11:00:00', answering({ groups: { value: [], from: 'declared' } }), wang),
    ];
    expect(figure(facts, 'attendees', 'education:college')).toBe(1);
    expect(figure(facts, 'attendees', 'group:veteran')).toBe(1);
    expect(figure(facts, 'attendees', 'grouped')).toBe(1);
    expect(figure(facts, 'attendees', 'grouped:staff')).toBe(1);
    expect(figure(facts, 'attendees', 'grouped:declared')).toBe(0);
  });

  it('keeps answers that complete one that was retracted (F33)', () => {
    const one = station(1);
    const arrived = one('09:00:00', checkIn('card'), li);
    const answered = one('09:05:00', answering(college, arrived), li);
    const facts = [arrived, answered, one('09:06:00', retract(arrived))];
    expect(figure(facts, 'attendees', 'education:college')).toBe(1);
    expect(figure(facts, 'attendees', 'hour:09', DAY)).toBe(1);
    expect(figure(facts, 'entries')).toBe(0);
  });

  it('enters at each station, a minute apart for each person (F34)', () => {
    const facts = [
      station(1)('09:00:00', checkIn('card'), li),
      station(2)('09:00:30', checkIn('card'), li),
      station(2)('09:00:30', checkIn('card'), wang),
    ];
    expect([figure(facts, 'entries', 'station:1'), figure(facts, 'entries', 'station:2')]).toEqual([
      1, 1,
    ]);
  });
});

describe('a minute apart', () => {
  it('is 60,000 ms, from the last one that counted (F35)', () => {
    const times = (...at: string[]) => {
      const four = station(4);
      return figure(
        at.map((time) => four(time, visit('A01'), li)),
        'visits',
      );
    };
    expect(times('09:00:00.000', '09:00:59.999')).toBe(1);
    expect(times('09:00:00.000', '09:01:00.000')).toBe(2);
    expect(times('09:00:00', '09:00:40', '09:01:10')).toBe(2);
  });

  it('goes by true time, not by the order of stamps (F35)', () => {
    const five = station(5);
    const facts = [
      station(4)('09:00:00', visit('A01'), li),
      five('08:02:00', visit('A01'), li),
      five('08:10:00', learnt(HOUR)),
    ];
    expect(figure(facts, 'visits')).toBe(2);
  });

  it('begins again with the day (F35)', () => {
    const four = station(4);
    const facts = [
      four('2027-02-27T23:59:50', visit('A01'), li),
      four('2027-02-28T00:00:10', visit('A01'), li),
    ];
    expect(figure(facts, 'visits')).toBe(1);
    expect(figure(facts, 'visits', '', '2027-02-28')).toBe(1);
  });
});

describe('at a booth', () => {
  it('each talk counts, for its post where it has one (F37)', () => {
    const four = station(4);
    const facts = [
      four('09:00:00', talk('A01', 'P-1'), li),
      four('09:00:10', talk('A01', 'P-1'), li),
      four('09:01:00', talk('A01'), wang),
    ];
    expect([figure(facts, 'talks'), figure(facts, 'talks', 'booth:A01')]).toEqual([3, 3]);
    expect(figure(facts, 'talks', 'post:P-1')).toBe(2);
    expect(figure(facts, 'visits')).toBe(0);
  });

  it('résumés about nobody count each by itself (F38)', () => {
    const four = station(4);
    const facts = [four('09:00:00', resume('A01', 'P-1')), four('09:01:00', resume('A01', 'P-1'))];
    expect(figure(facts, 'resumes', 'post:P-1')).toBe(2);
  });

  it('visitors are counted at their first visit (F36)', () => {
    const four = station(4);
    const facts = [
      four('09:00:00', visit('A01'), li),
      four('10:00:00', visit('A02'), li),
      four('11:00:00', visit('A01'), li),
    ];
    expect(figure(facts, 'visitors', 'hour:09', DAY)).toBe(1);
    expect(figure(facts, 'visitors', 'hour:10', DAY)).toBe(0);
    expect(figure(facts, 'visitors', 'booth:A01')).toBe(1);
  });

  it('presence counts at the first opening that stands (F47)', () => {
    const four = station(4);
    const slip = four('08:00:00', presence('A01', 'open'));
    const facts = [
      slip,
      four('09:00:00', presence('A01', 'open')),
      four('09:30:00', retract(slip)),
    ];
    expect(figure(facts, 'booths', 'hour:09', DAY)).toBe(1);
  });
});

describe('intents at a booth', () => {
  it('count none where they name each other in a circle (F39)', () => {
    const four = station(4);
    const first = four('09:00:00', intent('A01', 'first'), li);
    const second = four('09:01:00', intent('A01', 'signed', first), li);
    const circle = {
      ...first,
      chained: { ...first.chained, ...intent('A01', 'first', second) },
    };
    expect(figure([circle, second], 'outcomes')).toBe(0);
    expect(figure([first, second], 'outcomes')).toBe(1);
  });

  it('follow through an intent of the day before (F39)', () => {
    const four = station(4);
    const first = four('2027-02-27T09:00:00', intent('A01', 'first'), li);
    const agreed = four('2027-02-28T09:00:00', intent('A01', 'agreed', first), li);
    const last = four('2027-02-27T10:00:00', intent('A01', 'signed', agreed), li);
    const facts = [first, agreed, last];
    expect(figure(facts, 'intents', 'concurrent', '2027-02-27')).toBe(0);
    expect(figure(facts, 'intents', 'step:signed', '2027-02-27')).toBe(1);
  });

  it('are signed by the newest step alone, for its post (F41)', () => {
    const four = station(4);
    const signing = intent('A01', 'signed');
    const signed = four('09:00:00', { ...signing, what: { ...signing.what, post: 'P-1' } }, li);
    expect(figure([signed], 'signed', 'post:P-1')).toBe(1);
    const declined = four('10:00:00', intent('A01', 'declined', signed), li);
    expect(figure([signed, declined], 'signed')).toBe(0);
  });

  it('count a person at the booth whose intents began first (F43)', () => {
    const four = station(4);
    const first = four('09:00:00', intent('A01', 'interested'), li);
    const facts = [
      first,
      four('10:00:00', intent('A02', 'signed'), li),
      four('11:00:00', intent('A01', 'first', first), li),
    ];
    expect(figure(facts, 'intentPeople', 'hour:11', DAY)).toBe(1);
    expect(figure(facts, 'intentPeople', 'hour:10', DAY)).toBe(0);
  });

  it('about nobody count one person each (F43)', () => {
    const four = station(4);
    const facts = [
      four('09:00:00', intent('A01', 'first')),
      four('09:01:00', intent('A01', 'first')),
    ];
    expect(figure(facts, 'intentPeople')).toBe(2);
  });
});

describe('at a desk', () => {
  const consult = (desk: string): Happening => ({
    kind: 'consult',
    what: { desk, topic: 'rights' },
  });

  it('people who consulted count once, nobody counts none (F44)', () => {
    const seven = station(7);
    const facts = [
      seven('09:00:00', consult('D1'), li),
      seven('10:00:00', consult('D2'), li),
      seven('11:00:00', consult('D2')),
    ];
    expect([figure(facts, 'consults'), figure(facts, 'consulted')]).toEqual([3, 1]);
    expect(figure(facts, 'consulted', 'desk:D2')).toBe(1);
    expect(figure(facts, 'consulted', 'hour:09', DAY)).toBe(1);
  });

  it('steps about nobody count each by itself (F46)', () => {
    const seven = station(7);
    const step: Happening = { kind: 'service', what: { desk: 'D1', step: 'policy' } };
    expect(figure([seven('09:00:00', step), seven('09:01:00', step)], 'services')).toBe(2);
  });
});

describe('the tally', () => {
  it('has no figure and no slice that is 0 (F49)', () => {
    const seven = station(7);
    const facts = [
      seven('09:00:00', { kind: 'handout', what: { desk: 'D1', item: 'map', copies: 0 } }),
      seven('18:00:00', {
        kind: 'paper',
        what: { booth: 'A01', visits: 0, source: 'sheet-1', enteredBy: '王' },
      }),
    ];
    expect([...tallyOf(facts, CHINA)]).toEqual([]);
  });

  it('is the same in whatever order facts arrive (F50)', () => {
    const four = station(4);
    const slip = four('09:00:00', visit('A01'), li);
    const facts = [
      slip,
      four('09:00:30', visit('A01'), li),
      four('09:00:40', retract(slip)),
      station(1)('08:00:00', checkIn('card'), li),
    ];
    expect(new Map(tallyOf(facts.toReversed(), CHINA))).toEqual(new Map(tallyOf(facts, CHINA)));
  });
});

describe('what a person did', () => {
  const person: About = {
    ...college,
    graduation: { value: 'own-this-year', from: 'declared' },
    trades: { value: ['driving'], from: 'declared' },
  };
  const done = [
    station(1)('09:00:00', answering(person), li),
    station(4)('09:20:00', resume('A01', 'P-1'), li),
    station(4)('09:21:00', resume('A01', 'P-2'), li),
    station(4)('09:22:00', intent('A01', 'first'), li),
    station(4)('09:23:00', visit('A01'), li),
  ];

  it('counts by education and graduation, whenever they answered (F52)', () => {
    for (const facts of [done, done.toReversed()]) {
      for (const slice of ['education:college', 'graduation:own-this-year']) {
        expect([figure(facts, 'resumes', slice), figure(facts, 'intents', slice)]).toEqual([2, 1]);
      }
    }
    expect(figure(done, 'resumes', 'trade:driving')).toBe(0);
    expect(figure(done, 'visits', 'education:college')).toBe(0);
  });

  it('counts by nothing of somebody whom nobody checked in by name (F52)', () => {
    const [, ...deeds] = done;
    const nameless = [station(1)('09:00:00', checkIn('anonymous'), li), ...deeds];
    for (const facts of [deeds, nameless]) {
      expect([figure(facts, 'resumes'), figure(facts, 'resumes', 'education:college')]).toEqual([
        2, 0,
      ]);
    }
  });
});

describe('what an ID card says', () => {
  const card = (sex: 'male' | 'female', age: 'to-24' | 'more'): Happening => ({
    kind: 'checkin',
    what: { means: 'card', lane: 'self', card: { sex, age, consent: 1 } },
  });
  const withdrawn: Happening = { kind: 'withdraw', what: { consent: 'card' } };

  it('counts people by sex and age band, and those with an intent (F53)', () => {
    const facts = [
      station(1)('09:00:00', card('female', 'to-24'), li),
      station(1)('09:01:00', checkIn('card'), wang),
      station(4)('09:20:00', intent('A01', 'first'), li),
    ];
    for (const slice of ['sex:female', 'age:to-24']) {
      expect([figure(facts, 'attendees', slice), figure(facts, 'intentPeople', slice)]).toEqual([
        1, 1,
      ]);
    }
    expect(figure(facts, 'attendees', 'sex:male')).toBe(0);
  });

  it('counts no more from its withdrawal on, until they agree again (F53)', () => {
    const one = station(1);
    const said = one('09:00:00', card('male', 'more'), li);
    const facts = [said, one('10:00:00', withdrawn, li)];
    expect([figure(facts, 'attendees', 'sex:male'), figure(facts, 'attendees')]).toEqual([0, 1]);
    const again = [...facts, one('11:00:00', card('male', 'more'), li)];
    expect(figure(again, 'attendees', 'age:more')).toBe(1);
    const taken = [said, one('10:00:00', retract(said))];
    expect(figure(taken, 'attendees', 'age:more')).toBe(0);
  });
});
