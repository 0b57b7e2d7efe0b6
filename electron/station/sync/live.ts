import { createParser } from 'eventsource-parser';
import type { Hearing } from '../../../shared/sync/wire.ts';
import { atServer } from '../../../shared/server-pins.ts';
import type { Timers } from '../clock/timers.ts';
import type { Fetch } from './network.ts';

export interface LiveOptions {
  readonly server: string;
  readonly fair: string;
  readonly slot: number;
  readonly fetch: Fetch;
  readonly timers: Timers;
  readonly onNews: () => void;
}

type Question = Pick<Hearing, 'nonce' | 'signature' | 'run'>;

/** Several news signals close together cause one request. */
const GATHER_MS = 500;
const AGAIN_MS = 30_000;

/**
 * Listens for the server's signal that there is news. A broken stream is harmless: the station asks
 * for news every half minute anyway, and the stream is opened again then.
 */
export function openLive({ server, fair, slot, timers, onNews, ...options }: LiveOptions) {
  const stop = new AbortController();
  let open = false;
  let gathering = false;

  function announce(): void {
    if (gathering) return;
    gathering = true;
    timers.after(GATHER_MS, () => {
      gathering = false;
      onNews();
    });
  }

  async function listen({ nonce, signature, run }: Question) {
    const address = new URL(atServer(server, `/v1/fairs/${fair}/stations/${slot}/live`));
    address.search = String(
      new URLSearchParams({ nonce, signature, ...(run !== undefined && { run }) }),
    );
    try {
      const answer = await options.fetch(address, { signal: stop.signal, redirect: 'error' });
      if (!answer.ok || !answer.body) return;
      // News may have come while nobody listened.
      announce();
      const parser = createParser({
        onEvent: ({ event }) => {
          if (event === 'news') announce();
        },
      });
      const decoder = new TextDecoder();
      for await (const chunk of answer.body) parser.feed(decoder.decode(chunk, { stream: true }));
    } catch {
      // It broke off, or never began.
    } finally {
      // A network that cuts each stream at once must not cause a storm of requests.
      timers.after(AGAIN_MS, () => {
        open = false;
      });
    }
  }

  return {
    ensure(question: Question): void {
      if (open || stop.signal.aborted) return;
      open = true;
      void listen(question);
    },
    close: () => stop.abort(),
  };
}
