import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StationEvent } from '../../../shared/contract/calls.ts';
import { servePage } from './page-port.ts';
import type { Port } from '../../../shared/process-port.ts';

let page: MessagePort;
let letGo: () => void;
let listeners: Set<(event: StationEvent) => void>;
let asked: unknown[];

/** A real channel between two contexts, as between a page and the station's process. */
function overChannel(port: MessagePort): Port {
  return {
    post: (message) => port.postMessage(message, []),
    onMessage: (listener) => void port.on('message', (message) => listener(message, [])),
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  };
}

beforeEach(() => {
  const { port1, port2 } = new MessageChannel();
  page = port1;
  listeners = new Set();
  asked = [];
  letGo = servePage(overChannel(port2), {
    dispatch: async (name, input) => {
      asked.push([name, input]);
      return { ok: true, value: name };
    },
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
});
afterEach(() => page.close());

const message = (): Promise<unknown> => new Promise((resolve) => page.once('message', resolve));

it('a page’s port answers each call under its number', async () => {
  page.postMessage({ number: 7, name: 'station.hello', input: {} }, []);
  expect(await message()).toEqual({ number: 7, reply: { ok: true, value: 'station.hello' } });
  expect(asked).toEqual([['station.hello', {}]]);
});

it.each([
  ['no message', undefined],
  ['no number', { name: 'station.hello', input: {} }],
  ['no name', { number: 1, input: {} }],
  ['something more', { number: 1, name: 'station.hello', input: {}, more: 1 }],
])('a page’s port ignores what has %s', async (_what, sent) => {
  page.postMessage(sent, []);
  page.postMessage({ number: 2, name: 'station.alive', input: {} }, []);
  expect(await message()).toMatchObject({ number: 2 });
  expect(asked).toHaveLength(1);
});

it('a page’s port carries events, until the page is let go or gone', async () => {
  for (const tell of listeners) tell({ name: 'live', payload: { attendeesToday: 3 } });
  expect(await message()).toEqual({ name: 'live', payload: { attendeesToday: 3 } });
  const closed = new Promise((resolve) => page.once('close', resolve));
  letGo();
  expect(listeners.size).toBe(0);
  await closed;
});

it('a page that has gone no longer counts as listening', async () => {
  page.close();
  await expect.poll(() => listeners.size).toBe(0);
});
