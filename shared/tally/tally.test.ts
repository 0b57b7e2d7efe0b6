import { describe, expect, it } from 'vitest';
import type { About } from '../answers.ts';
import type { Happening } from '../facts.ts';
import { shortOf } from '../pass.ts';
import { figures, isFigure } from './figures.ts';
import { tallyOf } from './fold.ts';
import {
  CHINA,
  bind,
  checkIn,
  DAY,
  decide,
  figure,
  intent,
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

describe('one person under several pseudonyms', () => {
  const blank = 'b1'.repeat(16);

  it('is one visitor by their own pass and a pre-printed one (F24, F26)', () => {
    const door = station(1);
    const booth = station(2);
    const facts = [
      booth('09:30:00', visit('A01'), blank),
      door('09:00:00', checkIn('card'), li),
      door('09:01:00', bind(blank), li),
      booth('10:00:00', visit('A02'), li),
    ];
    expect(figure(facts, 'visitors')).toBe(1);
    expect(figure(facts, 'visits')).toBe(2);
    expect(figure(facts, 'attendees')).toBe(1);
  });

  it('follows the newest binding that stands (F26)', () => {
    const door = station(1);
    const booth = station(2);
    const facts = [
      door('09:00:00', checkIn('card'), li),
      door('09:00:30', checkIn('card'), wang),
      booth('10:00:00', visit('A02'), li),
      booth('10:05:00', visit('A01'), blank),
    ];
    const bound = door('09:01:00', bind(blank), li);
    expect(figure([...facts, bound], 'visitors')).toBe(1);
    expect(figure([...facts, bound, door('09:02:00', retract(bound))], 'visitors')).toBe(2);
    const later = door('09:03:00', bind(blank), wang);
    expect(figure([...facts, bound, later], 'visitors')).toBe(2);
    expect(figure([later, bound, ...facts], 'visitors', 'booth:A01')).toBe(1);
  });

  it('is found by short code while one pseudonym begins so (F25)', () => {
    const booth = station(2);
    const facts = [
      booth('09:30:00', resume('A01', 'P-1'), shortOf(li)),
      booth('10:00:00', resume('A01', 'P-1'), li),
    ];
    expect(figure(facts, 'resumes')).toBe(1);
    const twin = `${li.slice(0, 10)}${'7'.repeat(22)}`;
    expect(figure([...facts, booth('11:00:00', resume('A01', 'P-1'), twin)], 'resumes')).toBe(3);
  });
});

describe('people who checked in', () => {
  it('count once, at their first door (F31)', () => {
    const one = station(1);
    const two = station(2);
    const facts = [
      one('09:00:00', checkIn('card'), li),
      two('10:00:00', checkIn('keypad'), li),
      one('11:00:00', checkIn('card'), wang),
    ];
    expect(figure(facts, 'attendees')).toBe(2);
    expect(figure(facts, 'entries')).toBe(3);
    expect(figure(facts, 'attendees', 'means:card')).toBe(2);
    expect(figure(facts, 'attendees', 'means:keypad')).toBe(0);
    expect(figure(facts, 'attendees', 'station:1')).toBe(2);
    expect(figure(facts, 'entries', 'station:2')).toBe(1);
  });

  it('enter once within a minute and twice a minute later (F34, F35)', () => {
    const one = station(1);
    const first = one('09:00:00', checkIn('card'), li);
    expect(figure([first, one('09:00:59', checkIn('card'), li)], 'entries')).toBe(1);
    expect(figure([first, one('09:01:00', checkIn('card'), li)], 'entries')).toBe(2);
  });

  it('count apart where they gave no name (F31)', () => {
    const one = station(1);
    const facts = [
      one('09:00:00', checkIn('card'), li),
      one('09:05:00', checkIn('anonymous'), wang),
    ];
    expect(figure(facts, 'attendees')).toBe(1);
    expect(figure(facts, 'anonymous')).toBe(1);
    expect(figure(facts, 'entries')).toBe(2);
  });

  it('do not enter again by completing their answers (F33, F34)', () => {
    const one = station(1);
    const arrived = one('09:00:00', checkIn('card'), li);
    const answered = one(
      '09:03:00',
      {
        kind: 'checkin',
        what: {
          means: 'card',
          lane: 'self',
          refines: ref(arrived),
          about: {
            education: { value: 'college', from: 'declared' },
            groups: { value: ['veteran', 'veteran'], from: 'declared' },
          },
        },
      },
      li,
    );
    const facts = [arrived, answered];
    expect(figure(facts, 'entries')).toBe(1);
    expect(figure(facts, 'attendees')).toBe(1);
    expect(figure(facts, 'attendees', 'education:college')).toBe(1);
    expect(figure(facts, 'attendees', 'group:veteran')).toBe(1);
  });

  it('count by the newest answer to each question (F32)', () => {
    const one = station(1);
    const saying = (value: 'college' | 'bachelor'): Happening => ({
      kind: 'checkin',
      what: {
        means: 'card',
        lane: 'self',
        about: { education: { value, from: 'declared' } },
      },
    });
    const facts = [
      one('09:00:00', saying('college'), li),
      one('10:00:00', saying('bachelor'), li),
      one('11:00:00', checkIn('card'), li),
    ];
    expect(figure(facts, 'attendees', 'education:bachelor')).toBe(1);
    expect(figure(facts, 'attendees', 'education:college')).toBe(0);
  });

  it('count once for each day and once for the fair (F29)', () => {
    const one = station(1);
    const facts = [
      one('2027-02-27T09:30:00', checkIn('card'), li),
      one('2027-02-28T10:30:00', checkIn('card'), li),
    ];
    expect(figure(facts, 'attendees')).toBe(1);
    expect(figure(facts, 'attendees', '', '2027-02-27')).toBe(1);
    expect(figure(facts, 'attendees', '', '2027-02-28')).toBe(1);
    expect(figure(facts, 'attendees', 'hour:09', '2027-02-27')).toBe(1);
    expect(figure(facts, 'attendees', 'hour:10', '2027-02-28')).toBe(1);
  });

  it('count on days that turn at midnight in China (F20)', () => {
    const one = station(1);
    const facts = [
      one('2027-02-27T23:59:59', checkIn('card'), li),
      one('2027-02-28T00:00:00', checkIn('card'), wang),
    ];
    expect(figure(facts, 'attendees', 'hour:23', '2027-02-27')).toBe(1);
    expect(figure(facts, 'attendees', 'hour:00', '2027-02-28')).toBe(1);
  });
});

describe('a decision of the organiser', () => {
  it('leaves an excluded fact out until it is admitted again (F21)', () => {
    const one = station(1);
    const arrived = one('09:00:00', checkIn('card'), li);
    const organiser = station(8);
    const excluded = organiser('12:00:00', decide(arrived, 'exclude'));
    const explained = organiser('12:30:00', decide(arrived, 'explain'));
    const admitted = organiser('13:00:00', decide(arrived, 'admit'));
    expect(figure([arrived, excluded], 'attendees')).toBe(0);
    expect(figure([arrived, excluded, explained], 'attendees')).toBe(0);
    expect(figure([arrived, excluded, explained, admitted], 'attendees')).toBe(1);
    expect(figure([admitted, excluded, arrived], 'attendees')).toBe(1);
  });

  it('does not bring back what was taken back (F22)', () => {
    const one = station(1);
    const arrived = one('09:00:00', checkIn('card'), li);
    const facts = [
      arrived,
      one('09:00:10', retract(arrived)),
      station(8)('12:00:00', decide(arrived, 'admit')),
    ];
    expect(figure(facts, 'attendees')).toBe(0);
  });
});

describe('visits to booths', () => {
  it('are one within a minute for one person and booth (F36)', () => {
    const four = station(4);
    const five = station(5);
    const facts = [
      four('09:00:00', visit('A01'), li),
      five('09:00:30', visit('A01'), li),
      four('09:00:40', visit('A02'), li),
      four('09:02:00', visit('A01'), li),
    ];
    expect(figure(facts, 'visits')).toBe(3);
    expect(figure(facts, 'visits', 'booth:A01')).toBe(2);
    expect(figure(facts, 'visitors')).toBe(1);
    expect(figure(facts, 'visitors', 'booth:A02')).toBe(1);
  });

  it('without a pass are counted apart, each by itself (F36)', () => {
    const four = station(4);
    const facts = [four('09:00:00', visit('A01')), four('09:00:01', visit('A01'))];
    expect(figure(facts, 'walkIns', 'booth:A01')).toBe(2);
    expect(figure(facts, 'visits')).toBe(0);
    expect(figure(facts, 'visitors')).toBe(0);
  });

  it('taken back make room for another within the minute (F21, F35)', () => {
    const four = station(4);
    const slip = four('09:00:00', visit('A01'), li);
    const meant = four('09:00:30', visit('A01'), li);
    const undone = four('09:00:40', retract(slip));
    expect(figure([slip, meant], 'visits')).toBe(1);
    expect(figure([slip, meant, undone], 'visits')).toBe(1);
    expect(figure([slip, undone], 'visits')).toBe(0);
  });
});

describe('résumés', () => {
  it('are one for each person, booth and post (F38)', () => {
    const four = station(4);
    const facts = [
      four('09:00:00', resume('A01', 'P-1'), li),
      four('11:00:00', resume('A01', 'P-1'), li),
      four('11:01:00', resume('A01', 'P-2'), li),
      four('11:02:00', resume('A02', 'P-1'), li),
      four('11:03:00', resume('A01', 'P-1'), wang),
    ];
    expect(figure(facts, 'resumes')).toBe(4);
    expect(figure(facts, 'resumes', 'booth:A01')).toBe(3);
    expect(figure(facts, 'resumes', 'hour:09', DAY)).toBe(1);
  });
});

describe('intents', () => {
  it.each([
    ['interested', 0],
    ['interview', 0],
    ['first', 1],
    ['agreed', 1],
    ['signed', 1],
    ['declined', 0],
  ] as const)('at the step %s count as %i (F40, F42, F43)', (step, count) => {
    const facts = [station(4)('09:00:00', intent('A01', step), li)];
    expect(figure(facts, 'intents')).toBe(count);
    expect(figure(facts, 'intentPeople')).toBe(count);
    expect(figure(facts, 'outcomes', `step:${step}`)).toBe(1);
  });

  it('of people carry the slices of those people (F32, F43)', () => {
    const one = station(1);
    const about: About = {
      trades: { value: ['driving'], from: 'declared' },
      groups: { value: ['veteran', 'graduate'], from: 'declared' },
    };
    const facts = [
      one('09:00:00', { kind: 'checkin', what: { means: 'card', lane: 'self', about } }, li),
      one('09:01:00', checkIn('anonymous'), wang),
      station(4)('09:30:00', intent('A01', 'first'), li),
      station(4)('09:31:00', intent('A02', 'first'), li),
      station(4)('09:32:00', intent('A01', 'first'), wang),
    ];
    expect(figure(facts, 'intentPeople')).toBe(2);
    for (const slice of [
      'station:1',
      'trade:driving',
      'group:veteran',
      'group:graduate',
      'grouped',
    ]) {
      expect(figure(facts, 'attendees', slice)).toBe(1);
      expect(figure(facts, 'intentPeople', slice)).toBe(1);
    }
  });

  it('are one for each person and booth, at the newest step (F42)', () => {
    const four = station(4);
    const first = four('09:00:00', intent('A01', 'first'), li);
    const signed = four('09:30:00', intent('A01', 'signed', first), li);
    const elsewhere = four('10:00:00', intent('A02', 'agreed'), li);
    const facts = [first, signed, elsewhere];
    expect(figure(facts, 'intents')).toBe(2);
    expect(figure(facts, 'intentPeople')).toBe(1);
    expect(figure(facts, 'intents', 'step:signed')).toBe(1);
    expect(figure(facts, 'intents', 'step:first')).toBe(0);
    expect(figure(facts, 'intents', 'concurrent')).toBe(0);
  });

  it('that end as declined no longer count (F40, F42)', () => {
    const four = station(4);
    const agreed = four('09:00:00', intent('A01', 'agreed'), li);
    const facts = [agreed, four('09:30:00', intent('A01', 'declined', agreed), li)];
    expect(figure(facts, 'intents')).toBe(0);
    expect(figure(facts, 'outcomes', 'step:declined')).toBe(1);
  });

  it('go back to the one before when the newest is retracted (F39)', () => {
    const four = station(4);
    const first = four('09:00:00', intent('A01', 'first'), li);
    const signed = four('09:30:00', intent('A01', 'signed', first), li);
    const facts = [first, signed, four('09:31:00', retract(signed))];
    expect(figure(facts, 'intents', 'step:first')).toBe(1);
    expect(figure(facts, 'intents', 'step:signed')).toBe(0);
    expect(figure(facts, 'intents')).toBe(1);
  });

  it('follow through one that was retracted in the middle (F39)', () => {
    const four = station(4);
    const first = four('09:00:00', intent('A01', 'first'), li);
    const agreed = four('09:10:00', intent('A01', 'agreed', first), li);
    const signed = four('09:20:00', intent('A01', 'signed', agreed), li);
    const facts = [first, agreed, signed, four('09:30:00', retract(agreed))];
    expect(figure(facts, 'intents', 'step:signed')).toBe(1);
    expect(figure(facts, 'intents', 'concurrent')).toBe(0);
  });

  it('go by what they name, not by a wrong clock (F39)', () => {
    const first = station(4)('15:00:00', intent('A01', 'first'), li);
    const signed = station(5)('09:00:00', intent('A01', 'signed', first), li);
    expect(figure([first, signed], 'intents', 'step:signed')).toBe(1);
  });

  it('of two stations at once end as the later, marked concurrent (F39, F42)', () => {
    const agreed = station(4)('09:00:00', intent('A01', 'agreed'), li);
    const first = station(5)('09:00:01', intent('A01', 'first'), li);
    for (const facts of [
      [agreed, first],
      [first, agreed],
    ]) {
      expect(figure(facts, 'intents')).toBe(1);
      expect(figure(facts, 'intents', 'step:first')).toBe(1);
      expect(figure(facts, 'intents', 'concurrent')).toBe(1);
    }
  });

  it('of one millisecond end as the higher station’s (F17, F39)', () => {
    const four = station(4)('09:00:00', intent('A01', 'agreed'), li);
    const five = station(5)('09:00:00', intent('A01', 'first'), li);
    expect(figure([four, five], 'intents', 'step:first')).toBe(1);
    expect(figure([five, four], 'intents', 'step:first')).toBe(1);
  });

  it('are no longer concurrent when one follows both (F39)', () => {
    const four = station(4);
    const one = four('09:00:00', intent('A01', 'agreed'), li);
    const other = station(5)('09:00:01', intent('A01', 'first'), li);
    const facts = [one, other, four('09:10:00', intent('A01', 'agreed', one, other), li)];
    expect(figure(facts, 'intents', 'step:agreed')).toBe(1);
    expect(figure(facts, 'intents', 'concurrent')).toBe(0);
  });
});

describe('desks and booths', () => {
  it('count consultations, people who consulted, and copies of leaflets (F44, F45)', () => {
    const seven = station(7);
    const consult: Happening = { kind: 'consult', what: { desk: 'D1', topic: 'rights' } };
    const facts = [
      seven('09:00:00', consult, li),
      seven('09:10:00', consult, li),
      seven('09:20:00', consult),
      seven('09:30:00', { kind: 'handout', what: { desk: 'D1', item: 'map', copies: 40 } }),
      seven('09:31:00', { kind: 'handout', what: { desk: 'D1', item: 'map', copies: 0 } }),
    ];
    expect(figure(facts, 'consults', 'topic:rights')).toBe(3);
    expect(figure(facts, 'consulted')).toBe(1);
    expect(figure(facts, 'handouts', 'item:map')).toBe(40);
  });

  it('count each step of service once a person (F46)', () => {
    const seven = station(7);
    const step: Happening = { kind: 'service', what: { desk: 'D1', step: 'policy' } };
    const facts = [
      seven('09:00:00', step, li),
      seven('12:00:00', step, li),
      seven('12:00:00', step, wang),
    ];
    expect(figure(facts, 'services', 'step:policy')).toBe(2);
  });

  it('count a booth once, at its first opening (F47)', () => {
    const four = station(4);
    const facts = [
      four('08:30:00', presence('A01', 'open')),
      four('12:00:00', presence('A01', 'closed')),
      four('13:00:00', presence('A01', 'open')),
      four('13:00:00', presence('A02', 'closed')),
    ];
    expect(figure(facts, 'booths')).toBe(1);
    expect(figure(facts, 'booths', 'hour:08', DAY)).toBe(1);
  });
});

describe('counts from paper', () => {
  it('stand apart and have no hour (F48)', () => {
    const eight = station(8);
    const facts = [
      station(4)('09:00:00', visit('A01'), li),
      eight('18:00:00', {
        kind: 'paper',
        what: { booth: 'A01', visits: 30, resumes: 0, source: 'sheet-7', enteredBy: '王' },
      }),
    ];
    expect(figure(facts, 'visits')).toBe(1);
    expect(figure(facts, 'paperVisits', 'booth:A01')).toBe(30);
    expect(figure(facts, 'paperVisits', '', DAY)).toBe(30);
    expect(figure(facts, 'paperVisits', 'hour:18', DAY)).toBe(0);
    expect([...tallyOf(facts, CHINA).keys()].join('\n')).not.toContain('paperResumes');
  });
});

describe('a wrong clock', () => {
  const HOUR = 3_600_000;

  it('has earlier hours put right once its offset is learnt (F18)', () => {
    const one = station(1);
    const early = one('2027-02-24T09:30:00', checkIn('card'), li);
    const put = one('2027-02-24T10:00:00', learnt(72 * HOUR));
    expect(figure([early], 'attendees', 'hour:09', '2027-02-24')).toBe(1);
    expect(figure([early, put], 'attendees', 'hour:09', DAY)).toBe(1);
    expect(figure([early, put], 'attendees', '', '2027-02-24')).toBe(0);
    expect(figure([early, put], 'attendees')).toBe(1);
  });

  it('is put right for its own station alone (F18)', () => {
    const put = station(1)('09:00:00', learnt(HOUR));
    const other = station(2)('09:30:00', checkIn('card'), li);
    expect(figure([put, other], 'attendees', 'hour:09', DAY)).toBe(1);
  });

  it('is put right up to its next jump (F18)', () => {
    const one = station(1);
    const before = one('09:30:00', checkIn('card'), li);
    const put = one('09:40:00', learnt(HOUR));
    const jump = one('08:00:00', {
      kind: 'clock',
      what: { change: 'jump', fromMs: 1, toMs: 0 },
    });
    const after = one('08:30:00', checkIn('card'), wang);
    const facts = [before, put, jump, after];
    expect(figure(facts, 'attendees', 'hour:10', DAY)).toBe(1);
    expect(figure(facts, 'attendees', 'hour:08', DAY)).toBe(1);
  });

  it('does not make two visits of one (F18, F35)', () => {
    const four = station(4);
    const five = station(5);
    const facts = [
      four('09:00:10', visit('A01'), li),
      five('07:00:30', visit('A01'), li),
      five('07:10:00', learnt(2 * HOUR)),
    ];
    expect(figure(facts, 'visits')).toBe(1);
  });
});

describe('a figure', () => {
  it('has a meaning in both languages, and a known name', () => {
    for (const [name, { zh, en }] of Object.entries(figures)) {
      expect(isFigure(name)).toBe(true);
      expect([name, zh.length > 0, en.length > 0]).toEqual([name, true, true]);
    }
    expect(isFigure('toString')).toBe(false);
  });
});
