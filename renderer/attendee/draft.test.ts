import { describe, expect, it } from 'vitest';
import { fairKinds } from '../../shared/fair-kinds.ts';
import {
  checkPhone,
  type Draft,
  draftFrom,
  isAnswered,
  isFull,
  tap,
  tapNone,
  turnPage,
} from './draft.ts';

const questions = fairKinds.recruitment.asks;

describe('the few questions', () => {
  it('sends nothing for an untouched question', () => {
    expect(draftFrom({}, questions).answers).toEqual({});
  });

  it('accepts four trades at most, and lets one go', () => {
    const four = (['driving', 'retail', 'sales', 'office'] as const).reduce<Draft>(
      (draft, trade) => tap(draft, 'trades', trade),
      draftFrom({}, questions),
    );
    expect(isFull(four, 'trades')).toBe(true);
    expect(tap(four, 'trades', 'farming').answers.trades).toHaveLength(4);
    const three = tap(four, 'trades', 'retail');
    expect(three.answers.trades).toEqual(['driving', 'sales', 'office']);
    expect(isFull(three, 'trades')).toBe(false);
  });

  it('clears a choice that is tapped again', () => {
    const chosen = tap(draftFrom({}, questions), 'education', 'college');
    expect(chosen.answers).toEqual({ education: 'college' });
    expect(tap(chosen, 'education', 'master').answers).toEqual({ education: 'master' });
    expect(isFull(chosen, 'education')).toBe(false);
    expect(tap(chosen, 'education', 'college').answers).toEqual({});
  });

  it('keeps "none of these" as an answer until a choice replaces it', () => {
    const none = tapNone(draftFrom({}, ['groups']), 'groups');
    expect(none.answers).toEqual({ groups: [] });
    expect(isAnswered(none)).toBe(true);
    expect(tap(none, 'groups', 'veteran').answers).toEqual({ groups: ['veteran'] });
    expect(tapNone(none, 'groups').answers).toEqual({});
  });

  it.each([
    ['campus', ['education', 'graduation', 'trades', 'groups', 'phone']],
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

  it('stops at the first and the last page', () => {
    const first = draftFrom({}, questions);
    expect(turnPage(first, -1)).toEqual(first);
    const last = questions.reduce((draft) => turnPage(draft, 1), first);
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
  ])('"%s" is checked key by key', (typed, expected) => {
    expect(checkPhone(typed)).toEqual(expected);
  });
});
