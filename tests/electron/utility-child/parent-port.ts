import { EventEmitter } from 'node:events';
import type { FromChild, ToChild } from './fork.ts';
import { carriedPorts } from './ports.ts';

/** Loaded first in a child of Node that plays Electron’s utility process: gives it its parent’s port. */

const emitter = new EventEmitter();
const send = (message: FromChild): void => {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
};
const ports = carriedPorts(send);

/** Like Electron’s, the port keeps what comes before anybody listens. */
const early: unknown[] = [];
emitter.on('newListener', () => {
  setImmediate(() => {
    for (const event of early.splice(0)) emitter.emit('message', event);
  });
});

process.on('message', (message: ToChild) => {
  if ('port' in message) return ports.hear(message);
  const event = { data: message.message, ports: message.ports.map((id) => ports.take(id)) };
  if (emitter.listenerCount('message') === 0 || early.length > 0) early.push(event);
  else emitter.emit('message', event);
});
// A utility process never outlives its Electron.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

Object.defineProperty(process, 'type', { value: 'utility' });
Object.defineProperty(process, 'parentPort', {
  value: {
    on: (event: 'message', listener: (event: unknown) => void) => emitter.on(event, listener),
    once: (event: 'message', listener: (event: unknown) => void) => emitter.once(event, listener),
    off: (event: 'message', listener: (event: unknown) => void) => emitter.off(event, listener),
    postMessage: (message: unknown) => send({ message: structuredClone(message) }),
  },
});
