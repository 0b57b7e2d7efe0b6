/**
 * Between the readers and the station: scans in the order they came, one handled at a time. A scan
 * that finds the queue full is told, never silently lost, and a handler that fails holds up nobody.
 */

export interface ScanQueueOptions<S> {
  /** The next scan waits until this has settled. */
  readonly handle: (scan: S) => Promise<void>;
  /** The handler failed for this scan; the queue goes on with the next. */
  readonly onFailure: (error: unknown, scan: S) => void;
  /** This scan found no room. */
  readonly onOverflow: (scan: S) => void;
  /** How many may wait besides the one in hand. */
  readonly bound?: number;
}

export interface ScanQueue<S> {
  /** Never throws, whatever the station does with the scan. */
  push(scan: S): void;
  /** Without the one in hand. */
  readonly waiting: number;
}

/** More than a hall's worth of people tapping while a disk stalls for seconds. */
const DEFAULT_BOUND = 32;

export function scanQueue<S>({
  handle,
  onFailure,
  onOverflow,
  bound = DEFAULT_BOUND,
}: ScanQueueOptions<S>): ScanQueue<S> {
  const waiting: S[] = [];
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
