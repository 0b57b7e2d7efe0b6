import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import type { Fair, SignedFair } from '../../../shared/fair.ts';
import {
  type Erasure,
  ERASURE_DOMAIN,
  erasureText,
  HEAR_DOMAIN,
  type Heard,
  type Hearing as Question,
  hearText,
} from '../../../shared/sync/wire.ts';
import { isSigned, keyText, signText } from '../keys/fair-keys.ts';
import type { Store } from '../store/store.ts';

export interface StationHearingOptions {
  readonly fair: Pick<Fair, 'id' | 'stations'>;
  readonly slot: number;
  readonly passSeed: Uint8Array;
  readonly store: Pick<Store, 'people' | 'obeyErasure' | 'settings' | 'learn'>;
  /** Others' facts came, or somebody was erased: the page may be out of date. */
  readonly onHeard: () => void;
  readonly now: () => number;
  readonly revisions?: Revisions;
}

/** Changes to the fair itself on the day. */
export interface Revisions {
  readonly newest: () => { readonly revision: number; readonly revisionHash?: string };
  take(signed: SignedFair): Promise<void>;
}

/** Receives what other stations wrote. */
export interface Hearing {
  /** The question for news, signed over the server's nonce. */
  asked(nonce: string): Question;
  take(heard: Heard): Promise<void>;
  /** The server was restored from a backup: its list positions may now mean other entries. */
  startAgain(): void;
}

/** A small batch, so that a scan never waits for it. */
const AT_ONCE = 25;

/**
 * Stores facts of other stations, and carries out orders of erasure, which only entrances may sign.
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
      await eventLoopTurn();
    }
  }

  function saveProgress(erasures: number, facts: number): void {
    if (erasures !== settings.erasuresHeard()) settings.setErasuresHeard(erasures);
    if (facts !== settings.factsHeard()) settings.setFactsHeard(facts);
  }

  return {
    asked: (nonce) => ({
      nonce,
      signature: keyText(signText(HEAR_DOMAIN, hearText(fair.id, slot, nonce), passSeed)),
      erasures: settings.erasuresHeard(),
      facts: settings.factsHeard(),
      ...revisions?.newest(),
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
      // Saved last: after a power cut the server sends the same again, and nothing of it is new.
      saveProgress(erasuresUpTo, factsUpTo);
    },

    startAgain() {
      settings.setFactsHeard(0);
      store.people.sendBoxesAgain();
    },
  };
}
