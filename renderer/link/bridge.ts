import type { Bridge } from '../../shared/contract/bridge.ts';
import { SIGNED_OUT_HEADER } from '../../shared/signed-out-page.ts';
import { STOPPED_HEADER, TRY_AGAIN } from '../../shared/stopped-door.ts';
import { freshPage, leaveOlderPage } from './fresh-page.ts';

/**
 * The page's connection to its station: Electron's preload if there is one, otherwise the browser's door on
 * loopback. Both carry the same calls and events, untyped; `client.ts` adds the types.
 */

export type Connection =
  | 'up'
  /** The station will come back, and we keep trying. */
  | 'lost'
  /** The station crashed again and again, and is not started any more until somebody asks for it. */
  | 'stopped'
  /** The station has restarted and no longer knows this page: only its new address helps. */
  | 'shut-out'
  /** Another page has taken over the station; reconnecting would take it back. */
  | 'replaced';

export interface PageBridge extends Bridge {
  /** Reports the state at once, and again whenever it changes. */
  onConnection(listener: (connection: Connection) => void): () => void;
  /** Asks for one more try of a station that has stopped. */
  again(): void;
}

declare global {
  interface Window {
    readonly chunfeng?: Bridge;
  }
}

export function pageBridge(): PageBridge {
  return window.chunfeng ? preloadBridge(window.chunfeng) : browserBridge();
}

/** The preload says how the station is; main starts it again for a page that is opened again. */
function preloadBridge(bridge: Bridge): PageBridge {
  return {
    call: (name, input) => bridge.call(name, input),
    listen: (listener) => bridge.listen(listener),
    onConnection: (listener) =>
      bridge.listen((name, link) => {
        if (name !== 'connection') return;
        if (link === 'up' || link === 'lost' || link === 'stopped') listener(link);
      }),
    again: freshPage,
  };
}

/** A station that crashed is back within three seconds, and so is its page. */
const RETRY_MS = 500;
/** Longer than the slowest disk write, shorter than a person waits. */
const CALL_PATIENCE_MS = 10_000;

function browserBridge(): PageBridge {
  const listeners = new Set<(name: string, payload: unknown) => void>();
  const watchers = new Set<(connection: Connection) => void>();
  let connection: Connection = 'lost';
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let wasCut = false;

  function say(next: Connection): void {
    if (connection === next) return;
    connection = next;
    for (const watcher of watchers) watcher(next);
  }

  function open(): void {
    clearTimeout(retry);
    source?.close();
    const mine = new EventSource('/events');
    source = mine;
    mine.addEventListener('open', () => {
      say('up');
      // If this fails, too, the next opening asks again.
      if (wasCut) leaveOlderPage().catch(() => undefined);
    });
    mine.addEventListener('error', () => {
      if (source === mine) lose();
    });
    mine.addEventListener('message', (message) => {
      const event = readEvent(message.data);
      if (!event) return;
      if (event.name === 'replaced') {
        source = undefined;
        mine.close();
        say('replaced');
      }
      for (const listener of listeners) listener(event.name, event.payload);
    });
  }

  /** An EventSource gives up for good on some answers; our own timer never does. */
  function lose(): void {
    source?.close();
    source = undefined;
    wasCut = true;
    if (connection === 'replaced') return;
    if (connection !== 'shut-out' && connection !== 'stopped') say('lost');
    clearTimeout(retry);
    retry = setTimeout(() => {
      void probe();
      open();
    }, RETRY_MS);
  }

  /** Asks first: a server refuses the events of a page that is not signed in. */
  async function begin(): Promise<void> {
    const answer = await call('station.alive', {}).catch(() => undefined);
    if (answer?.headers.has(SIGNED_OUT_HEADER)) doWithoutEvents();
    else open();
  }

  /** A server answers a page that is not signed in, and has no events for it. */
  function doWithoutEvents(): void {
    clearTimeout(retry);
    source?.close();
    source = undefined;
    say('up');
  }

  async function probe(): Promise<void> {
    try {
      const answer = await call('station.alive', {});
      if (answer.status === 403) say('shut-out');
      else if (answer.headers.has(STOPPED_HEADER)) say('stopped');
      else if (answer.headers.has(SIGNED_OUT_HEADER)) doWithoutEvents();
    } catch {
      // Still away: the next retry asks again.
    }
  }

  void begin();
  return {
    async call(name, input) {
      let answer: Response;
      try {
        answer = await call(name, input);
      } catch (error) {
        lose();
        throw error;
      }
      if (answer.status === 403) {
        say('shut-out');
        lose();
      }
      if (!answer.ok) throw new Error(`the door answered ${answer.status}`);
      const reply: unknown = await answer.json();
      return reply;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onConnection(watcher) {
      watchers.add(watcher);
      watcher(connection);
      return () => watchers.delete(watcher);
    },
    again() {
      void post(TRY_AGAIN, {}).then(
        () => say('lost'),
        () => undefined,
      );
    },
  };
}

const call = (name: string, input: unknown): Promise<Response> =>
  post(`/call/${encodeURIComponent(name)}`, input);

function post(path: string, input: unknown): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(CALL_PATIENCE_MS),
  });
}

function readEvent(data: unknown): { name: string; payload: unknown } | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const event: unknown = JSON.parse(data);
    if (typeof event !== 'object' || event === null) return undefined;
    if (!('name' in event) || typeof event.name !== 'string') return undefined;
    return { name: event.name, payload: 'payload' in event ? event.payload : undefined };
  } catch {
    return undefined;
  }
}
