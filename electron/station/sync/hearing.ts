import { setImmediate as breath } from 'node:timers/promises';
import type { Fair, SignedFair } from '../../../shared/fair.ts';
import {
  type Erasure,
  ERASURE_DOMAIN,
  erasureText,
  HEAR_DOMAIN,
  type Heard,
  hearText,
} from '../../../shared/sync/wire.ts';
import { isSigned, keyText, signText } from '../keys/fair-keys.ts';
import type { Store } from '../store/store.ts';
import type { Hearing } from './uploader.ts';

export interface StationHearingOptions {
  readonly fair: Pick<Fair, 'id' | 'stations'>;
  readonly slot: number;
  readonly passSeed: Uint8Array;
  readonly store: Pick<Store, 'erasures' | 'people' | 'obeyErasure' | 'settings' | 'learn'>;
  /** Others' facts came, or somebody was taken out: what the page shows may be no more true. */
  readonly onHeard: () => void;
  readonly now: () => number;
  readonly revisions?: Revisions;
}

/** The fair's own changes on the day. */
export interface Revisions {
  readonly inForce: () => number;
  take(signed: SignedFair): Promise<void>;
}

/** So few at once that a scan never waits for them. */
const AT_ONCE = 25;

/**
 * What is known elsewhere: facts of other stations that this one may see, and orders of erasure, which
 * are believed from entrances alone; and what people asked for here, on its way out.
 */
export function stationHearing(options: StationHearingOptions): Hearing {
  const { fair, slot, passSeed, store, revisions } = options;
  const { settings } = store;
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

  async function learn(facts: Heard['facts']): Promise<void> {
    for (let from = 0; from < facts.length; from += AT_ONCE) {
      store.learn(facts.slice(from, from + AT_ONCE));
      await breath();
    }
  }

  return {
    erasures: () =>
      store
        .erasures()
        .filter(({ heard }) => !heard)
        .map(({ pseudonym, also, tombstone, stampMs }) => {
          const erasure = { by: slot, pseudonym, also, tombstone, stampMs };
          const text = erasureText(fair.id, erasure);
          return { ...erasure, signature: keyText(signText(ERASURE_DOMAIN, text, passSeed)) };
        }),

    asked: (nonce) => ({
      nonce,
      signature: keyText(signText(HEAR_DOMAIN, hearText(fair.id, slot, nonce), passSeed)),
      erasures: settings.erasuresHeard(),
      facts: settings.factsHeard(),
      ...(revisions && { revision: revisions.inForce() }),
    }),

    async take({ erasures, erasuresUpTo, facts, factsUpTo, fair: revised, coverage, wall }) {
      for (const erasure of erasures) {
        const { pseudonym, also, tombstone, stampMs } = erasure;
        if (isOrdered(erasure)) await store.obeyErasure({ pseudonym, also, tombstone, stampMs });
      }
      await learn(facts);
      if (coverage) settings.setSeenByServer(coverage);
      if (wall) settings.setWallHeard({ told: wall, atMs: options.now() });
      if (erasures.length + facts.length > 0 || coverage || wall) options.onHeard();
      if (revised) await revisions?.take(revised);
      // Written down last: what a pulled plug interrupts is told again, and known already.
      if (erasuresUpTo !== settings.erasuresHeard()) settings.setErasuresHeard(erasuresUpTo);
      if (factsUpTo !== settings.factsHeard()) settings.setFactsHeard(factsUpTo);
    },

    hearAnew() {
      settings.setFactsHeard(0);
      store.people.sendBoxesAgain();
    },
  };
}
