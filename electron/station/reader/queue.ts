/**
 * The queue between the readers and the station: scans in order of arrival, handled one at a time.
 * A scan that finds the queue full is reported, never silently lost, and a failing handler does not
 * block the next scan.
 */

export interface ScanQueueOptions<S> {
  /** The handler failed for this scan; the queue continues with the next. */
  readonly onFailure: (error: unknown, scan: S) => void;
  /** The queue was full for this scan. */
  readonly onOverflow: (scan: S) => void;
  /** How many may wait besides the one being handled. */
  readonly bound?: number;
}

export interface ScanQueue<S> {
  /** Never throws, whatever the station does with the scan. */
  push(scan: S): void;
  /** Starts handling scans, waiting ones first; each waits for the one before it. */
  serve(handle: (scan: S) => Promise<void>): void;
  /** Without the one being handled. */
  readonly waiting: number;
  /** The number of the one being handled: the next has another. */
  readonly inHand: number | undefined;
}

/** More people than a hall has can tap while a disk stalls for seconds. */
const DEFAULT_BOUND = 32;

export function scanQueue<S>({
  onFailure,
  onOverflow,
  bound = DEFAULT_BOUND,
}: ScanQueueOptions<S>): ScanQueue<S> {
  const waiting: S[] = [];
  let handle: ((scan: S) => Promise<void>) | undefined;
  let handling = false;
  let number = 0;

  async function work(): Promise<void> {
    if (!handle || handling) return;
    handling = true;
    for (let scan = waiting.shift(); scan !== undefined; scan = waiting.shift()) {
      number += 1;
      try {
        await handle(scan);
      } catch (error) {
        report(onFailure, error, scan);
      }
    }
    handling = false;
  }

  return {
    get waiting() {
      return waiting.length;
    },
    get inHand() {
      return handling ? number : undefined;
    },
    push(scan) {
      if ((handling || !handle) && waiting.length >= bound) {
        report(onOverflow, scan);
        return;
      }
      waiting.push(scan);
      void work();
    },
    serve(handler) {
      handle = handler;
      void work();
    },
  };
}

/** A listener that throws must not stop the scans, and nothing is left to report it to. */
function report<A extends readonly unknown[]>(listener: (...args: A) => void, ...args: A): void {
  try {
    listener(...args);
  } catch {
    // See above.
  }
}
