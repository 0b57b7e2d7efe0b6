import type { Fair, SignedFair } from '../../../shared/fair.ts';
import type { Result } from '../../../shared/result.ts';
import { isSplit, type Revision } from '../../../shared/succession.ts';
import { openSignedFair, type RevisionFault, revisionHere } from '../keys/signed-fair.ts';
import type { Timers } from '../clock/timers.ts';

const ASK_AGAIN_MS = 2_000;
/** Somebody still on the screen after this long has gone. */
const LEFT_ALONE_MS = 5 * 60_000;

interface RevisionEvents {
  readonly onNewer: () => void;
  /** A revision came that does not follow ours, though the organiser's key signed it. */
  readonly onSplit: (revision: number) => void;
}

/** The fair in force at a station, and the newest revision that it has stored. */
export function fairRevisions(
  first: Fair,
  keep: ((signed: SignedFair) => Promise<Result<Fair, RevisionFault>>) | undefined,
  { onNewer, onSplit }: RevisionEvents,
) {
  let inForce = first;
  let newest = revisionHere(first);
  let other: Revision | undefined;
  return {
    inForce: () => inForce,
    newest: () => newest.fair,
    newestRevision: () => newest,
    /** Another organiser's revision that does not follow ours, until a later one settles it. */
    other: () => other,
    /** Whether the revision was stored; it takes effect when nobody is here. */
    async take(signed: SignedFair): Promise<boolean> {
      const kept = await keep?.(signed);
      if (!kept) return false;
      if (!kept.ok) {
        const opened = isSplit(kept.fault) ? openSignedFair(signed) : undefined;
        if (opened?.ok) {
          other = revisionHere(opened.value, signed.text);
          onSplit(opened.value.revision);
        }
        return false;
      }
      newest = revisionHere(kept.value, signed.text);
      if (other && newest.fair.settles?.includes(other.hash)) other = undefined;
      onNewer();
      return true;
    },
    adopt(): void {
      inForce = newest.fair;
    },
  };
}

export type FairRevisions = ReturnType<typeof fairRevisions>;

export interface AdoptionOptions {
  readonly revisions: FairRevisions;
  /** A person who is being served, or staff at their panel. */
  readonly someoneHere: () => boolean;
  /** The time of the last action here. */
  readonly lastUsedMs: () => number;
  readonly now: () => number;
  readonly timers: Timers;
  readonly onAdopted: () => void;
}

/** Applies the newest revision once nobody is here, so that it interrupts nobody. */
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
