import { describe, expect, it, vi } from 'vitest';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { Connection } from './bridge.ts';
import { stationClient, Unanswered } from './client.ts';

function bridgeThat(answers: unknown): Bridge & { emit(name: string, payload: unknown): void } {
  let listener: (name: string, payload: unknown) => void = () => undefined;
  return {
    call: () => (answers instanceof Error ? Promise.reject(answers) : Promise.resolve(answers)),
    listen(added) {
      listener = added;
      return () => undefined;
    },
    emit: (name, payload) => listener(name, payload),
  };
}

describe('the client', () => {
  it('returns the answer of a call', async () => {
    const client = stationClient(bridgeThat({ ok: true, value: { ok: true, value: 'express' } }));
    await expect(
      client.call('staff.lane', { key: 'k'.repeat(32), lane: 'express' }),
    ).resolves.toEqual({ ok: true, value: 'express' });
  });

  it('returns an expected failure as a value', async () => {
    const fault = { kind: 'checksum' };
    const client = stationClient(bridgeThat({ ok: true, value: { ok: false, fault } }));
    await expect(client.call('arrival.keypad', { number: '1' })).resolves.toEqual({
      ok: false,
      fault,
    });
  });

  it.each([
    ['the door refuses', { ok: false, fault: { kind: 'bad-input' } }, 'bad-input'],
    ['the answer is malformed', 'hello', 'nonsense'],
    ['the value breaks the contract', { ok: true, value: 7 }, 'nonsense'],
    ['the station is unreachable', new Error('network'), 'unreachable'],
  ])('rejects when %s', async (_, answer, kind) => {
    const client = stationClient(bridgeThat(answer));
    const failure: unknown = await client
      .call('station.alive', {})
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Unanswered);
    expect(failure).toMatchObject({ kind });
  });

  it('delivers known events to their listener, and drops unknown or malformed ones', () => {
    const bridge = bridgeThat(undefined);
    const live = vi.fn();
    stationClient(bridge).listen({ live });
    bridge.emit('live', { attendeesToday: 3 });
    bridge.emit('live', { attendeesToday: 'many' });
    bridge.emit('weather', { sunny: true });
    bridge.emit('toString', {});
    expect(live.mock.calls).toEqual([[{ attendeesToday: 3 }]]);
  });

  it('says that the line is back after it was cut, and not when it first comes', () => {
    let say: (now: Connection) => void = () => undefined;
    const unwatch = vi.fn();
    const back = vi.fn();
    const deaf = stationClient({
      ...bridgeThat(undefined),
      onConnection(listener) {
        say = listener;
        listener('up');
        return unwatch;
      },
    }).listen({}, back);
    say('up');
    expect(back).not.toHaveBeenCalled();
    say('lost');
    say('stopped');
    say('up');
    expect(back).toHaveBeenCalledTimes(1);
    deaf();
    expect(unwatch).toHaveBeenCalledTimes(1);
  });
});
