import { describe, expect, it } from 'vitest';
import type { SeenStation } from '../report/coverage.ts';
import { type MachineNow, machinesOf, revokesOld } from './replacing.ts';
import { firstRole, placeOf } from './stand-ins.ts';

const NOW = Date.UTC(2027, 1, 27, 4);
const name = { zh: '站', en: 'Station' };
const station = (slot: number, role: 'entrance' | 'booth' | 'organiser', more: object = {}) => ({
  slot,
  role,
  name,
  passKey: 'k',
  mayBe: [],
  ...more,
});
const fair = (more: object = {}) => ({
  revision: 3,
  stations: [
    station(1, 'entrance'),
    station(4, 'booth'),
    station(5, 'booth'),
    station(8, 'organiser'),
    station(20, 'entrance', { mayBe: ['booth', 'desk', 'wall'] }),
    station(21, 'entrance', { mayBe: ['booth', 'desk', 'wall'] }),
  ],
  revoked: [],
  booths: [],
  desks: [],
  ...more,
});
const seen = (slot: number, more: Partial<SeenStation> = {}): SeenStation => ({
  slot,
  ...name,
  role: 'booth',
  heardMs: null,
  acked: 0,
  proven: 0,
  waiting: null,
  unused: false,
  ...more,
});
const heard = { heardMs: NOW - 1_000, acked: 12, proven: 12, waiting: 0 };
const hall = (more: Partial<Record<number, Partial<SeenStation>>> = {}) =>
  [1, 4, 5, 8, 20, 21].map((slot) => seen(slot, { ...(slot < 20 ? heard : {}), ...more[slot] }));
const machineAt = (machines: readonly MachineNow[], slot: number): MachineNow => {
  const machine = machines.find((each) => each.slot === slot);
  if (!machine) throw new Error('no such machine');
  return machine;
};

describe('a machine’s place', () => {
  it('can be taken by a spare that the fair allows its role', () => {
    const machines = machinesOf(fair(), hall(), NOW, 8);
    expect(machineAt(machines, 4).spares).toEqual([20, 21]);
    expect(machineAt(machines, 1).spares).toEqual([20, 21]);
    // No spare has the organiser's rights.
    expect(machineAt(machines, 8).spares).toEqual([]);
  });

  it('is not taken by a slot that may not serve all of its booths (P3)', () => {
    const fairServing = (serves: readonly string[] | undefined) =>
      fair({
        booths: ['A01', 'B01'].map((code) => ({ code })),
        stations: [
          station(4, 'booth', serves && { serves }),
          station(20, 'booth', { serves: ['B01'] }),
          station(21, 'entrance', { mayBe: ['booth', 'desk', 'wall'] }),
        ],
      });
    expect(machineAt(machinesOf(fairServing(['A01']), hall(), NOW, 8), 4).spares).toEqual([21]);
    expect(machineAt(machinesOf(fairServing(['B01']), hall(), NOW, 8), 4).spares).toEqual([21, 20]);
    expect(machineAt(machinesOf(fairServing(undefined), hall(), NOW, 8), 4).spares).toEqual([21]);
  });

  it('is not taken by a machine that works, was revoked, or stands in already', () => {
    const busy = machinesOf(
      fair({ replaced: [{ slot: 5, by: 21 }] }),
      hall({ 20: heard, 21: {}, 5: { replacedBy: 21 } }),
      NOW,
      8,
    );
    expect(machineAt(busy, 4).spares).toEqual([]);
    const gone = machinesOf(fair({ revoked: [20] }), hall({ 20: { revoked: true } }), NOW, 8);
    expect(machineAt(gone, 4).spares).toEqual([21]);
  });

  it('of an organiser who died is taken by the one who has taken over', () => {
    const two = fair({ stations: [station(8, 'organiser'), station(9, 'organiser')] });
    const both = [seen(8, heard), seen(9, heard)];
    expect(machineAt(machinesOf(two, both, NOW, 9), 8).spares).toEqual([9]);
    // And for nobody else: it is at work.
    expect(machineAt(machinesOf(fair(), hall(), NOW, 8), 4).spares).not.toContain(8);
  });

  it('is handed on, also when the machine that stands in breaks', () => {
    const twice = fair({
      replaced: [
        { slot: 4, by: 20 },
        { slot: 20, by: 21 },
      ],
    });
    expect(placeOf(twice, 21)).toBe(4);
    expect(firstRole(twice, 21)).toBe('booth');
    expect(firstRole(twice, 20)).toBe('booth');
    expect(firstRole(twice, 1)).toBe('entrance');
    // A signed circle ends somewhere.
    expect(
      firstRole(
        fair({
          replaced: [
            { slot: 4, by: 5 },
            { slot: 5, by: 4 },
          ],
        }),
        5,
      ),
    ).toBe('booth');
  });
});

describe('what only a machine has', () => {
  it.each<[string, Partial<SeenStation>, number | null]>([
    ['is unknown before it was heard: its network may never have worked', { heardMs: null }, null],
    ['is nothing where it was not in use', { heardMs: null, unused: true }, 0],
    ['is nothing once all arrived', {}, 0],
    ['is what it says that it holds back', { waiting: 7 }, 7],
    ['is unknown after it fell silent', { heardMs: NOW - 10 * 60_000 }, null],
  ])('%s', (_what, more, unsent) => {
    expect(machineAt(machinesOf(fair(), hall({ 4: more }), NOW, 8), 4).unsent).toBe(unsent);
  });
});

describe('the slot of a machine that is replaced', () => {
  it.each([
    [
      'is revoked where it is gone, whatever it holds',
      { unsent: null, gavePasses: true },
      'gone',
      true,
    ],
    ['is revoked where nothing is lost by it', { unsent: 0, gavePasses: false }, 'here', true],
    ['stays trusted while its records are out', { unsent: null, gavePasses: false }, 'here', false],
    ['stays trusted while people carry its passes', { unsent: 0, gavePasses: true }, 'here', false],
  ] as const)('%s', (_what, machine, where, revokes) => {
    expect(revokesOld(machine, where)).toBe(revokes);
  });
});

it('A station knows of the newest revision once it says so', () => {
  const condition = (revision: number) => ({
    condition: {
      atMs: NOW,
      version: '1',
      role: 'booth' as const,
      fair: { revision, hash: 'a'.repeat(64) },
      readers: [],
      printer: 'none' as const,
      notices: [],
      clockOffMs: 0,
    },
  });
  const machines = machinesOf(fair(), hall({ 4: condition(3), 5: condition(2) }), NOW, 8);
  expect([1, 4, 5].map((slot) => machineAt(machines, slot).knows)).toEqual([
    undefined,
    true,
    false,
  ]);
});
