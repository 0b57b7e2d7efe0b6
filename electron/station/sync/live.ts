import type { Hearing } from '../../../shared/sync/wire.ts';
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

/** Several that come together are asked for once. */
const GATHER_MS = 500;
const AGAIN_MS = 30_000;

/**
 * The server's word that there is news, the moment that there is. A stream that breaks is no trouble:
 * what is new is asked for every half minute all the same, and then the stream is opened again.
 */
export function openLive({ server, fair, slot, timers, onNews, ...options }: LiveOptions) {
  const stop = new AbortController();
  let open = false;
  let gathering = false;

  function hear(): void {
    if (gathering) return;
    gathering = true;
    timers.after(GATHER_MS, () => {
      gathering = false;
      onNews();
    });
  }

  async function listen({ nonce, signature }: Pick<Hearing, 'nonce' | 'signature'>) {
    const address = new URL(`/v1/fairs/${fair}/stations/${slot}/live`, server);
    address.search = String(new URLSearchParams({ nonce, signature }));
    try {
      const answer = await options.fetch(address, { signal: stop.signal, redirect: 'error' });
      if (!answer.ok || !answer.body) return;
      // What came while nobody listened.
      hear();
      for await (const chunk of answer.body) {
        if (Buffer.from(chunk).includes('event: news')) hear();
      }
    } catch {
      // Broken off, or never begun.
    } finally {
      // Whatever cuts each stream at once is not asked again and again.
      timers.after(AGAIN_MS, () => {
        open = false;
      });
    }
  }

  return {
    ensure(question: Pick<Hearing, 'nonce' | 'signature'>): void {
      if (open || stop.signal.aborted) return;
      open = true;
      void listen(question);
    },
    close: () => stop.abort(),
  };
}
