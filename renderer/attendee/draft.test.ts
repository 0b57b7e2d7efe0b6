import { describe, expect, it } from 'vitest';
import { fairKinds, questions } from '../../shared/fair-kinds.ts';
import {
  checkPhone,
  chooseEducation,
  draftFrom,
  toggleGroup,
  toggleNoGroup,
  toggleTrade,
  turnPage,
} from './draft.ts';

describe('the few questions', () => {
  it('sends nothing for what was never touched', () => {
    expect(draftFrom({}, questions).answers).toEqual({});
  });

  it('takes four trades at most, and lets go of one', () => {
    const four = (['driving', 'retail', 'sales', 'office'] as const).reduce(
      toggleTrade,
      draftFrom({}, questions),
    );
    expect(toggleTrade(four, 'farming').answers.trades).toHaveLength(4);
    expect(toggleTrade(four, 'retail').answers.trades).toEqual(['driving', 'sales', 'office']);
  });

  it('a choice tapped again is taken back', () => {
    const chosen = chooseEducation(draftFrom({}, questions), 'college');
    expect(chosen.answers).toEqual({ education: 'college' });
    expect(chooseEducation(chosen, 'college').answers).toEqual({});
  });

  it('"none of these" is an answer, and ends when one of them is chosen', () => {
    const none = toggleNoGroup(draftFrom({}, questions));
    expect(none.answers).toEqual({ groups: [] });
    expect(toggleGroup(none, 'veteran').answers).toEqual({ groups: ['veteran'] });
    expect(toggleNoGroup(none).answers).toEqual({});
  });

  it.each([
    ['campus', ['education', 'trades', 'groups', 'phone']],
    ['night-market', ['trades', 'phone']],
    ['village', ['groups', 'trades', 'phone']],
  ] as const)('are those of a %s, in its order', (kind, expected) => {
    let draft = draftFrom({}, fairKinds[kind].asks);
    const asked = [draft.page];
    for (const _ of expected.slice(1)) {
      draft = turnPage(draft, 1);
      asked.push(draft.page);
    }
    expect(asked).toEqual(expected);
    expect(turnPage(draft, 1)).toEqual(draft);
  });

  it('turns no further than the first and the last page', () => {
    const first = draftFrom({}, questions);
    expect(turnPage(first, -1)).toEqual(first);
    const last = turnPage(turnPage(turnPage(first, 1), 1), 1);
    expect(last.page).toBe('phone');
    expect(turnPage(last, 1)).toEqual(last);
  });
});

describe('a phone number as it is typed', () => {
  it.each([
    ['', { kind: 'empty' }],
    ['1', { kind: 'open', missing: 10 }],
    ['1390000', { kind: 'open', missing: 4 }],
    ['13900001234', { kind: 'complete' }],
    ['12', { kind: 'impossible' }],
    ['2', { kind: 'impossible' }],
    ['139000012345', { kind: 'impossible' }],
  ])('%s', (typed, expected) => {
    expect(checkPhone(typed)).toEqual(expected);
  });
});
