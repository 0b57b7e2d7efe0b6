import { describe, expect, it } from 'vitest';
import { intentSteps } from './codes.ts';
import { boothTaps } from './deeds.ts';
import { chainedFactSchema, type FactKind, factKindSchema, factRefSchema, refOf } from './facts.ts';
import { recordOf } from './records.ts';

const shared = {
  v: 1,
  fair: 'c48f0482',
  station: 1,
  incarnation: '9f2c01aa',
  seq: 1,
  stamp: { ms: 1_803_690_930_250, n: 0 },
  revision: 1,
  prev: 'ab'.repeat(32),
} as const;
const other = '2.9f2c01aa.7';

/** Each kind with every field that it may have. */
const full: Readonly<Record<FactKind, Readonly<Record<string, unknown>>>> = {
  checkin: {
    means: 'card',
    lane: 'self',
    refines: other,
    about: {},
    cardExpired: true,
    follows: '0e'.repeat(16),
  },
  bind: { pass: '0f'.repeat(32) },
  withdraw: { consent: 'employer', employer: 'A01' },
  visit: { booth: 'A01' },
  ...recordOf(boothTaps, () => ({ booth: 'A01', post: 'P-1' })),
  intent: { booth: 'A01', post: 'P-1', step: 'first', supersedes: [other] },
  consult: { desk: 'D1', topic: 'rights' },
  handout: { desk: 'D1', item: 'map', copies: 1_000_000 },
  service: { desk: 'D1', step: 'talk' },
  booth: { booth: 'A01', now: 'open' },
  paper: { booth: 'A01', visits: 3, resumes: 2, intents: 1, source: 'sheet-1', enteredBy: '王' },
  clock: { change: 'learnt', offsetMs: -5, source: 'peer' },
  retract: { fact: other, reason: 'slip' },
  decide: { fact: other, decision: 'explain', by: '赵主任' },
};
const is = (kind: FactKind, what: object = full[kind], more: object = {}): boolean =>
  chainedFactSchema.safeParse({ ...shared, kind, what, ...more }).success;

describe('a fact', () => {
  it('has exactly the fields that are listed (F1)', () => {
    expect(is('visit')).toBe(true);
    expect(is('visit', full.visit, { person: 'cd'.repeat(32) })).toBe(true);
    expect(is('visit', full.visit, { note: 'x' })).toBe(false);
    expect(is('visit', full.visit, { v: 2 })).toBe(false);
    expect(is('visit', full.visit, { prev: undefined })).toBe(false);
  });

  it('is named by station, incarnation and seq, in lower-case hex (F2)', () => {
    expect(refOf({ ...shared, seq: 2 })).toBe('1.9f2c01aa.2');
    expect(factRefSchema.safeParse('1.9F2C01AA.2').success).toBe(false);
    expect(is('visit', full.visit, { incarnation: '9F2C01AA' })).toBe(false);
  });

  it.each([
    ['a code of 24', 'a'.repeat(24), 5, true],
    ['a code of 25', 'a'.repeat(25), 5, false],
    ['an empty code', '', 5, false],
    ['a code with a space', 'a b', 5, false],
    ['a million copies', 'D1', 1_000_000, true],
    ['more than a million copies', 'D1', 1_000_001, false],
    ['half a copy', 'D1', 0.5, false],
    ['fewer than no copies', 'D1', -1, false],
  ])('has codes and counts within bounds: %s (F3)', (_, desk, copies, fits) => {
    expect(is('handout', { desk, item: 'map', copies })).toBe(fits);
  });

  it.each(factKindSchema.options)('of the kind %s has its own fields alone (F4)', (kind) => {
    expect(is(kind)).toBe(true);
    expect(is(kind, { ...full[kind], note: 'x' })).toBe(false);
    expect(is(kind, { ...full[kind], booth: 'no such code!' })).toBe(false);
  });

  it('of the kind clock may tell of a jump (F4)', () => {
    expect(is('clock', { change: 'jump', fromMs: 2, toMs: 1 })).toBe(true);
    expect(is('clock', { change: 'jump', fromMs: 2 })).toBe(false);
  });

  it('carries answers with their source, of trades at most four (F5)', () => {
    const answered = (about: object) => is('checkin', { means: 'card', lane: 'self', about });
    const trades = ['driving', 'logistics', 'office', 'manufacturing', 'electrician'];
    const from = 'declared';
    expect(answered({ education: { value: 'college', from: 'card' } })).toBe(true);
    expect(answered({ education: { value: 'college' } })).toBe(false);
    expect(answered({ education: { value: 'college', from: 'hearsay' } })).toBe(false);
    expect(answered({ trades: { value: trades.slice(0, 4), from } })).toBe(true);
    expect(answered({ trades: { value: trades, from } })).toBe(false);
    expect(answered({ groups: { value: ['veteran'], from: 'staff' } })).toBe(true);
    expect(answered({ hobby: { value: 'chess', from } })).toBe(false);
  });

  it('knows the steps of an intent from loose to firm (F5)', () => {
    const steps = ['interested', 'interview', 'first', 'agreed', 'signed', 'declined'];
    expect(intentSteps.map(({ code }) => code)).toEqual(steps);
  });
});
