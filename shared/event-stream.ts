import { encode, encodeComment } from 'eventsource-encoder';
import type { Timers } from './timers.ts';

/** Server-sent events to one reader, from a station to its page or from a server to a station or page. */

export interface EventStream {
  send(event: { readonly event?: string; readonly data: string }): void;
  /** Ends the stream from this side. */
  end(): void;
}

/** The part of Node's response that a stream needs. */
export interface StreamResponse {
  writeHead(status: number, headers: Readonly<Record<string, string>>): unknown;
  write(text: string): unknown;
  end(): unknown;
  once(event: 'close', then: () => void): unknown;
}

/** Proxies on the way close silent connections. */
const PULSE_MS = 15_000;

/** `onClose` is called once, whichever side ends the stream. */
export function openEventStream(
  response: StreamResponse,
  timers: Timers,
  onClose: () => void,
): EventStream {
  let open = true;
  let cancel = (): void => undefined;

  function pulse(): void {
    response.write(encodeComment(''));
    cancel = timers.after(PULSE_MS, pulse);
  }

  function close(): void {
    if (!open) return;
    open = false;
    cancel();
    onClose();
  }

  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.once('close', close);
  // Sends the headers at once.
  pulse();
  return {
    send(event) {
      if (open) response.write(encode(event));
    },
    end() {
      close();
      response.end();
    },
  };
}
