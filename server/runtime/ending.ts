/** Ends a process, whatever hangs meanwhile. */

/** A service manager waits about ten seconds before it kills. */
const LONGEST_MS = 8_000;

/**
 * Runs the steps one after the other and then leaves; or leaves without waiting any longer. What is not committed by
 * then was not acknowledged either.
 */
export async function endInTime(
  steps: readonly (() => Promise<unknown>)[],
  exit: (code: number) => void,
): Promise<void> {
  const timer = setTimeout(() => exit(1), LONGEST_MS);
  for (const step of steps) await step().catch(() => undefined);
  clearTimeout(timer);
  exit(0);
}
