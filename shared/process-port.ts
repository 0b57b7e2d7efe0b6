/** One end of a line to another process: Electron's ports and Node's channel to a child both fit. */
export interface Port {
  post(message: unknown): void;
  /** `ports` came along with the message. Only Electron can hand ports over. */
  onMessage(listener: (message: unknown, ports: readonly Port[]) => void): void;
  /** The other end is gone. */
  onClose(listener: () => void): void;
  close(): void;
}

/** Electron's `MessagePortMain`; `process.parentPort` has neither a start nor an end. */
interface ElectronPort {
  postMessage(message: unknown): void;
  on(event: 'message' | 'close', listener: (event: PortEvent) => void): unknown;
  start?(): void;
  close?(): void;
}
interface PortEvent {
  readonly data: unknown;
  readonly ports: readonly ElectronPort[];
}

export function electronPort(port: ElectronPort): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on('message', ({ data, ports }) => listener(data, ports.map(electronPort)));
      port.start?.();
    },
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close?.(),
  };
}

/** Node's channel between a process and its child; both sides look alike. */
export interface NodeChannel {
  send?(message: unknown, sent: (error: Error | null) => void): unknown;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
  readonly connected: boolean;
  disconnect?(): void;
}

export function nodePort(channel: NodeChannel): Port {
  return {
    post(message) {
      // The other process may end at any moment; its exit has an event of its own.
      if (channel.connected) channel.send?.(message, () => undefined);
    },
    onMessage: (listener) => void channel.on('message', (message) => listener(message, [])),
    onClose: (listener) => void channel.on('disconnect', listener),
    close() {
      if (channel.connected) channel.disconnect?.();
    },
  };
}
