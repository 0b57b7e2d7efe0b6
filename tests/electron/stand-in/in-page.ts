import type { cloned } from './cloned.ts';

/**
 * Electron's half in the page: `require('electron')` for the preload, over a binding to the stand-in. This
 * function is evaluated in the page before the page's own scripts, and may use nothing from outside itself.
 */

/** What the page sends. Arguments are text, made by `cloned.ts`. */
export type FromPage =
  | {
      readonly kind: 'invoke';
      readonly number: number;
      readonly channel: string;
      readonly text: string;
    }
  | { readonly kind: 'send'; readonly channel: string; readonly text: string }
  | { readonly kind: 'port'; readonly port: string; readonly text: string }
  | { readonly kind: 'port-closed'; readonly port: string }
  | { readonly kind: 'preload-error'; readonly message: string }
  | { readonly kind: 'open'; readonly url: string };

/** What the stand-in calls in the page. */
export interface PageHalf {
  answer(number: number, text: string, error: string): void;
  message(channel: string, text: string, ports: readonly string[]): void;
  port(port: string, text: string): void;
  closePort(port: string): void;
}

type Listener = (event: object, ...args: unknown[]) => void;

export function electronInPage(
  names: { readonly binding: string; readonly half: string },
  codec: ReturnType<typeof cloned>,
  preload: (require: (name: string) => unknown) => void,
): void {
  // Frames inside the page have no preload.
  if (window !== window.top) return;
  const toStandIn: unknown = Reflect.get(window, names.binding);
  Reflect.deleteProperty(window, names.binding);
  const tell = (message: FromPage): void => {
    if (typeof toStandIn === 'function')
      Reflect.apply(toStandIn, undefined, [JSON.stringify(message)]);
  };

  const strictly = (name: string, parts: object): object =>
    new Proxy(parts, {
      get(target, property): unknown {
        if (typeof property === 'symbol' || property in target)
          return Reflect.get(target, property);
        throw new Error(`the stand-in for Electron has no ${name}.${property}`);
      },
    });

  const invoked = new Map<number, PromiseWithResolvers<unknown>>();
  const listeners = new Map<string, Set<Listener>>();
  const ports = new Map<string, MessagePort>();
  let calls = 0;

  const listened = (channel: string): Set<Listener> => {
    const known = listeners.get(channel) ?? new Set<Listener>();
    listeners.set(channel, known);
    return known;
  };
  const ipcRenderer = strictly('ipcRenderer', {
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      const call = Promise.withResolvers<unknown>();
      // Throws first if an argument cannot be cloned.
      const text = codec.toText(args);
      calls += 1;
      invoked.set(calls, call);
      tell({ kind: 'invoke', number: calls, channel, text });
      return call.promise;
    },
    send: (channel: string, ...args: unknown[]) =>
      tell({ kind: 'send', channel, text: codec.toText(args) }),
    on: (channel: string, listener: Listener) => void listened(channel).add(listener),
    off: (channel: string, listener: Listener) => void listened(channel).delete(listener),
    removeListener: (channel: string, listener: Listener) =>
      void listened(channel).delete(listener),
    once(channel: string, listener: Listener) {
      const first: Listener = (event, ...args) => {
        listened(channel).delete(first);
        listener(event, ...args);
      };
      listened(channel).add(first);
    },
  });

  /** What crosses the bridge is copied; functions are called across it. */
  function bridged(value: unknown): unknown {
    if (typeof value === 'function') {
      return (...args: unknown[]) => bridged(Reflect.apply(value, undefined, args.map(bridged)));
    }
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Promise) return value.then(bridged);
    if (Array.isArray(value)) return value.map(bridged);
    const kind: unknown = Object.getPrototypeOf(value);
    const isPlain = kind === Object.prototype || kind === null;
    if (!isPlain) return structuredClone(value);
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, bridged(part)]));
  }
  const contextBridge = strictly('contextBridge', {
    exposeInMainWorld(key: string, api: unknown) {
      if (key in window)
        throw new Error(`Cannot bind an API on top of an existing property: ${key}`);
      Object.defineProperty(window, key, { value: Object.freeze(bridged(api)) });
    },
  });

  function takePort(id: string): MessagePort {
    const { port1, port2 } = new MessageChannel();
    ports.set(id, port1);
    port1.addEventListener('message', ({ data }) =>
      tell({ kind: 'port', port: id, text: codec.toText(data) }),
    );
    port1.addEventListener('close', () => tell({ kind: 'port-closed', port: id }));
    port1.start();
    return port2;
  }
  const half: PageHalf = {
    answer(number, text, error) {
      const call = invoked.get(number);
      invoked.delete(number);
      if (error === '') call?.resolve(codec.fromText(text));
      else call?.reject(new Error(error));
    },
    message(channel, text, ids) {
      const args: unknown = codec.fromText(text);
      const given: readonly unknown[] = Array.isArray(args) ? args : [];
      const event = { sender: ipcRenderer, ports: ids.map(takePort) };
      for (const listener of listened(channel)) {
        Reflect.apply(listener, undefined, [event, ...given]);
      }
    },
    port: (id, text) => ports.get(id)?.postMessage(codec.fromText(text)),
    closePort(id) {
      ports.get(id)?.close();
      ports.delete(id);
    },
  };
  Object.defineProperty(window, names.half, { value: half });

  // Electron would open a dialogue under the kiosk, and freeze the page.
  Object.defineProperty(window, 'print', {
    value() {
      throw new Error('a kiosk has no print dialogue');
    },
  });
  // Chromium would open the window first, and ask then.
  Object.defineProperty(window, 'open', {
    value(url: string) {
      tell({ kind: 'open', url });
      return null;
    },
  });

  const electron = strictly('electron in a preload', { contextBridge, ipcRenderer });
  try {
    preload((name) => {
      if (name === 'electron') return electron;
      throw new Error(`module not found: ${name}`);
    });
  } catch (error) {
    tell({ kind: 'preload-error', message: String(error) });
  }
}
