/**
 * How long a sender waits after a number of failures in a row. The jitter matters: stations that lose the
 * server together must not come back together.
 */

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** `failures` counts the earlier ones; `chance` is between 0 and 1. */
export function pauseMs(failures: number, chance: number): number {
  return Math.min(FIRST_MS * 2 ** failures, LONGEST_MS) * (0.7 + 0.6 * chance);
}
