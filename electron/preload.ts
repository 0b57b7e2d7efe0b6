import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../shared/contract/bridge.ts';
import { ALIVE, HEARTBEAT, LINK, PORT } from './shell/channels.ts';

/**
 * Exposes the contract to the page, and nothing else. Calls go to the station's process over a port
 * that stays in this world; the station validates each of them.
 */

type Listener = (name: string, payload: unknown) => void;

const listeners = new Set<Listener>();
const waiting = new Map<
  number,
  { readonly resolve: (reply: unknown) => void; readonly reject: (error: Error) => void }
>();
let met = (): void => undefined;
/** Main has said for the first time whether there is a station. */
const meeting = new Promise<void>((resolve) => (met = resolve));
let port: MessagePort | undefined;
let link: unknown;
let calls = 0;

function say(name: string, payload: unknown): void {
  for (const listener of listeners) listener(name, payload);
}

function connected(next: unknown): void {
  link = next;
  // Nobody answers these any more; the page asks again where that is safe.
  for (const { reject } of waiting.values()) reject(new Error('the station is away'));
  waiting.clear();
  met();
  say('connection', link);
}

function hear({ data }: MessageEvent<unknown>): void {
  if (typeof data !== 'object' || data === null) return;
  if ('name' in data && typeof data.name === 'string') {
    say(data.name, 'payload' in data ? data.payload : undefined);
  } else if ('number' in data && typeof data.number === 'number' && 'reply' in data) {
    waiting.get(data.number)?.resolve(data.reply);
    waiting.delete(data.number);
  }
}

ipcRenderer.on(PORT, ({ ports }) => {
  port?.close();
  [port] = ports;
  port?.addEventListener('message', hear);
  port?.start();
  connected('up');
});
ipcRenderer.on(LINK, (_, next: unknown) => {
  port?.close();
  port = undefined;
  connected(next);
});
ipcRenderer.send(PORT);

const bridge: Bridge = {
  async call(name, input) {
    if (name === HEARTBEAT) ipcRenderer.send(ALIVE);
    await meeting;
    return new Promise((resolve, reject) => {
      if (!port) return reject(new Error('the station is away'));
      calls += 1;
      waiting.set(calls, { resolve, reject });
      port.postMessage({ number: calls, name, input });
    });
  },
  listen(listener) {
    listeners.add(listener);
    if (link !== undefined) listener('connection', link);
    return () => listeners.delete(listener);
  },
};

contextBridge.exposeInMainWorld('chunfeng', bridge);
