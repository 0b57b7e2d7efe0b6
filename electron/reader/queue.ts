/**
 * Between the readers and the station: scans in the order they came, one handled at a time. A scan
 * that finds the queue full is told, never silently lost, and a handler that fails holds up nobody.
 */

import type { Scan } from './scan.ts';

export interface ScanQueueOptions {
  /** The next scan waits until this has settled. */
  readonly handle: (scan: Scan) => Promise<void>;
  /** The handler failed for this scan; the queue goes on with the next. */
  readonly onFailure: (error: unknown, scan: Scan) => void;
  /** This scan found no room. */
  readonly onOverflow: (scan: Scan) => void;
  /** How many may wait besides the one in hand. */
  readonly bound?: number;
}

export interface ScanQueue {
  /** Never throws, whatever the station does with the scan. */
  push(scan: Scan): void;
  /** Without the one in hand. */
  readonly waiting: number;
}

/** More than a hall's worth of people tapping while a disk stalls for seconds. */
const DEFAULT_BOUND = 32;

export function scanQueue({
  handle,
  onFailure,
  onOverflow,
  bound = DEFAULT_BOUND,
}: ScanQueueOptions): ScanQueue {
  const waiting: Scan[] = [];
  let handling = false;

  async function work(): Promise<void> {
    handling = true;
    for (let scan = waiting.shift(); scan !== undefined; scan = waiting.shift()) {
      try {
        await handle(scan);
      } catch (error) {
        tell(onFailure, error, scan);
      }
    }
    handling = false;
  }

  return {
    get waiting() {
      return waiting.length;
    },
    push(scan) {
      if (handling && waiting.length >= bound) {
        tell(onOverflow, scan);
        return;
      }
      waiting.push(scan);
      if (!handling) void work();
    },
  };
}

/** A listener that fails has nobody left to be told, and must not stop the scans. */
function tell<A extends readonly unknown[]>(listener: (...args: A) => void, ...args: A): void {
  try {
    listener(...args);
  } catch {
    // Nothing to be done, see above.
  }
}
