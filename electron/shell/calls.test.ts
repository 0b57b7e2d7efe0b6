import { describe, expect, it } from 'vitest';
import type { StationEvent } from '../../shared/contract/calls.ts';
import { type CallEvent, type ConnectableContents, connectPage } from './calls.ts';
import { ORIGIN } from './origin.ts';

const page = { origin: ORIGIN, parent: null, frameTreeNodeId: 7 };

function connected() {
  const dispatched: unknown[] = [];
  const sent: unknown[][] = [];
  const listeners = new Set<(event: StationEvent) => void>();
  const happens = new Map<string, () => void>();
  let answer: Parameters<ConnectableContents['ipc']['handle']>[1] | undefined;
  connectPage(
    {
      ipc: {
        handle: (_channel, listener) => {
          answer = listener;
        },
      },
      mainFrame: page,
      on: (event, listener) => happens.set(event, listener),
      send: (...values) => sent.push(values),
      isDestroyed: () => false,
    },
    {
      dispatch: async (name, input) => {
        dispatched.push([name, input]);
        return { ok: true, value: {} };
      },
      onEvent: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  );
  return {
    dispatched,
    sent,
    listeners,
    happens: (event: string) => happens.get(event)?.(),
    call: (senderFrame: CallEvent['senderFrame'], name: unknown = 'station.alive') =>
      answer?.({ type: 'frame', senderFrame }, name, {}),
  };
}

describe('a page call', () => {
  it('reaches the station when it comes from our page', async () => {
    const { call, dispatched } = connected();
    expect(await call(page)).toEqual({ ok: true, value: {} });
    expect(dispatched).toEqual([['station.alive', {}]]);
  });

  it.each([
    ['a page of another origin', { ...page, origin: 'https://example.cn' }],
    ['a frame inside our page', { ...page, parent: page }],
    ['another window', { ...page, frameTreeNodeId: 8 }],
    ['a closed frame', null],
  ])('from %s is refused and reaches nobody', async (_who, frame) => {
    const { call, dispatched } = connected();
    expect(await call(frame)).toMatchObject({
      fault: { kind: 'not-allowed' },
    });
    expect(dispatched).toEqual([]);
  });

  it('without a name is refused', async () => {
    const { call } = connected();
    expect(await call(page, { name: 'station.alive' })).toMatchObject({
      fault: { kind: 'no-such-call' },
    });
  });
});

describe('the station’s events', () => {
  it('reach the current page once, however often it reloads', () => {
    const { happens, listeners, sent } = connected();
    expect(listeners.size).toBe(0);
    happens('did-navigate');
    happens('did-navigate');
    expect(listeners.size).toBe(1);
    for (const listener of listeners) listener({ name: 'live', payload: { attendeesToday: 3 } });
    expect(sent).toEqual([[expect.any(String), 'live', { attendeesToday: 3 }]]);
  });

  it.each(['render-process-gone', 'destroyed'])('wait for a new page after %s', (event) => {
    const { happens, listeners } = connected();
    happens('did-navigate');
    happens(event);
    expect(listeners.size).toBe(0);
  });
});
