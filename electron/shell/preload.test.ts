import type { ContextBridge, IpcRenderer, IpcRendererEvent } from 'electron';
import { expect, it, vi } from 'vitest';
import type { Bridge } from '../../shared/contract.ts';
import { CALL, EVENT } from './channels.ts';

type Hear = (event: IpcRendererEvent, ...values: unknown[]) => void;

const given = new Map<string, Bridge>();
const heard: { channel: string; hear: Hear }[] = [];
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
    on: (channel: string, hear: Hear) => void heard.push({ channel, hear }),
    off: (channel: string, hear: Hear) => {
      heard.splice(
        heard.findIndex((one) => one.channel === channel && one.hear === hear),
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
  const told: unknown[][] = [];
  const stop = bridge().listen((...values) => told.push(values));
  expect(heard.map(({ channel }) => channel)).toEqual([EVENT]);
  // The preload must not look at the event, so an empty one is enough.
  for (const { hear } of heard) Reflect.apply(hear, undefined, [{}, 'live', { attendeesToday: 1 }]);
  expect(told).toEqual([['live', { attendeesToday: 1 }]]);
  stop();
  expect(heard).toEqual([]);
});
