import { describe, expect, it } from 'vitest';
import { fairKinds } from '../../shared/fair-kinds.ts';
import type { Arrival, Welcome } from '../../shared/contract/people.ts';
import { advance, type Flow, type FlowEvent, start } from './flow.ts';
import { arrivalOf, type StepName } from './steps.ts';

const questions = fairKinds.recruitment.asks;

const arrival: Arrival = {
  arrival: 'a'.repeat(16),
  means: 'card',
  greeting: { by: 'name', maskedName: '周*国' },
};
const welcome: Welcome = {
  arrival: arrival.arrival,
  greeting: arrival.greeting,
  anonymous: false,
  pass: { text: 'CF1:ONE', shortCode: 'K7M2-Q9' },
  answers: { education: 'junior' },
  phoneLeft: false,
  byCard: true,
  byPass: false,
  groupsAgreed: false,
  lane: 'self',
};
const next: Arrival = { ...arrival, arrival: 'b'.repeat(16) };

const scanned = (arrival: Arrival): FlowEvent => ({
  kind: 'face',
  face: { kind: 'arrival', arrival },
});
const saved = (more: Partial<Welcome> = {}): FlowEvent => ({
  kind: 'saved',
  welcome: { ...welcome, ...more },
});

/** Plays events at the door, and returns the steps that were shown. */
function play(...events: FlowEvent[]): { flow: Flow; seen: StepName[] } {
  const seen: StepName[] = [];
  const flow = events.reduce((flow, event) => {
    const after = advance(flow, event);
    if (after.step.at !== flow.step.at) seen.push(after.step.at);
    return after;
  }, start);
  return { flow, seen };
}

describe('a person with a card', () => {
  it('gets a pass by scan and one tap; then a new page forgets them', () => {
    const { flow, seen } = play(scanned(arrival), { kind: 'saving', consent: true }, saved(), {
      kind: 'done',
    });
    expect(seen).toEqual(['consent', 'welcome', 'leaving']);
    expect(arrivalOf(flow.step)).toBe(arrival.arrival);
  });

  it('may walk away at any step, and the page forgets them', () => {
    expect(play(scanned(arrival), { kind: 'time-up' }).seen).toEqual(['consent', 'leaving']);
    expect(play(scanned(arrival), saved(), { kind: 'time-up' }).seen.at(-1)).toBe('leaving');
  });

  it('may scan while the last person’s pass is still shown', () => {
    const { flow } = play(scanned(arrival), saved(), scanned(next));
    expect(flow.step).toMatchObject({ at: 'consent', arrival: next });
  });

  it('sees posts that fit, and then their pass again', () => {
    const posts: FlowEvent = { kind: 'posts' };
    const { flow, seen } = play(scanned(arrival), saved(), posts, { kind: 'back' });
    expect(seen).toEqual(['consent', 'welcome', 'posts', 'welcome']);
    expect(flow.step).toMatchObject({ at: 'welcome', welcome });
    expect(play(scanned(arrival), saved(), posts, { kind: 'done' }).seen.at(-1)).toBe('leaving');
    expect(
      play(scanned(arrival), saved(), posts, { kind: 'station-back' }).flow.step,
    ).toMatchObject({
      at: 'welcome',
      settled: true,
    });
    expect(play(scanned(arrival), saved(), posts, scanned(next)).flow.step).toMatchObject({
      at: 'consent',
      arrival: next,
    });
  });

  it('sees their data, and after erasing it only the way out', () => {
    const begin = [scanned(arrival), saved(), { kind: 'my-day' }] as const;
    expect(play(...begin, { kind: 'back' }).flow.step).toMatchObject({ at: 'welcome', welcome });
    const erased = play(
      ...begin,
      { kind: 'erasing', now: 'asked' },
      { kind: 'erasing', now: 'done' },
    );
    expect(advance(erased.flow, { kind: 'back' }).step.at).toBe('leaving');
    const byPass = play(scanned(arrival), saved({ byCard: false }), { kind: 'my-day' });
    expect(byPass.flow.step.at).toBe('welcome');
  });

  it('sees no answer that was meant for somebody who has gone', () => {
    const { flow } = play(
      scanned(arrival),
      { kind: 'saving', consent: true },
      scanned(next),
      saved(),
    );
    expect(flow.step).toMatchObject({ at: 'consent', arrival: next });
  });

  it('gets a pass by scan alone if they are pre-registered', () => {
    const { seen } = play({ kind: 'face', face: { kind: 'welcome', welcome } });
    expect(seen).toEqual(['welcome']);
  });

  it('sees that a scan in the wrong step was ignored', () => {
    const { flow, seen } = play(scanned(arrival), { kind: 'face', face: { kind: 'ignored' } });
    expect(seen).toEqual(['consent']);
    expect(flow.ignored).toBe(1);
  });
});

describe('a person at the number keys', () => {
  const typed: FlowEvent[] = [
    { kind: 'type-number' },
    { kind: 'typed', text: '349981196805209014' },
    { kind: 'number-sent' },
  ];

  it('reaches consent with a valid number', () => {
    expect(play(...typed, { kind: 'number-taken', arrival }).seen).toEqual(['keypad', 'consent']);
  });

  it('may correct a refused number, which clears the complaint', () => {
    const refused = play(...typed, { kind: 'number-refused', why: 'birth' });
    expect(refused.flow.step).toMatchObject({ typed: '349981196805209014', fault: 'birth' });
    const mended = advance(refused.flow, { kind: 'typed', text: '3499' });
    expect(mended.step).toEqual({ at: 'keypad', typed: '3499', asking: false });
  });

  it('cannot change a number while the station checks it', () => {
    const { flow } = play(...typed, { kind: 'typed', text: '1' });
    expect(flow.step).toMatchObject({ typed: '349981196805209014' });
  });

  it('gets a new page on going back only after typing', () => {
    expect(play({ kind: 'type-number' }, { kind: 'back' }).flow.step.at).toBe('idle');
    expect(play(...typed.slice(0, 2), { kind: 'back' }).flow.step.at).toBe('leaving');
  });

  it('gets their digits back after a refused stray scan', () => {
    const { flow } = play(
      ...typed.slice(0, 2),
      { kind: 'face', face: { kind: 'refused', why: 'code-unreadable' } },
      { kind: 'type-number' },
    );
    expect(flow.step).toMatchObject({ at: 'keypad', typed: '349981196805209014' });
  });
});

describe('a person who gives no name', () => {
  it('must tap twice, so that a stray tap counts nobody', () => {
    const { seen } = play(
      { kind: 'without-card', arrival: arrival.arrival },
      { kind: 'saving', consent: false },
      saved({ anonymous: true, greeting: { by: 'nothing' } }),
    );
    expect(seen).toEqual(['nameless', 'welcome']);
  });
});

describe('the questions after a pass', () => {
  const asked: FlowEvent[] = [scanned(arrival), saved(), { kind: 'questions', asks: questions }];

  it('begin with known answers, and refresh the pass', () => {
    const during = play(...asked);
    expect(during.flow.step).toMatchObject({ draft: { answers: { education: 'junior' } } });
    const { flow } = play(...asked, saved({ pass: { text: 'CF1:TWO', shortCode: 'K7M2-Q9' } }));
    expect(flow.step).toMatchObject({ at: 'welcome', refreshed: true });
  });

  it('leave the pass unchanged if they are skipped', () => {
    expect(play(...asked, saved()).flow.step).toMatchObject({ at: 'welcome', refreshed: false });
  });

  it('keep unsaved answers for another try', () => {
    const { flow } = play(
      ...asked,
      { kind: 'saving', consent: true },
      {
        kind: 'saving-failed',
        why: 'not-saved',
      },
    );
    expect(advance(flow, { kind: 'back' }).step).toMatchObject({ at: 'questions', saving: false });
  });
});

describe('when something fails', () => {
  it('a refused scan goes back where it came from, by tap or time-out', () => {
    const refused: FlowEvent = { kind: 'face', face: { kind: 'refused', why: 'wrong-card' } };
    expect(play(refused, { kind: 'back' }).flow.step.at).toBe('idle');
    expect(play(refused, { kind: 'time-up' }).flow.step.at).toBe('idle');
    const overPass = play(scanned(arrival), saved(), refused, { kind: 'time-up' });
    expect(overPass.flow.step.at).toBe('welcome');
  });

  it('a failed save goes back to the question, unless the station forgot the person', () => {
    const failed = (why: 'not-saved' | 'gone'): Flow =>
      play(scanned(arrival), { kind: 'saving', consent: true }, { kind: 'saving-failed', why })
        .flow;
    expect(advance(failed('not-saved'), { kind: 'back' }).step).toMatchObject({
      at: 'consent',
      saving: 'no',
    });
    expect(advance(failed('gone'), { kind: 'back' }).step.at).toBe('leaving');
  });

  it('help covers every step and gives it back as it was', () => {
    const { flow } = play(scanned(arrival), { kind: 'help' });
    expect(flow.step.at).toBe('help');
    expect(advance(flow, { kind: 'back' }).step).toMatchObject({ at: 'consent' });
    expect(advance(flow, { kind: 'time-up' }).step).toMatchObject({
      at: 'leaving',
      arrival: arrival.arrival,
    });
  });

  it('a pass stays while the station is away; other steps begin again', () => {
    const pass = play(scanned(arrival), saved(), { kind: 'station-back' });
    expect(pass.flow.step).toMatchObject({ at: 'welcome', settled: true });
    expect(advance(pass.flow, { kind: 'questions', asks: questions }).step.at).toBe('welcome');
    expect(play(scanned(arrival), { kind: 'station-back' }).flow.step.at).toBe('leaving');
    expect(play({ kind: 'station-back' }).flow.step.at).toBe('idle');
    const asked = play(scanned(arrival), saved(), { kind: 'questions', asks: questions });
    expect(advance(asked.flow, { kind: 'station-back' }).step).toMatchObject({
      at: 'welcome',
      settled: true,
    });
  });

  it('a sentence about a tap that was lost stays after the station is back', () => {
    const lost = play(
      scanned(arrival),
      { kind: 'saving', consent: true },
      { kind: 'saving-failed', why: 'gone' },
      { kind: 'station-back' },
    );
    expect(lost.flow.step).toMatchObject({ at: 'not-saved', why: 'gone' });
    expect(advance(lost.flow, { kind: 'back' }).step.at).toBe('leaving');
  });

  it('nothing happens on a page that is being replaced', () => {
    const { flow } = play(scanned(arrival), saved(), { kind: 'done' }, scanned(next));
    expect(flow.step.at).toBe('leaving');
  });
});

describe('the pass on paper', () => {
  const bound: FlowEvent = {
    kind: 'face',
    face: { kind: 'bound', arrival: arrival.arrival, shortCode: 'BFGZ-1GN4-7' },
  };

  it('comes to the front when a pre-printed one is bound', () => {
    const { flow } = play(scanned(arrival), saved(), { kind: 'posts' }, bound);
    expect(flow.step).toMatchObject({ at: 'welcome', bound: 'BFGZ-1GN4-7' });
    expect(advance(flow, { kind: 'unbound' }).step).not.toHaveProperty('bound');
  });

  it('is not shown once its person has gone', () => {
    const late: FlowEvent = { kind: 'printing', arrival: arrival.arrival, now: 'printed' };
    const { flow } = play(scanned(arrival), saved(), scanned(next), late, bound);
    expect(flow.step).toEqual({ at: 'consent', arrival: next, saving: 'no' });
  });
});

describe('the way back to the idle screen', () => {
  const refused: FlowEvent = { kind: 'face', face: { kind: 'refused', why: 'wrong-card' } };

  it('frees the station of a person whose question a stray card covered', () => {
    const { flow, seen } = play(scanned(arrival), refused, { kind: 'back' });
    expect(seen).toEqual(['consent', 'refused', 'leaving']);
    expect(flow.step).toEqual({ at: 'leaving', arrival: arrival.arrival });
  });

  it('is a new page from every step with personal data', () => {
    const steps: readonly FlowEvent[][] = [
      [refused],
      [{ kind: 'help' }],
      [refused, { kind: 'help' }],
      [{ kind: 'face', face: { kind: 'not-saved', why: 'disk-full' } }],
    ];
    for (const events of steps) {
      const before = play(scanned(arrival), ...events).flow;
      for (const kind of ['back', 'done', 'time-up'] as const) {
        const { step } = advance(advance(before, { kind }), { kind: 'done' });
        expect(step, JSON.stringify([events, kind])).toEqual({
          at: 'leaving',
          arrival: arrival.arrival,
        });
      }
    }
  });
});

describe('a new turn', () => {
  const turnAfter = (...events: FlowEvent[]): number => play(...events).flow.turn;

  it('begins with another person, step or question', () => {
    expect(turnAfter(scanned(arrival))).toBe(1);
    expect(turnAfter(scanned(arrival), scanned(next))).toBe(2);
    expect(turnAfter(scanned(arrival), { kind: 'help' })).toBe(2);
    const refused: FlowEvent = { kind: 'face', face: { kind: 'refused', why: 'wrong-card' } };
    expect(turnAfter(refused, refused)).toBe(2);
  });

  it('does not begin with a typed digit or a tap that waits', () => {
    expect(turnAfter({ kind: 'type-number' }, { kind: 'typed', text: '3' })).toBe(1);
    expect(turnAfter(scanned(arrival), { kind: 'saving', consent: true })).toBe(1);
  });
});
