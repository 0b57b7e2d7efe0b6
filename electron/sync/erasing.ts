import type { Fair } from '../../shared/fair.ts';
import { type Erasure, ERASURE_DOMAIN, erasureText } from '../../shared/sync/wire.ts';
import { isSigned, keyText, signText } from '../keys/fair-keys.ts';
import type { Store } from '../store/store.ts';
import type { Erasing } from './uploader.ts';

export interface StationErasingOptions {
  readonly fair: Pick<Fair, 'id' | 'stations'>;
  readonly slot: number;
  readonly passSeed: Uint8Array;
  readonly store: Pick<Store, 'erasures' | 'obeyErasure' | 'settings'>;
  readonly onErased: () => void;
}

/** Orders of erasure on their way out, and those that come in: believed from entrances alone. */
export function stationErasing(options: StationErasingOptions): Erasing {
  const { fair, slot, passSeed, store } = options;
  const isOrdered = ({ signature, ...erasure }: Erasure): boolean => {
    const station = fair.stations.find((other) => other.slot === erasure.by);
    return (
      station?.role === 'entrance' &&
      isSigned(
        ERASURE_DOMAIN,
        erasureText(fair.id, erasure),
        Buffer.from(signature, 'base64url'),
        station.passKey,
      )
    );
  };
  return {
    own: () =>
      store
        .erasures()
        .filter(({ heard }) => !heard)
        .map(({ pseudonym, also, tombstone, stampMs }) => {
          const erasure = { by: slot, pseudonym, also, tombstone, stampMs };
          const text = erasureText(fair.id, erasure);
          return { ...erasure, signature: keyText(signText(ERASURE_DOMAIN, text, passSeed)) };
        }),
    heard: () => store.settings.erasuresHeard(),
    async obey(erasures, upTo) {
      for (const erasure of erasures) {
        const { pseudonym, also, tombstone, stampMs } = erasure;
        if (isOrdered(erasure)) await store.obeyErasure({ pseudonym, also, tombstone, stampMs });
      }
      if (erasures.length > 0) options.onErased();
      if (upTo !== store.settings.erasuresHeard()) store.settings.setErasuresHeard(upTo);
    },
  };
}
