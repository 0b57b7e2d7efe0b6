import type { Fair, SignedFair } from '../../../shared/fair.ts';
import type { Timers } from '../clock/timers.ts';

const ASK_AGAIN_MS = 2_000;
/** A person still on a booth's screen after this long has gone. */
const LEFT_ALONE_MS = 5 * 60_000;

/** The fair in force at a station, and the newest revision that it has stored. */
export function fairRevisions(
  first: Fair,
  keep: ((signed: SignedFair) => Promise<Fair | undefined>) | undefined,
  onNewer: () => void,
) {
  let inForce = first;
  let newest = first;
  return {
    inForce: () => inForce,
    newest: () => newest,
    /** Whether the revision was stored; it takes effect when nobody is being served. */
    async take(signed: SignedFair): Promise<boolean> {
      const kept = await keep?.(signed);
      if (!kept) return false;
      newest = kept;
      onNewer();
      return true;
    },
    adopt(): void {
      inForce = newest;
    },
  };
}

export type FairRevisions = ReturnType<typeof fairRevisions>;

export interface AdoptionOptions {
  readonly revisions: FairRevisions;
  readonly someoneHere: () => boolean;
  /** The time of the last action here. */
  readonly lastUsedMs: () => number;
  readonly now: () => number;
  readonly timers: Timers;
  readonly onAdopted: () => void;
}

/** Applies the newest revision once nobody is being served, so that it interrupts nobody. */
export function adoptWhenQuiet(options: AdoptionOptions) {
  const { revisions, someoneHere, lastUsedMs, now, timers, onAdopted } = options;
  let closed = false;

  function check(): void {
    if (closed || revisions.inForce() === revisions.newest()) return;
    if (someoneHere() && now() - lastUsedMs() <= LEFT_ALONE_MS) {
      timers.after(ASK_AGAIN_MS, check);
      return;
    }
    revisions.adopt();
    onAdopted();
  }

  return {
    check,
    close(): void {
      closed = true;
    },
  };
}
