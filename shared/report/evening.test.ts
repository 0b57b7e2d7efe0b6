import { describe, expect, it } from 'vitest';
import { eveningOf, type Marks } from './evening.ts';
import { DAY, NOW, sampleDay } from './testing/sample-day.ts';

const { coverage, dayOf } = await sampleDay();
const { view } = dayOf({ 'visits booth:A01': 3, 'booths booth:A01': 1 });
const MINUTE = 60_000;

const evening = (
  change: {
    readonly station?: Parameters<typeof coverage>[0];
    readonly marks?: Marks;
    readonly undecided?: number | undefined;
    readonly sticks?: Parameters<typeof eveningOf>[0]['sticks'];
  } = {},
) =>
  eveningOf({
    view: { ...view, coverage: coverage(change.station) },
    marks: change.marks ?? {},
    sticks: change.sticks ?? [],
    undecided: 'undecided' in change ? change.undecided : 0,
  });

const markedNow = { digest: view.digest, scope: DAY, by: '王海燕', atMs: NOW };
const stateOf = (shown: ReturnType<typeof evening>, step: string) =>
  shown.steps.find((each) => each.step === step)?.state;

describe('the evening of a fair', () => {
  it('begins with what is missing, and names the station', () => {
    const silent = evening({ station: { heardMs: NOW - 10 * MINUTE, waiting: null } });
    expect(silent.next).toBe('coverage');
    expect(silent.missing).toMatchObject([{ slot: 2, is: 'silent', missing: 0 }]);
    expect(stateOf(evening(), 'coverage')).toBe('done');
  });

  it.each([
    ['one that still sends', { waiting: 4 }, { is: 'waiting', missing: 4 }],
    ['one that never came', { heardMs: null }, { is: 'never', missing: 0 }],
  ])('says of %s what is known to be missing', (_, station, missing) => {
    expect(evening({ station }).missing).toMatchObject([missing]);
  });

  it.each([
    ['a slot that nobody uses', { heardMs: null, unused: true }],
    ['a revoked station', { heardMs: null, revoked: true as const }],
  ])('does not wait for %s', (_, station) => {
    expect(stateOf(evening({ station }), 'coverage')).toBe('done');
  });

  it('shows the stick of a station that has no network', () => {
    const stick = { slot: 2, facts: 30, boxes: 4, newestMs: NOW - MINUTE, takenMs: NOW };
    const { missing } = evening({ station: { heardMs: null }, sticks: [stick] });
    expect(missing).toMatchObject([{ slot: 2, stick }]);
  });

  it('lists employers of whom nothing was recorded, whether they signed in or not', () => {
    const { quiet, absent } = eveningOf({
      view: dayOf({ 'booths booth:A01': 1, 'paperResumes booth:A02': 3 }).view,
      marks: {},
      sticks: [],
      undecided: 0,
    });
    expect(quiet).toHaveLength(1);
    expect(quiet[0]).toContain('A01');
    expect(absent.some((name) => name.startsWith('A02'))).toBe(false);
    expect(absent.length).toBeGreaterThan(0);
  });

  it('takes a person’s word for a step, as long as the records are the same', () => {
    const marks = { figures: markedNow };
    expect(stateOf(evening({ marks }), 'figures')).toBe('done');
    const moved = { figures: { ...markedNow, digest: 'another' } };
    expect(stateOf(evening({ marks: moved }), 'figures')).toBe('again');
    const ofAnotherDay = { figures: { ...markedNow, scope: 'all' } };
    expect(stateOf(evening({ marks: ofAnotherDay }), 'figures')).toBe('todo');
  });

  it('asks for the odd records first to be looked for, then decided', () => {
    expect(stateOf(evening({ undecided: undefined }), 'checks')).toBe('todo');
    expect(stateOf(evening({ undecided: 2 }), 'checks')).toBe('todo');
    expect(stateOf(evening({ undecided: 0 }), 'checks')).toBe('done');
  });

  it('is over once every step is done', () => {
    const marks = {
      employers: markedNow,
      figures: markedNow,
      bulletin: markedNow,
      signature: markedNow,
    };
    expect(evening({ marks }).next).toBeUndefined();
    expect(evening({ marks: { ...marks, bulletin: { ...markedNow, digest: 'x' } } }).next).toBe(
      'bulletin',
    );
  });
});
