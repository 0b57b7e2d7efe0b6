import { describe, expect, it } from 'vitest';
import type { StationEvent } from '../../../shared/contract/calls.ts';
import { reopeningDoor } from './reopening-door.ts';
import type { StationDoor } from './station-door.ts';

/** A station that answers with its name, and whose events a test makes. */
function named(name: string, closed: string[]) {
  const listeners = new Set<(event: StationEvent) => void>();
  const door: StationDoor = {
    dispatch: async () => ({ ok: true, value: name }),
    onEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onLeave: () => undefined,
    notify: () => undefined,
    scanInHand: () => undefined,
    close: async () => void closed.push(name),
  };
  const emit = (): void => {
    for (const listener of listeners) listener({ name: 'figures', payload: {} });
  };
  return { door, emit };
}

describe('a door whose station opens again', () => {
  it('closes the old one first; calls wait for the new one, and pages greet again', async () => {
    const closed: string[] = [];
    const [before, after] = [named('before', closed), named('after', closed)];
    const coming = Promise.withResolvers<StationDoor>();
    const { door, again } = reopeningDoor(before.door, {
      open: () => {
        expect(closed).toEqual(['before']);
        return coming.promise;
      },
      onLost: (error) => expect.fail(String(error)),
    });
    const heard: string[] = [];
    const deaf = door.onEvent(({ name }) => void heard.push(name));
    again();
    const answer = door.dispatch('station.alive', {});
    coming.resolve(after.door);
    expect(await answer).toEqual({ ok: true, value: 'after' });
    expect(heard).toEqual(['role']);
    before.emit();
    after.emit();
    expect(heard).toEqual(['role', 'figures', 'figures']);
    deaf();
    after.emit();
    expect(heard).toHaveLength(3);
    await door.close();
    expect(closed).toEqual(['before', 'after']);
  });

  it('says so where nothing opens any more', async () => {
    const lost = Promise.withResolvers<unknown>();
    const { again } = reopeningDoor(named('before', []).door, {
      open: () => Promise.reject(new Error('no disk')),
      onLost: lost.resolve,
    });
    again();
    expect(String(await lost.promise)).toContain('no disk');
  });
});
