import { describe, expect, it } from 'vitest';
import type { HubView } from '../../../shared/contract/hub.ts';
import type { Delivery } from '../../../shared/contract/people-delivery.ts';
import type { Checklist } from '../../../shared/report/checklist.ts';
import { type MorningState, morningSteps } from './steps.ts';

const item = (about: Checklist[number]['about'], well = true) => ({
  about,
  well,
  count: 0,
  names: [],
});
const hub = (at: HubView['run']['at'], isOn = at !== 'off'): HubView => ({
  fair: '00000001',
  canRun: true,
  on: isOn,
  run: at === 'up' ? { at, health: null } : at === 'refused' ? { at, why: 'port-taken' } : { at },
  addresses: [],
  chosen: null,
  server: null,
  port: null,
  pin: null,
  pinned: 'no',
  code: null,
  before: null,
  upstream: null,
  fairServer: null,
});
const delivery = (signed: boolean, ...has: boolean[]): Delivery => ({
  server: 'has',
  signed: null,
  lists: [{ list: 'a', people: 2, signed }],
  entrances: has.map((each, slot) => ({
    slot: slot + 1,
    zh: '',
    en: '',
    holds: each ? 'newest' : 'none',
  })),
});
const state = (change: Partial<MorningState> = {}): MorningState => ({
  checklist: [
    item('days'),
    item('server', false),
    item('stations-heard', false),
    item('equipment'),
  ],
  keysOpen: false,
  delivery: undefined,
  made: undefined,
  hub: undefined,
  ...change,
});
const named = (steps: readonly { step: string; well: boolean | null }[]) =>
  Object.fromEntries(steps.map(({ step, well }) => [step, well]));

describe('the steps before the doors open', () => {
  it('put what waits for the machines into the morning, the rest before it', () => {
    const { before, morning } = morningSteps(state());
    expect(named(before)).toEqual({ days: true, server: false, rehearsal: null });
    expect(named(morning)).toEqual({ keys: false, 'stations-heard': false, equipment: true });
  });

  it('lead to the place where each is done', () => {
    const { before, morning } = morningSteps(state());
    expect(before.map(({ place }) => place)).toEqual([
      { part: 'fair' },
      { page: 'stations' },
      { part: 'rehearsal' },
    ]);
    expect(morning[0]?.place).toEqual({ keys: true });
  });

  it('miss no server where the hub is up, and no hub where there is a server', () => {
    const running = morningSteps(state({ hub: hub('up') }));
    expect(named(running.before)).not.toHaveProperty('server');
    expect(named(running.morning)).toMatchObject({ hub: true });
    expect(named(morningSteps(state({ hub: hub('off') })).morning)).toMatchObject({ hub: false });
    const served = state({ hub: hub('off'), checklist: [item('server')] });
    expect(named(morningSteps(served).morning)).toMatchObject({ hub: null });
    const broken = state({ hub: hub('refused', true), checklist: [item('server')] });
    expect(named(morningSteps(broken).morning)).toMatchObject({ hub: false });
  });

  it('ask for lists at each entrance only where somebody registered', () => {
    const none = morningSteps(state({ delivery: { ...delivery(true, false), lists: [] } }));
    expect(named([...none.before, ...none.morning])).not.toHaveProperty('entrances');
    const some = morningSteps(state({ delivery: delivery(false, true, false) }));
    expect(named(some.before)).toMatchObject({ people: false });
    expect(named(some.morning)).toMatchObject({ entrances: false });
    const all = morningSteps(state({ delivery: delivery(true, true, true) }));
    expect(named(all.morning)).toMatchObject({ entrances: true });
  });

  it('miss booth cards, and let blank passes be', () => {
    const { before } = morningSteps(state({ made: { cards: false, blanks: false } }));
    expect(named(before)).toMatchObject({ cards: false, blanks: null });
  });
});
