import { describe, expect, it } from 'vitest';
import { commitment } from '../chain.ts';
import type { IntentStep } from '../codes.ts';
import type { About } from '../answers.ts';
import { type FactRef, type Happening, type PersonalFact, refOf } from '../facts.ts';
import { shortOf } from '../pass.ts';
import { figures, type Figure, isFigure } from './figures.ts';
import { tallyKey, tallyOf } from './fold.ts';

const li = '11'.repeat(16);
const wang = '22'.repeat(16);
const DAY = '2027-02-27';

/** A station that writes facts; `at` is what its clock says in China. */
function station(slot: number) {
  let seq = 0;
  return function tell(at: string, happening: Happening, person?: string): PersonalFact {
    seq += 1;
    const moment = at.includes('T') ? at : `${DAY}T${at}`;
    return {
      chained: {
        v: 1,
        fair: '19c48f04',
        station: slot,
        incarnation: `0000000${slot}`,
        seq,
        stamp: { ms: Date.parse(`${moment}+08:00`), n: 0 },
        revision: 1,
        prev: '00'.repeat(32),
        ...(person !== undefined && { person: commitment('00'.repeat(16), person) }),
        ...happening,
      },
      ...(person !== undefined && { pseudonym: person }),
    };
  };
}

const ref = ({ chained }: PersonalFact): FactRef => refOf(chained);
const by = (means: 'card' | 'keypad' | 'anonymous'): Happening => ({
  kind: 'checkin',
  what: { means, lane: 'self' },
});
const visit = (booth: string): Happening => ({ kind: 'visit', what: { booth } });
const resume = (booth: string, post: string): Happening => ({
  kind: 'resume',
  what: { booth, post },
});
const intent = (booth: string, step: IntentStep, ...follows: PersonalFact[]): Happening => ({
  kind: 'intent',
  what: { booth, step, supersedes: follows.map(ref) },
});
const retract = (fact: PersonalFact): Happening => ({
  kind: 'retract',
  what: { fact: ref(fact) },
});
const decide = (fact: PersonalFact, decision: 'admit' | 'exclude' | 'explain'): Happening => ({
  kind: 'decide',
  what: { fact: ref(fact), decision, by: '赵主任' },
});

function figure(facts: readonly PersonalFact[], name: Figure, slice = '', scope = 'all'): number {
  return tallyOf(facts, 480).get(tallyKey({ scope, figure: name, slice })) ?? 0;
}

describe('one person written down in several ways', () => {
  const blank = 'b1'.repeat(16);
  const bind: Happening = { kind: 'bind', what: { blank } };

  it('is one visitor under their own pass and under a pre-printed one that was bound to them', () => {
    const door = station(1);
    const booth = station(2);
    const facts = [
      booth('09:30:00', visit('A01'), blank),
      door('09:00:00', by('card'), li),
      door('09:01:00', bind, li),
      booth('10:00:00', visit('A02'), li),
    ];
    expect(figure(facts, 'visitors')).toBe(1);
    expect(figure(facts, 'visits')).toBe(2);
    expect(figure(facts, 'attendees')).toBe(1);
  });

  it('is two again when the binding was taken back, and whose it was bound to last when twice', () => {
    const door = station(1);
    const booth = station(2);
    const facts = [
      door('09:00:00', by('card'), li),
      door('09:00:30', by('card'), wang),
      booth('10:00:00', visit('A02'), li),
      booth('10:05:00', visit('A01'), blank),
    ];
    const bound = door('09:01:00', bind, li);
    expect(figure([...facts, bound], 'visitors')).toBe(1);
    expect(figure([...facts, bound, door('09:02:00', retract(bound))], 'visitors')).toBe(2);
    const later = door('09:03:00', bind, wang);
    expect(figure([...facts, bound, later], 'visitors')).toBe(2);
    expect(figure([later, bound, ...facts], 'visitors', 'booth:A01')).toBe(1);
  });

  it('is one visitor by pass and by typed short code, while only one person’s code begins so', () => {
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

describe('who came', () => {
  it('is each person once, by whichever door and however often', () => {
    const one = station(1);
    const two = station(2);
    const facts = [
      one('09:00:00', by('card'), li),
      two('10:00:00', by('keypad'), li),
      one('11:00:00', by('card'), wang),
    ];
    expect(figure(facts, 'attendees')).toBe(2);
    expect(figure(facts, 'entries')).toBe(3);
    expect(figure(facts, 'attendees', 'means:card')).toBe(2);
    expect(figure(facts, 'attendees', 'means:keypad')).toBe(0);
    expect(figure(facts, 'attendees', 'station:1')).toBe(2);
    expect(figure(facts, 'entries', 'station:2')).toBe(1);
  });

  it('has a card held twice within a minute as one entry, and a minute later as two', () => {
    const one = station(1);
    const first = one('09:00:00', by('card'), li);
    expect(figure([first, one('09:00:59', by('card'), li)], 'entries')).toBe(1);
    expect(figure([first, one('09:01:00', by('card'), li)], 'entries')).toBe(2);
  });

  it('counts those who gave no name apart', () => {
    const one = station(1);
    const facts = [one('09:00:00', by('card'), li), one('09:05:00', by('anonymous'), wang)];
    expect(figure(facts, 'attendees')).toBe(1);
    expect(figure(facts, 'anonymous')).toBe(1);
    expect(figure(facts, 'entries')).toBe(2);
  });

  it('takes answers that complete a check-in as answers and as no entry', () => {
    const one = station(1);
    const arrived = one('09:00:00', by('card'), li);
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

  it('goes by the newest answer to each question', () => {
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
      one('11:00:00', by('card'), li),
    ];
    expect(figure(facts, 'attendees', 'education:bachelor')).toBe(1);
    expect(figure(facts, 'attendees', 'education:college')).toBe(0);
  });

  it('is one person of the whole fair and one of each day that they came', () => {
    const one = station(1);
    const facts = [
      one('2027-02-27T09:30:00', by('card'), li),
      one('2027-02-28T10:30:00', by('card'), li),
    ];
    expect(figure(facts, 'attendees')).toBe(1);
    expect(figure(facts, 'attendees', '', '2027-02-27')).toBe(1);
    expect(figure(facts, 'attendees', '', '2027-02-28')).toBe(1);
    expect(figure(facts, 'attendees', 'hour:09', '2027-02-27')).toBe(1);
    expect(figure(facts, 'attendees', 'hour:10', '2027-02-28')).toBe(1);
  });

  it('has days that turn at midnight in China', () => {
    const one = station(1);
    const facts = [
      one('2027-02-27T23:59:59', by('card'), li),
      one('2027-02-28T00:00:00', by('card'), wang),
    ];
    expect(figure(facts, 'attendees', 'hour:23', '2027-02-27')).toBe(1);
    expect(figure(facts, 'attendees', 'hour:00', '2027-02-28')).toBe(1);
  });
});

describe('what an organiser decides', () => {
  it('leaves an excluded fact out until it is admitted again', () => {
    const one = station(1);
    const arrived = one('09:00:00', by('card'), li);
    const organiser = station(8);
    const excluded = organiser('12:00:00', decide(arrived, 'exclude'));
    const explained = organiser('12:30:00', decide(arrived, 'explain'));
    const admitted = organiser('13:00:00', decide(arrived, 'admit'));
    expect(figure([arrived, excluded], 'attendees')).toBe(0);
    expect(figure([arrived, excluded, explained], 'attendees')).toBe(0);
    expect(figure([arrived, excluded, explained, admitted], 'attendees')).toBe(1);
    expect(figure([admitted, excluded, arrived], 'attendees')).toBe(1);
  });

  it('does not bring back what was taken back', () => {
    const one = station(1);
    const arrived = one('09:00:00', by('card'), li);
    const facts = [
      arrived,
      one('09:00:10', retract(arrived)),
      station(8)('12:00:00', decide(arrived, 'admit')),
    ];
    expect(figure(facts, 'attendees')).toBe(0);
  });
});

describe('visits to booths', () => {
  it('are one for the same person and booth within a minute, whoever scanned', () => {
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

  it('without a pass are counted apart, each by itself', () => {
    const four = station(4);
    const facts = [four('09:00:00', visit('A01')), four('09:00:01', visit('A01'))];
    expect(figure(facts, 'walkIns', 'booth:A01')).toBe(2);
    expect(figure(facts, 'visits')).toBe(0);
    expect(figure(facts, 'visitors')).toBe(0);
  });

  it('do not count when taken back, and a later one within the minute then does', () => {
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
  it('are one for each person, booth and post', () => {
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
  ] as const)('at the step %s count as %i', (step, count) => {
    const facts = [station(4)('09:00:00', intent('A01', step), li)];
    expect(figure(facts, 'intents')).toBe(count);
    expect(figure(facts, 'intentPeople')).toBe(count);
    expect(figure(facts, 'outcomes', `step:${step}`)).toBe(1);
  });

  it('can be held against who came in, by gate, trade and group, and leave out whoever gave no name', () => {
    const one = station(1);
    const about: About = {
      trades: { value: ['driving'], from: 'declared' },
      groups: { value: ['veteran', 'graduate'], from: 'declared' },
    };
    const facts = [
      one('09:00:00', { kind: 'checkin', what: { means: 'card', lane: 'self', about } }, li),
      one('09:01:00', by('anonymous'), wang),
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

  it('are one for each person and booth, at the newest step', () => {
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

  it('that were declined in the end no longer count', () => {
    const four = station(4);
    const agreed = four('09:00:00', intent('A01', 'agreed'), li);
    const facts = [agreed, four('09:30:00', intent('A01', 'declined', agreed), li)];
    expect(figure(facts, 'intents')).toBe(0);
    expect(figure(facts, 'outcomes', 'step:declined')).toBe(1);
  });

  it('go back to the one before when the newest is taken back', () => {
    const four = station(4);
    const first = four('09:00:00', intent('A01', 'first'), li);
    const signed = four('09:30:00', intent('A01', 'signed', first), li);
    const facts = [first, signed, four('09:31:00', retract(signed))];
    expect(figure(facts, 'intents', 'step:first')).toBe(1);
    expect(figure(facts, 'intents', 'step:signed')).toBe(0);
    expect(figure(facts, 'intents')).toBe(1);
  });

  it('follow through one that was taken back in the middle', () => {
    const four = station(4);
    const first = four('09:00:00', intent('A01', 'first'), li);
    const agreed = four('09:10:00', intent('A01', 'agreed', first), li);
    const signed = four('09:20:00', intent('A01', 'signed', agreed), li);
    const facts = [first, agreed, signed, four('09:30:00', retract(agreed))];
    expect(figure(facts, 'intents', 'step:signed')).toBe(1);
    expect(figure(facts, 'intents', 'concurrent')).toBe(0);
  });

  it('go by what they name and not by a clock that is wrong', () => {
    const first = station(4)('15:00:00', intent('A01', 'first'), li);
    const signed = station(5)('09:00:00', intent('A01', 'signed', first), li);
    expect(figure([first, signed], 'intents', 'step:signed')).toBe(1);
  });

  it('of two recruiters who knew nothing of each other end as the later one, and are flagged', () => {
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

  it('in the same millisecond end as the higher station in whatever order', () => {
    const four = station(4)('09:00:00', intent('A01', 'agreed'), li);
    const five = station(5)('09:00:00', intent('A01', 'first'), li);
    expect(figure([four, five], 'intents', 'step:first')).toBe(1);
    expect(figure([five, four], 'intents', 'step:first')).toBe(1);
  });

  it('are no longer concurrent when one follows both', () => {
    const four = station(4);
    const one = four('09:00:00', intent('A01', 'agreed'), li);
    const other = station(5)('09:00:01', intent('A01', 'first'), li);
    const facts = [one, other, four('09:10:00', intent('A01', 'agreed', one, other), li)];
    expect(figure(facts, 'intents', 'step:agreed')).toBe(1);
    expect(figure(facts, 'intents', 'concurrent')).toBe(0);
  });
});

describe('the desks and the booths', () => {
  it('count consultations, the people who consulted, and leaflets by the copy', () => {
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

  it('have each step of service once a person', () => {
    const seven = station(7);
    const step: Happening = { kind: 'service', what: { desk: 'D1', step: 'policy' } };
    const facts = [
      seven('09:00:00', step, li),
      seven('12:00:00', step, li),
      seven('12:00:00', step, wang),
    ];
    expect(figure(facts, 'services', 'step:policy')).toBe(2);
  });

  it('have an employer present from the first time that the booth opened', () => {
    const four = station(4);
    const now = (booth: string, now: 'open' | 'closed'): Happening => ({
      kind: 'booth',
      what: { booth, now },
    });
    const facts = [
      four('08:30:00', now('A01', 'open')),
      four('12:00:00', now('A01', 'closed')),
      four('13:00:00', now('A01', 'open')),
      four('13:00:00', now('A02', 'closed')),
    ];
    expect(figure(facts, 'booths')).toBe(1);
    expect(figure(facts, 'booths', 'hour:08', DAY)).toBe(1);
  });
});

describe('paper', () => {
  it('is counted apart and has no hour', () => {
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
    expect([...tallyOf(facts, 480).keys()].join('\n')).not.toContain('paperResumes');
  });
});

describe('a clock that was wrong', () => {
  const learnt = (offsetMs: number): Happening => ({
    kind: 'clock',
    what: { change: 'learnt', offsetMs, source: 'server' },
  });
  const HOUR = 3_600_000;

  it('once its offset is learnt has its hours and days put right, backwards too', () => {
    const one = station(1);
    const early = one('2027-02-24T09:30:00', by('card'), li);
    const put = one('2027-02-24T10:00:00', learnt(72 * HOUR));
    expect(figure([early], 'attendees', 'hour:09', '2027-02-24')).toBe(1);
    expect(figure([early, put], 'attendees', 'hour:09', DAY)).toBe(1);
    expect(figure([early, put], 'attendees', '', '2027-02-24')).toBe(0);
    expect(figure([early, put], 'attendees')).toBe(1);
  });

  it('is put right only for its own station', () => {
    const put = station(1)('09:00:00', learnt(HOUR));
    const other = station(2)('09:30:00', by('card'), li);
    expect(figure([put, other], 'attendees', 'hour:09', DAY)).toBe(1);
  });

  it('is put right only up to where it jumped', () => {
    const one = station(1);
    const before = one('09:30:00', by('card'), li);
    const put = one('09:40:00', learnt(HOUR));
    const jump = one('08:00:00', {
      kind: 'clock',
      what: { change: 'jump', fromMs: 1, toMs: 0 },
    });
    const after = one('08:30:00', by('card'), wang);
    const facts = [before, put, jump, after];
    expect(figure(facts, 'attendees', 'hour:10', DAY)).toBe(1);
    expect(figure(facts, 'attendees', 'hour:08', DAY)).toBe(1);
  });

  it('of one station does not make two of a visit that two stations scanned', () => {
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
  it('says what it means in both languages, and no other name is one', () => {
    for (const [name, { zh, en }] of Object.entries(figures)) {
      expect(isFigure(name)).toBe(true);
      expect([name, zh.length > 0, en.length > 0]).toEqual([name, true, true]);
    }
    expect(isFigure('toString')).toBe(false);
  });
});
