import { EventEmitter } from 'node:events';

/**
 * What makes the stand-in as unforgiving as the real Electron: a call that it does not have throws and
 * names itself, and so does every use of an object that is destroyed.
 */

/** Asked by JavaScript itself and by anything that prints a value, never by the app. */
const ASKED_OF_ANY_OBJECT = new Set(['then', 'toJSON', 'constructor', 'inspect', 'prototype']);
/** These still answer after the object is gone. */
const OUTLIVE = new Set(['isDestroyed', 'on', 'once', 'off', 'removeListener', 'id']);

export function strict<T extends object>(
  name: string,
  parts: T,
  isDestroyed: () => boolean = () => false,
): T {
  return new Proxy(parts, {
    get(target, property, receiver): unknown {
      if (typeof property === 'symbol') return Reflect.get(target, property, receiver);
      if (isDestroyed() && !OUTLIVE.has(property)) throw new TypeError('Object has been destroyed');
      if (property in target || ASKED_OF_ANY_OBJECT.has(property)) {
        return Reflect.get(target, property, receiver);
      }
      throw new Error(
        `the stand-in for Electron has no ${name}.${property}: add it, or don’t use it`,
      );
    },
    set(_target, property): boolean {
      throw new Error(`the app sets ${name}.${String(property)}, which the stand-in does not have`);
    },
  });
}

export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

export function preventable<T extends object>(details: T): T & PreventableEvent {
  let prevented = false;
  return Object.defineProperty(
    { ...details, defaultPrevented: false, preventDefault: () => void (prevented = true) },
    'defaultPrevented',
    { get: () => prevented },
  );
}

// An app's listeners take whatever Electron gives them.
type Listener = (...args: unknown[]) => void;

/** Listening to an event that Electron does not know would wait for ever, so it throws. */
export function hearing<const Events extends readonly string[]>(name: string, events: Events) {
  const emitter = new EventEmitter();
  const known = (event: Events[number]): string => {
    if (events.includes(event)) return event;
    throw new Error(`the stand-in’s ${name} never has the event “${event}”`);
  };
  const ways = {
    on: (event: Events[number], listener: Listener) => void emitter.on(known(event), listener),
    once: (event: Events[number], listener: Listener) => void emitter.once(known(event), listener),
    off: (event: Events[number], listener: Listener) => void emitter.off(known(event), listener),
    removeListener: (event: Events[number], listener: Listener) =>
      void emitter.off(known(event), listener),
  };
  return {
    ways,
    happens: (event: Events[number], ...args: unknown[]): boolean =>
      emitter.emit(known(event), ...args),
  };
}
