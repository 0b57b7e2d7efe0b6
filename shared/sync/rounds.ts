import type { Timers } from '../timers.ts';
import { pauseMs } from './back-off.ts';

/**
 * When a sender works: one round at a time, one more if somebody asks during a round, a growing pause after
 * a failure, and a round after a quiet interval.
 */

export interface RoundsOptions {
  /** Sends everything that waits, and returns what went wrong. It must not throw. */
  readonly round: () => Promise<RoundFailure | undefined>;
  readonly quietMs: number;
  /** The quiet interval is over; a round follows. */
  readonly onQuietOver?: () => void;
  readonly timers: Timers;
  /** Between 0 and 1. */
  readonly chance: () => number;
}

export interface RoundFailure {
  /** The server asked for a pause of at least this length. */
  readonly afterMs?: number;
}

export interface Rounds {
  /** Asks for a round. A pause after a failure still applies. */
  readonly request: () => void;
  /** The network is back: ends the pause. */
  poke(): void;
  /** Part of an upload succeeded: the next pause is short again. */
  progressed(): void;
  close(): void;
}

export function openRounds(options: RoundsOptions): Rounds {
  const { round, timers } = options;
  let failures = 0;
  let running = false;
  let requested = false;
  let pausing = false;
  let closed = false;
  let cancel = (): void => undefined;

  async function run(): Promise<void> {
    requested = true;
    if (running || closed) return;
    running = true;
    pausing = false;
    cancel();
    let failure: RoundFailure | undefined;
    while (requested && !failure && !closed) {
      requested = false;
      failure = await round();
    }
    running = false;
    if (closed) return;
    if (failure) {
      pausing = true;
      const pause = Math.max(pauseMs(failures, options.chance()), failure.afterMs ?? 0);
      failures += 1;
      cancel = timers.after(pause, () => void run());
    } else {
      failures = 0;
      cancel = timers.after(options.quietMs, () => {
        options.onQuietOver?.();
        void run();
      });
    }
  }

  return {
    request() {
      if (!pausing) void run();
    },
    poke() {
      failures = 0;
      void run();
    },
    progressed() {
      failures = 0;
    },
    close() {
      closed = true;
      cancel();
    },
  };
}
