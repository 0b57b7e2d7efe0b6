import { describe, expect, it } from 'vitest';
import { authorised, authorityOf, MOST_ON_PAPER, rightsTaken, rolesAllowed } from './authority.ts';
import type { Happening } from './facts.ts';
import { station } from './tally/testing/written-facts.ts';

const gate = { slot: 1, role: 'entrance', mayBe: [] } as const;
const booth = { slot: 2, role: 'booth', serves: ['A01', 'A02'], mayBe: [] } as const;
const desk = { slot: 3, role: 'desk', serves: ['D1'], mayBe: [] } as const;
const organiser = { slot: 4, role: 'organiser', mayBe: [] } as const;
const spare = { slot: 5, role: 'entrance', mayBe: ['booth', 'desk'] } as const;
const wall = { slot: 6, role: 'wall', mayBe: [] } as const;
const other = { slot: 7, role: 'booth', serves: ['B01'], mayBe: [] } as const;
const fair = {
  stations: [gate, booth, desk, organiser, spare, wall, other],
  booths: [{ code: 'A01' }, { code: 'A02' }, { code: 'B01' }],
  desks: [{ code: 'D1' }, { code: 'D2' }],
};

const checkin: Happening = { kind: 'checkin', what: { means: 'card', lane: 'self' } };
const bind: Happening = { kind: 'bind', what: { blank: 'b1'.repeat(16) } };
const visit = (at: string): Happening => ({ kind: 'visit', what: { booth: at } });
const resume = (at: string): Happening => ({ kind: 'resume', what: { booth: at, post: 'P' } });
const intent = (at: string): Happening => ({
  kind: 'intent',
  what: { booth: at, step: 'signed', supersedes: [] },
});
const opens = (at: string): Happening => ({ kind: 'booth', what: { booth: at, now: 'open' } });
const consult = (at: string): Happening => ({ kind: 'consult', what: { desk: at, topic: 't' } });
const handout = (at: string): Happening => ({
  kind: 'handout',
  what: { desk: at, item: 'map', copies: 3 },
});
const paper = (at: string, visits = 1): Happening => ({
  kind: 'paper',
  what: { booth: at, visits, source: 's1', enteredBy: '王' },
});
const jump: Happening = { kind: 'clock', what: { change: 'jump', fromMs: 2, toMs: 1 } };
const retract = (fact: string): Happening => ({ kind: 'retract', what: { fact } });
const exclude = (fact: string): Happening => ({
  kind: 'decide',
  what: { fact, decision: 'exclude', by: '赵主任' },
});

/** What the named facts of other stations are. */
const others: Readonly<Record<string, { station: number } & Happening>> = {
  '1.00000001.1': { station: 1, ...checkin },
  '7.00000007.1': { station: 7, ...visit('A01') },
  '7.00000007.2': { station: 7, ...visit('B01') },
  '7.00000007.3': { station: 7, ...paper('A01') },
  '7.00000007.4': { station: 7, ...consult('D1') },
  '7.00000007.5': { station: 7, ...jump },
  '7.00000007.6': { station: 7, ...retract('7.00000007.1') },
};
const verdict = (
  slot: number,
  happening: Happening,
  rights: Parameters<typeof authorityOf>[0] = fair,
) => authorityOf(rights).verdict({ station: slot, ...happening }, (ref) => others[ref]);

type Row = readonly [who: { readonly slot: number }, what: Happening, expected: string];

describe('what a station may write', () => {
  it.each<Row>([
    [gate, checkin, 'may'],
    [gate, bind, 'may'],
    [spare, checkin, 'may'],
    [booth, checkin, 'may-not'],
    [booth, bind, 'may-not'],
    [organiser, checkin, 'may-not'],
    [wall, bind, 'may-not'],
  ])('at the doors: %o, %o, %s (P4)', (who, what, expected) => {
    expect(verdict(who.slot, what)).toBe(expected);
  });

  it.each<Row>([
    [booth, visit('A01'), 'may'],
    [booth, resume('A02'), 'may'],
    [booth, intent('A01'), 'may'],
    [booth, opens('A02'), 'may'],
    [booth, visit('B01'), 'may-not'],
    [booth, intent('B01'), 'may-not'],
    [booth, opens('Z99'), 'may-not'],
    [desk, visit('A01'), 'may-not'],
    [gate, resume('A01'), 'may-not'],
    [spare, visit('B01'), 'may'],
    [spare, visit('Z99'), 'may-not'],
    [desk, consult('D1'), 'may'],
    [desk, handout('D1'), 'may'],
    [desk, consult('D2'), 'may-not'],
    [spare, consult('D2'), 'may'],
    [booth, consult('D1'), 'may-not'],
    [wall, consult('D1'), 'may-not'],
  ])('at booths and desks: %o, %o, %s (P3, P4)', (who, what, expected) => {
    expect(verdict(who.slot, what)).toBe(expected);
  });

  it.each<Row>([
    [organiser, opens('B01'), 'may'],
    [organiser, opens('Z99'), 'may-not'],
    [organiser, visit('B01'), 'may-not'],
    [booth, opens('B01'), 'may-not'],
    [gate, opens('A01'), 'may-not'],
    [wall, opens('A01'), 'may-not'],
  ])('who has come: %o, %o, %s (P5)', (who, what, expected) => {
    expect(verdict(who.slot, what)).toBe(expected);
  });

  it.each<Row>([
    [booth, paper('A01', MOST_ON_PAPER), 'may'],
    [booth, paper('A01', MOST_ON_PAPER + 1), 'may-not'],
    [booth, paper('B01'), 'may-not'],
    [organiser, paper('B01', MOST_ON_PAPER), 'may'],
    [organiser, paper('B01', 1_000_000), 'may-not'],
    [organiser, paper('Z99'), 'may-not'],
    [gate, paper('A01'), 'may-not'],
    [desk, paper('A01'), 'may-not'],
  ])('from paper: %o, %o, %s (P5)', (who, what, expected) => {
    expect(verdict(who.slot, what)).toBe(expected);
  });

  it.each<Row>([
    [booth, retract('2.00000002.9'), 'may'],
    [booth, retract('7.00000007.1'), 'may'],
    [booth, retract('7.00000007.3'), 'may'],
    [booth, retract('7.00000007.2'), 'may-not'],
    [booth, retract('1.00000001.1'), 'may-not'],
    [booth, retract('7.00000007.4'), 'may-not'],
    [booth, retract('7.00000007.5'), 'target-unknown'],
    [booth, retract('7.00000007.6'), 'target-unknown'],
    [spare, retract('1.00000001.1'), 'may-not'],
    [desk, retract('7.00000007.4'), 'may'],
    [organiser, retract('7.00000007.3'), 'may'],
    [organiser, retract('7.00000007.1'), 'may-not'],
    // A slot that begins with the same digit is another one.
    [booth, retract('22.00000002.9'), 'target-unknown'],
  ])('takes back: %o, %o, %s (P6)', (who, what, expected) => {
    expect(verdict(who.slot, what)).toBe(expected);
  });

  it.each<Row>([
    [organiser, exclude('1.00000001.1'), 'may'],
    [organiser, exclude('9.00000009.1'), 'may'],
    [booth, exclude('1.00000001.1'), 'may-not'],
    [booth, exclude('2.00000002.1'), 'target-unknown'],
    [gate, exclude('1.00000001.1'), 'may-not'],
  ])('decides: %o, %o, %s (P7)', (who, what, expected) => {
    expect(verdict(who.slot, what)).toBe(expected);
  });

  it('of its own clock, if the fair knows it at all (P8)', () => {
    for (const { slot } of fair.stations) expect(verdict(slot, jump)).toBe('may');
    expect(verdict(99, jump)).toBe('may-not');
    expect(verdict(99, checkin)).toBe('may-not');
  });
});

describe('the roles of a slot', () => {
  it('are its own and those that the fair lists (P2)', () => {
    expect([...rolesAllowed(spare, {})]).toEqual(['entrance', 'booth', 'desk']);
    expect([...rolesAllowed(booth, { organiserPin: {} })]).toEqual(['booth']);
  });

  it('at an older fair are all but the entrance where there was a PIN for it (P9)', () => {
    const { mayBe: _none, ...older } = booth;
    expect([...rolesAllowed(older, {})]).toEqual(['booth']);
    const withPin = [...rolesAllowed(older, { organiserPin: {} })];
    expect(withPin).toEqual(['booth', 'desk', 'organiser', 'wall']);
  });
});

describe('an older fair, which lists no roles', () => {
  const stations = fair.stations.map(({ mayBe: _none, ...station }) => station);
  const older = { ...fair, stations };
  const switching = { ...older, organiserPin: {} };

  it('lets a booth’s key write no decisions and check-ins, unless roles could change (P9)', () => {
    expect(verdict(2, exclude('1.00000001.1'), older)).toBe('may-not');
    expect(verdict(2, exclude('1.00000001.1'), switching)).toBe('may');
    expect(verdict(2, checkin, older)).toBe('may-not');
    expect(verdict(2, checkin, switching)).toBe('may-not');
  });

  it('counts sheets of paper as its pages accepted them (P9)', () => {
    expect(verdict(1, paper('B01', 100_000), older)).toBe('may');
    expect(verdict(1, paper('B01', 100_001), older)).toBe('may-not');
  });

  it('lets a station serve everything whose places do not exist (P9)', () => {
    const lost = { ...fair, stations: [{ slot: 2, role: 'booth', serves: ['Z99'] } as const] };
    expect(verdict(2, visit('B01'), lost)).toBe('may');
    const awaited = {
      ...lost,
      stations: [{ slot: 2, role: 'booth', serves: ['Z99'], mayBe: [] } as const],
    };
    expect(verdict(2, visit('B01'), awaited)).toBe('may-not');
  });
});

describe('a later revision', () => {
  const with2 = (change: object) => ({
    ...fair,
    stations: fair.stations.map((each) => (each.slot === 2 ? { ...each, ...change } : each)),
  });

  it.each([
    ['a role more', with2({ mayBe: ['desk'] }), undefined],
    ['a place more', with2({ serves: ['A01', 'A02', 'B01'] }), undefined],
    ['a booth more', { ...fair, booths: [...fair.booths, { code: 'C01' }] }, undefined],
    ['a place less', with2({ serves: ['A01'] }), 2],
    ['another role', with2({ role: 'desk' }), 2],
    ['a station less', { ...fair, stations: fair.stations.slice(1) }, 1],
    ['a booth less', { ...fair, booths: fair.booths.slice(1) }, 2],
    ['a desk less', { ...fair, desks: fair.desks.slice(1) }, 3],
  ])('with %s (P12)', (_, after, slot) => {
    expect(rightsTaken(fair, after)).toBe(slot);
  });

  it('may bring the places that an older fair’s slot names (P9)', () => {
    const named = { ...fair, stations: [{ slot: 2, role: 'booth', serves: ['Z99'] } as const] };
    const imported = { ...named, booths: [...fair.booths, { code: 'Z99' }] };
    expect(rightsTaken(named, imported)).toBeUndefined();
  });

  it('may not take away what an older fair allowed (P12)', () => {
    const stations = fair.stations.map(({ mayBe: _none, ...station }) => station);
    expect(rightsTaken({ ...fair, stations, organiserPin: {} }, fair)).toBe(1);
  });
});

describe('facts that are judged together', () => {
  it('change nothing until what they name is known (P11)', () => {
    const [north, stand] = [station(1), station(2)];
    const arrived = north('09:00:00', checkin, '11'.repeat(16));
    const stolen = stand('10:00:00', retract('1.00000001.1'));
    const judge = authorityOf(fair);
    expect(authorised([stolen], judge)).toEqual([]);
    expect(authorised([stolen, arrived], judge)).toEqual([arrived]);
  });
});
