import { jsonOf } from '../../../shared/json.ts';
import { readKnown } from '../../../shared/read-known.ts';
import { atServer } from '../../../shared/server-pins.ts';
import { closingAnswerSchema, type SignedTime } from '../../../shared/signed-time.ts';
import type { Timers } from '../clock/timers.ts';
import type { Fetch } from '../sync/network.ts';

/**
 * Asks the server whether the organiser has ended the fair (P123). It needs no key, so a locked machine that
 * somebody starts a month later asks as well.
 */

const FIRST_AFTER_MS = 3_000;
const EVERY_MS = 10 * 60_000;
const PATIENCE_MS = 20_000;

export interface WatchOptions {
  readonly fair: string;
  /** The server as it is named now; undefined without one. */
  readonly reach: () => Promise<{ readonly server: string; readonly fetch: Fetch } | undefined>;
  readonly timers: Timers;
  /** Returns whether it was valid: then nobody asks any more. */
  readonly onTime: (time: SignedTime) => Promise<boolean>;
  readonly onTrouble: (error: unknown) => void;
}

export function watchClosing(options: WatchOptions): { close(): void } {
  const { timers, onTrouble } = options;
  const stop = new AbortController();
  let cancel = timers.after(FIRST_AFTER_MS, look);

  function look(): void {
    void ask(options, stop.signal).then(async (time) => {
      if (stop.signal.aborted) return;
      const isOver = time !== undefined && (await options.onTime(time).catch(failed));
      if (isOver !== true) cancel = timers.after(EVERY_MS, look);
    });
  }
  function failed(error: unknown): undefined {
    onTrouble(error);
  }

  return {
    close() {
      cancel();
      stop.abort();
    },
  };
}

/** No answer, or one from another machine, means nothing: the next one may. */
async function ask(
  { fair, reach }: WatchOptions,
  stop: AbortSignal,
): Promise<SignedTime | undefined> {
  try {
    const to = await reach();
    if (!to) return undefined;
    const { server, fetch } = to;
    const answer = await fetch(new URL(atServer(server, `/v1/fairs/${fair}/closing`)), {
      redirect: 'error',
      signal: AbortSignal.any([stop, AbortSignal.timeout(PATIENCE_MS)]),
    });
    const closed = readKnown(closingAnswerSchema, jsonOf(await answer.text()))?.value.closed;
    return closed ?? undefined;
  } catch {
    return undefined;
  }
}
