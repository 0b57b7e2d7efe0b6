import type { ContextBridge, IpcRenderer, IpcRendererEvent } from 'electron';
import { expect, it, vi } from 'vitest';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { CALL, EVENT } from './channels.ts';

type Listener = (event: IpcRendererEvent, ...values: unknown[]) => void;

const given = new Map<string, Bridge>();
const listeners: { channel: string; listener: Listener }[] = [];
const invoked: unknown[][] = [];
const electron = {
  contextBridge: {
    exposeInMainWorld: (key: string, bridge: Bridge) => void given.set(key, bridge),
  } satisfies Pick<ContextBridge, 'exposeInMainWorld'>,
  ipcRenderer: {
    invoke: async (...values: unknown[]) => {
      invoked.push(values);
      return { ok: true, value: {} };
    },
    on: (channel: string, listener: Listener) => void listeners.push({ channel, listener }),
    off: (channel: string, listener: Listener) => {
      listeners.splice(
        listeners.findIndex((one) => one.channel === channel && one.listener === listener),
        1,
      );
    },
  } satisfies Record<Extract<keyof IpcRenderer, 'invoke' | 'on' | 'off'>, unknown>,
};
// Outside Electron, importing the package would download the binary.
vi.mock('electron', () => electron);
await import('../preload.ts');

function bridge(): Bridge {
  const only = given.get('chunfeng');
  if (!only) throw new Error('the page was given nothing');
  return only;
}

it('the preload gives the page a call and a listener, and nothing else', () => {
  expect([...given.keys()]).toEqual(['chunfeng']);
  expect(Object.keys(bridge())).toEqual(['call', 'listen']);
});

it('the preload sends a call over the one channel, and returns the reply', async () => {
  expect(await bridge().call('station.alive', {})).toEqual({ ok: true, value: {} });
  expect(invoked).toEqual([[CALL, 'station.alive', {}]]);
});

it('the preload gives the page an event’s name and payload, never its sender', () => {
  const received: unknown[][] = [];
  const stop = bridge().listen((...values) => received.push(values));
  expect(listeners.map(({ channel }) => channel)).toEqual([EVENT]);
  // The preload must not look at the event, so an empty one is enough.
  for (const { listener } of listeners) {
    Reflect.apply(listener, undefined, [{}, 'live', { attendeesToday: 1 }]);
  }
  expect(received).toEqual([['live', { attendeesToday: 1 }]]);
  stop();
  expect(listeners).toEqual([]);
});
