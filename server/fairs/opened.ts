import type { Fair, SignedFair } from '../../shared/fair.ts';

export interface KeptFair {
  readonly fair: Fair;
  readonly signed: SignedFair;
  /** Seals nonces. Stations do not know it. */
  readonly secret: string;
  /** Figures stay; nothing more is taken. */
  readonly isArchived: boolean;
}

/**
 * Fairs that were parsed and verified, which takes a large one a tenth of a second: those that were used last, up to
 * a bound in bytes of their texts, so that ten thousand fairs cost no more memory than the twenty of today.
 */
export function openedFairs(mostBytes: number) {
  /** The one that was used last is at the end. */
  const kept = new Map<string, KeptFair>();
  let bytes = 0;

  function drop(id: string): void {
    bytes -= kept.get(id)?.signed.text.length ?? 0;
    kept.delete(id);
  }

  return {
    get(id: string): KeptFair | undefined {
      const found = kept.get(id);
      if (!found) return undefined;
      kept.delete(id);
      kept.set(id, found);
      return found;
    },
    set(id: string, fair: KeptFair): void {
      drop(id);
      kept.set(id, fair);
      bytes += fair.signed.text.length;
      for (const [oldest] of kept) {
        // The newest one stays, however large it is.
        if (bytes <= mostBytes || kept.size === 1) return;
        drop(oldest);
      }
    },
    drop,
    size: (): number => kept.size,
  };
}
export type OpenedFairs = ReturnType<typeof openedFairs>;
