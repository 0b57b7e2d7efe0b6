import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { ContextBridge, IpcRenderer, IpcRendererEvent } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { ALIVE, LINK, PORT } from './channels.ts';

type Listener = (event: Pick<IpcRendererEvent, 'ports'>, ...values: unknown[]) => void;

/** The preload in a page, with a real channel to a station that the test plays. */
let given: Map<string, Bridge>;
let heard: Map<string, Listener>;
let sent: string[];
const electron = {
  contextBridge: {
    exposeInMainWorld: (key: string, bridge: Bridge) => void given.set(key, bridge),
  } satisfies Pick<ContextBridge, 'exposeInMainWorld'>,
  ipcRenderer: {
    send: (channel: string) => void sent.push(channel),
    on: (channel: string, listener: Listener) => void heard.set(channel, listener),
  } satisfies Record<Extract<keyof IpcRenderer, 'send' | 'on'>, unknown>,
};
// Outside Electron, importing the package would download the binary.
vi.mock('electron', () => electron);

beforeEach(async () => {
  given = new Map();
  heard = new Map();
  sent = [];
  vi.resetModules();
  await import('../preload.ts');
});

function bridge(): Bridge {
  const only = given.get('chunfeng');
  if (!only) throw new Error('the page was given nothing');
  return only;
}

/** The station's end; it answers each call with the call itself. */
function station(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port1.on('message', ({ number, ...asked }: { number: number }) =>
    port1.postMessage({ number, reply: asked }),
  );
  // Node's port is a DOM port in all that the preload uses.
  Reflect.apply(heard.get(PORT) ?? expect.fail(), undefined, [{ ports: [port2] }]);
  return port1;
}
const says = (link: string): void => heard.get(LINK)?.({ ports: [] }, link);

it('the preload gives the page a call and a listener, and nothing else', () => {
  expect([...given.keys()]).toEqual(['chunfeng']);
  expect(Object.keys(bridge())).toEqual(['call', 'listen']);
});

it('the preload asks for a port, and holds a call until it has come', async () => {
  expect(sent).toEqual([PORT]);
  const reply = bridge().call('station.hello', {});
  station().unref();
  expect(await reply).toEqual({ name: 'station.hello', input: {} });
});

it('the preload gives the page an event’s name and payload', async () => {
  const port = station();
  const received: unknown[][] = [];
  const event = new Promise<void>((resolve) => {
    bridge().listen((name, payload) => {
      received.push([name, payload]);
      if (name === 'live') resolve();
    });
  });
  port.postMessage({ name: 'live', payload: { attendeesToday: 1 } });
  await event;
  expect(received).toEqual([
    ['connection', 'up'],
    ['live', { attendeesToday: 1 }],
  ]);
  port.close();
});

it('the preload cuts the calls of a station that is away, and uses the next port', async () => {
  const deaf = new MessageChannel();
  Reflect.apply(heard.get(PORT) ?? expect.fail(), undefined, [{ ports: [deaf.port2] }]);
  const links: unknown[] = [];
  bridge().listen((name, link) => links.push([name, link]));
  const cut = bridge().call('station.hello', {});
  await Promise.resolve();
  says('lost');
  await expect(cut).rejects.toThrow('away');
  await expect(bridge().call('station.hello', {})).rejects.toThrow('away');
  station().unref();
  expect(await bridge().call('station.online', {})).toMatchObject({ name: 'station.online' });
  expect(links).toEqual([
    ['connection', 'up'],
    ['connection', 'lost'],
    ['connection', 'up'],
  ]);
});

it('the preload sends the heartbeat to main too, with no station there', () => {
  bridge()
    .call('station.alive', {})
    .catch(() => undefined);
  expect(sent).toEqual([PORT, ALIVE]);
});
