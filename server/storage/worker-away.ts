import type { Timers } from '../../shared/timers.ts';
import type { Storage } from './homes.ts';

/**
 * A node of a distributed database is away. The fairs on it stand still; those on the others need their server,
 * and one that starts meanwhile goes on without what that node has.
 */

export async function unlessWorkerAway<T>(
  storage: Pick<Storage, 'unready'>,
  work: () => Promise<T>,
  otherwise: T,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((await storage.unready()) !== 'worker-away') throw error;
    return otherwise;
  }
}

const AGAIN_MS = 60_000;

interface Means {
  readonly timers: Timers;
  readonly onTrouble: (error: unknown) => void;
}

/** Now, and each minute until it was done once. Returns what ends it. */
export function untilDone(work: () => Promise<unknown>, { timers, onTrouble }: Means): () => void {
  let cancel: () => void = () => undefined;
  let isOver = false;
  const attempt = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (isOver) return;
      onTrouble(error);
      cancel = timers.after(AGAIN_MS, () => void attempt());
    }
  };
  void attempt();
  return () => {
    isOver = true;
    cancel();
  };
}
