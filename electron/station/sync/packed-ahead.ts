import type { WireFact } from '../../../shared/sync/wire.ts';
import type { Timers } from '../clock/timers.ts';
import { packFacts } from './delivery.ts';
import type { UploadSource } from './uploader.ts';

/** The next facts are read and packed while the server is busy with those before them. */

export interface Packed {
  readonly facts: readonly WireFact[];
  readonly bytes: Promise<Uint8Array>;
}

/** What is on its way goes out first. */
const SOON_MS = 2;

export function packedAhead({ factsAfter }: Pick<UploadSource, 'factsAfter'>, timers: Timers) {
  let ahead: { incarnation: string; after: number; packed: Packed } | undefined;
  let cancel: () => void = () => undefined;

  function pack(incarnation: string, after: number, limit: number): Packed {
    const facts = factsAfter(incarnation, after, limit);
    return { facts, bytes: packFacts(facts) };
  }

  /** What broke off may have been too much at once; and who is erased meanwhile must not be sent. */
  function drop(): void {
    cancel();
    ahead = undefined;
  }

  return {
    drop,
    take(incarnation: string, after: number, limit: number): Packed {
      const known = ahead;
      drop();
      return known?.incarnation === incarnation && known.after === after
        ? known.packed
        : pack(incarnation, after, limit);
    },
    soon(incarnation: string, after: number, limit: number): void {
      cancel = timers.after(SOON_MS, () => {
        try {
          ahead = { incarnation, after, packed: pack(incarnation, after, limit) };
        } catch {
          // A disk that fails is met again, and told, when these are due.
        }
      });
    },
  };
}
