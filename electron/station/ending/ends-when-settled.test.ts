import { describe, expect, it } from 'vitest';
import { steppedTimers } from '../clock/testing/stepped-timers.ts';
import { endsWhenSettled } from './ends-when-settled.ts';

const TIME = { fair: '00000001', ms: 1, signature: '' };

async function destroyedAfterAMinute(
  station: Partial<Record<'signed' | 'organisers' | 'settled' | 'someone' | 'closed', boolean>>,
): Promise<boolean> {
  const timers = steppedTimers();
  let destroyed = false;
  const ends = endsWhenSettled({
    ending: {
      signed: () => (station.signed === false ? undefined : TIME),
      keep: async () => true,
      destroy: async () => void (destroyed = true),
      again: () => undefined,
      opened: () => undefined,
      open: () => undefined,
      restoredFacts: undefined,
    },
    timers,
    isOrganisers: () => station.organisers ?? false,
    isSettled: () => station.settled ?? true,
    someoneHere: () => station.someone ?? false,
    onTrouble: (error) => expect.fail(String(error)),
  });
  if (station.closed) ends.close();
  await timers.pass(60_000);
  return destroyed;
}

describe('an open station of a fair that is over', () => {
  it('destroys by itself', async () => {
    expect(await destroyedAfterAMinute({})).toBe(true);
  });

  it.each([
    ['the organiser has signed', { signed: false }],
    ['the server has all its facts', { settled: false }],
    ['the person before it has left', { someone: true }],
  ] as const)('does so only once %s', async (_, station) => {
    expect(await destroyedAfterAMinute(station)).toBe(false);
  });

  it('leaves it to a person at the organiser’s, and does nothing once closed', async () => {
    expect(await destroyedAfterAMinute({ organisers: true })).toBe(false);
    expect(await destroyedAfterAMinute({ closed: true })).toBe(false);
  });
});
