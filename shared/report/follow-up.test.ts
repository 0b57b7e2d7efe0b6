import { describe, expect, it } from 'vitest';
import { authorised } from '../authority.ts';
import type { Happening } from '../facts.ts';
import { resumesIn } from '../sync/contacts.ts';
import { anything, intent, li, resume, station } from '../tally/testing/written-facts.ts';
import { followUpIn } from './follow-up.ts';

const veteran: Happening = {
  kind: 'checkin',
  what: {
    means: 'card',
    lane: 'self',
    about: { groups: { value: ['veteran'], from: 'declared', consent: 1 } },
  },
};
const withdraw = (what: (Happening & { kind: 'withdraw' })['what']): Happening => ({
  kind: 'withdraw',
  what,
});

describe('the lists that a bureau works from (P89)', () => {
  const facts = () => [
    station(1)('09:00:00', veteran, li),
    station(4)('09:30:00', intent('A01', 'first'), li),
    station(4)('09:31:00', resume('A01', 'P-1'), li),
    station(5)('09:40:00', intent('A02', 'first'), li),
    station(5)('09:41:00', resume('A02', 'P-2'), li),
  ];

  it('leave out the key groups that somebody withdrew', () => {
    const gone = station(2)('10:00:00', withdraw({ consent: 'groups' }), li);
    expect(followUpIn(authorised(facts(), anything))).toMatchObject([{ groups: ['veteran'] }]);
    expect(followUpIn(authorised([...facts(), gone], anything))).toMatchObject([{ groups: [] }]);
  });

  it('leave out what one employer had, and keep what came after', () => {
    const from = { consent: 'employer', employer: 'A01' } as const;
    const gone = [...facts(), station(2)('10:00:00', withdraw(from), li)];
    const booths = (at: typeof gone) => [
      followUpIn(authorised(at, anything)).flatMap(({ intents }) =>
        intents.map(({ booth }) => booth),
      ),
      resumesIn(authorised(at, anything)).map(({ booth }) => booth),
    ];
    expect(booths(gone)).toEqual([['A02'], ['A02']]);
    const again = station(6)('11:00:00', resume('A01', 'P-1'), li);
    expect(booths([...gone, again])).toEqual([['A02'], ['A02', 'A01']]);
  });
});
