import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';

/** Both halves of a message channel, as `MessageChannelMain` makes them. */

export interface Port {
  postMessage(message: unknown, transfer?: readonly unknown[]): void;
  on(event: 'message' | 'close', listener: PortListener): unknown;
  start(): void;
  close(): void;
}

type PortListener = (event: { readonly data: unknown }) => void;

interface PortEnd {
  readonly port: Port;
  receive(data: unknown): void;
  /** The other side has closed. */
  end(): void;
}

/** Messages wait until the owner starts the port. */
function portEnd(to: { send(data: unknown): void; close(): void }): PortEnd {
  const emitter = new EventEmitter();
  const waiting: unknown[] = [];
  let started = false;
  let closed = false;
  const shut = (): void => {
    if (closed) return;
    closed = true;
    emitter.emit('close');
  };
  const give = (data: unknown): void => {
    if (!closed) emitter.emit('message', { data, ports: [] });
  };
  const port = {
    postMessage(message: unknown, transfer: readonly unknown[] = []) {
      if (transfer.length > 0) throw new Error('the stand-in sends no port through a port');
      const copy: unknown = structuredClone(message);
      if (!closed) to.send(copy);
    },
    on: (event: string, listener: PortListener) => emitter.on(event, listener),
    once: (event: string, listener: PortListener) => emitter.once(event, listener),
    off: (event: string, listener: PortListener) => emitter.off(event, listener),
    start() {
      started = true;
      for (const data of waiting.splice(0)) give(data);
    },
    close() {
      if (closed) return;
      to.close();
      shut();
    },
  };
  return {
    port,
    receive: (data) => void (started ? give(data) : waiting.push(data)),
    end: shut,
  };
}

export class MessageChannelMain {
  readonly port1: Port;
  readonly port2: Port;

  constructor() {
    const later = (then: () => void): void => void setImmediate(then);
    const one: PortEnd = portEnd({
      send: (data) => later(() => two.receive(data)),
      close: () => later(() => two.end()),
    });
    const two: PortEnd = portEnd({
      send: (data) => later(() => one.receive(data)),
      close: () => later(() => one.end()),
    });
    this.port1 = one.port;
    this.port2 = two.port;
  }
}

/** What two processes tell each other about the ports that one has handed to the other. */
export type PortMessage =
  | { readonly port: string; readonly data: unknown }
  | { readonly port: string; readonly closed: true };

export interface CarriedPorts {
  /** Hands a port over: whatever it receives goes to the other process. */
  carry(port: Port): string;
  /** Takes a port that the other process has handed over. */
  take(id: string): Port;
  hear(message: PortMessage): void;
  /** The other process is gone. */
  end(): void;
}

export function carriedPorts(send: (message: PortMessage) => void): CarriedPorts {
  const ends = new Map<string, Pick<PortEnd, 'receive' | 'end'>>();
  return {
    carry(port) {
      const id = randomUUID();
      ends.set(id, { receive: (data) => port.postMessage(data), end: () => port.close() });
      port.on('message', ({ data }) => send({ port: id, data }));
      port.on('close', () => {
        if (ends.delete(id)) send({ port: id, closed: true });
      });
      port.start();
      return id;
    },
    take(id) {
      const end = portEnd({
        send: (data) => send({ port: id, data }),
        close: () => {
          if (ends.delete(id)) send({ port: id, closed: true });
        },
      });
      ends.set(id, end);
      return end.port;
    },
    hear(message) {
      const end = ends.get(message.port);
      if ('data' in message) end?.receive(message.data);
      else if (ends.delete(message.port)) end?.end();
    },
    end() {
      const open = [...ends.values()];
      ends.clear();
      for (const end of open) end.end();
    },
  };
}
