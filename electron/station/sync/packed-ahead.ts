import { packFacts } from '../../../shared/sync/delivery.ts';
import type { WireFact } from '../../../shared/sync/wire.ts';
import type { Timers } from '../clock/timers.ts';
import { pack } from './delivery.ts';

/** Reads and packs the next facts while the server is busy with the previous ones. */

/** Facts after that number, at most `limit`. */
export type FactsAfter = (incarnation: string, seq: number, limit: number) => readonly WireFact[];

export interface Place {
  readonly incarnation: string;
  readonly after: number;
  /** The count of erasure orders: facts read before a later order must not be sent. */
  readonly erasures: number;
}

export interface Packed {
  readonly facts: readonly WireFact[];
  readonly bytes: Promise<Uint8Array>;
}

/** A short delay, so that the previous upload leaves first. */
const SOON_MS = 2;

export function packedAhead(factsAfter: FactsAfter, timers: Timers) {
  let ahead: { readonly place: Place; readonly packed: Packed } | undefined;
  let cancel: () => void = () => undefined;

  function read({ incarnation, after }: Place, limit: number): Packed {
    const facts = factsAfter(incarnation, after, limit);
    return { facts, bytes: packFacts(facts, pack) };
  }

  function drop(): void {
    cancel();
    ahead = undefined;
  }

  return {
    drop,
    take(place: Place, limit: number): Packed {
      const ready = ahead;
      drop();
      return ready && isSame(ready.place, place) ? ready.packed : read(place, limit);
    },
    soon(place: Place, limit: number): void {
      cancel = timers.after(SOON_MS, () => {
        try {
          ahead = { place, packed: read(place, limit) };
        } catch {
          // A disk that fails now fails again, and is reported, when these facts are due.
        }
      });
    },
  };
}

function isSame(a: Place, b: Place): boolean {
  return a.incarnation === b.incarnation && a.after === b.after && a.erasures === b.erasures;
}
