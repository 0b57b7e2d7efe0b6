import { describe, expect, it } from 'vitest';
import type { Role, StationSlot } from '../../../shared/fair.ts';
import type { Duty } from '../role/duty.ts';
import { rolesFor, roleSwitch } from './role-switch.ts';

async function switchAt(role: Role, keep: (role: Role) => void = () => undefined) {
  const duties = new Map<Duty, string>();
  const changes: string[] = [];
  let revision = 1;
  const roles = await roleSwitch({
    role,
    async open(wanted) {
      if (wanted === 'entrance') throw new Error('no keys of an entrance');
      const duty: Duty = {
        take: async () => undefined,
        reset: async () => undefined,
        waitsForPage: false,
        handlers: {},
      };
      duties.set(duty, `${wanted} ${revision}`);
      return duty;
    },
    keep,
    onChange: () => changes.push(current()),
  });
  const current = (): string => `${roles.role()}: ${duties.get(roles.duty())}`;
  return { roles, changes, current, revise: () => (revision += 1) };
}

describe('the roles that a station offers', () => {
  const fair = {
    stations: [
      { slot: 1, role: 'entrance', mayBe: ['booth'], name: { zh: '', en: '' }, passKey: '' },
      { slot: 2, role: 'booth', mayBe: [], name: { zh: '', en: '' }, passKey: '' },
    ] satisfies StationSlot[],
  };
  const passSeed = new Uint8Array(32);

  it('are those of the signed fair, and the entrance with its keys alone (P2)', () => {
    expect(rolesFor(1, fair, { passSeed, pseudonymKey: passSeed })).toEqual(['entrance', 'booth']);
    expect(rolesFor(1, fair, { passSeed })).toEqual(['booth']);
    expect(rolesFor(2, fair, { passSeed, pseudonymKey: passSeed })).toEqual(['booth']);
    expect(rolesFor(3, fair, { passSeed })).toEqual([]);
  });
});

describe('a station’s role', () => {
  it('changes together with its duty, and is stored', async () => {
    const kept: Role[] = [];
    const { roles, changes } = await switchAt('booth', (role) => kept.push(role));
    await roles.switchTo('desk');
    expect(changes).toEqual(['desk: desk 1']);
    expect(kept).toEqual(['desk']);
  });

  it('stays the same if the new duty can’t open or the choice can’t be stored', async () => {
    const { roles, changes, current } = await switchAt('booth', () => {
      throw new Error('disk full');
    });
    await expect(roles.switchTo('entrance')).rejects.toThrow('no keys');
    await expect(roles.switchTo('desk')).rejects.toThrow('disk full');
    expect(current()).toBe('booth: booth 1');
    expect(changes).toEqual([]);
  });

  it('stays while its duty is renewed for a newer fair', async () => {
    const { roles, changes, revise } = await switchAt('booth');
    revise();
    await roles.renew();
    expect(changes).toEqual(['booth: booth 2']);
  });

  it('gets no new duty after the station has closed', async () => {
    const { roles, changes, current } = await switchAt('booth');
    const renewal = roles.renew();
    roles.close();
    await renewal;
    expect(current()).toBe('booth: booth 1');
    expect(changes).toEqual([]);
  });
});
