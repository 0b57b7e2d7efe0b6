import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import type { Fair, SignedFair } from '../../../shared/fair.ts';
import {
  type Erasure,
  ERASURE_DOMAIN,
  erasureText,
  HEAR_DOMAIN,
  type Heard,
  type HeardAbove,
  type Hearing as Question,
  hearText,
  type Upload,
} from '../../../shared/sync/wire.ts';
import { isSigned, keyText, signText } from '../keys/fair-keys.ts';
import type { Store } from '../store/store.ts';

export interface StationHearingOptions {
  readonly fair: Pick<Fair, 'id' | 'stations'>;
  readonly slot: number;
  readonly passSeed: Uint8Array;
  readonly store: Pick<Store, 'people' | 'obeyErasure' | 'settings' | 'learn' | 'together'>;
  /** Others' facts came, or somebody was erased: the page may be out of date. */
  readonly onHeard: () => void;
  readonly now: () => number;
  readonly revisions?: Revisions;
  /** Another machine asks in the name of this station, too. */
  readonly onTwin?: () => void;
}

/** Changes to the fair itself on the day. */
export interface Revisions {
  readonly newest: () => { readonly revision: number; readonly revisionHash?: string };
  take(signed: SignedFair): Promise<void>;
  /** The newest one, for a server that was put back to an earlier one. */
  readonly signed?: () => Promise<SignedFair | undefined>;
}

/** Receives what other stations wrote. */
export interface Hearing {
  /** The question for news, signed over the server's nonce. */
  asked(nonce: string, more?: Modern): Question;
  /** The receipt is kept together with how far we heard. */
  take(heard: Heard, receipt?: string): Promise<void>;
  receipt(): { readonly receipt?: string };
  /** Our revision, where the server has an earlier one. */
  laterRevision(atServer: number | undefined): Promise<Pick<Upload, 'revised'>>;
  /** The server was restored from a backup: its list positions may now mean other entries. */
  startAgain(): void;
}

/** What servers read since version 2. */
interface Modern {
  readonly run: string | undefined;
  /** Nonces of the servers above the hub. */
  readonly above: readonly string[];
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

  const signature = (nonce: string, run: string | undefined): string =>
    keyText(signText(HEAR_DOMAIN, hearText(fair.id, slot, nonce, run), passSeed));

  async function obey(erasures: readonly Erasure[]): Promise<void> {
    for (const erasure of erasures) {
      const { pseudonym, also, tombstone, stampMs } = erasure;
      if (isOrdered(erasure)) await store.obeyErasure({ pseudonym, also, tombstone, stampMs });
    }
  }

  async function learn(facts: Heard['facts']): Promise<void> {
    for (let from = 0; from < facts.length; from += AT_ONCE) {
      store.learn(facts.slice(from, from + AT_ONCE));
      await eventLoopTurn();
    }
  }

  function showFigures({ erasures, facts, coverage, wall }: Heard): void {
    if (coverage) settings.setSeenByServer(coverage);
    if (wall) settings.setWallHeard({ told: wall, atMs: options.now() });
    if (erasures.length + facts.length > 0 || coverage || wall) options.onHeard();
  }

  function saveProgress(erasures: number, facts: number, receipt: string | undefined): void {
    if (erasures === settings.erasuresHeard() && facts === settings.factsHeard()) return;
    store.together(() => {
      settings.setErasuresHeard(erasures);
      settings.setFactsHeard(facts);
      if (receipt !== undefined) settings.setReceipt(receipt);
    });
  }

  async function takeAbove(levels: readonly HeardAbove[]): Promise<void> {
    if (levels.length === 0) return;
    for (const { heard } of levels) {
      await obey(heard.erasures);
      await learn(heard.facts);
    }
    options.onHeard();
    settings.setHeardAbove(
      levels.map(({ heard: { erasuresUpTo, factsUpTo }, receipt }) => ({
        erasures: erasuresUpTo,
        facts: factsUpTo,
        ...(receipt !== undefined && { receipt }),
      })),
    );
  }

  let isTold = false;
  let offered = 0;
  async function laterRevision(atServer: number | undefined): Promise<Pick<Upload, 'revised'>> {
    const ours = revisions?.newest().revision ?? 0;
    if (atServer === undefined || atServer >= ours || offered === ours) return {};
    offered = ours;
    const revised = await revisions?.signed?.();
    return revised ? { revised } : {};
  }

  return {
    asked(nonce, more) {
      const run = more?.run;
      const { revision, revisionHash } = revisions?.newest() ?? {};
      const places = settings.heardAbove();
      const above = more?.above.map((theirs, level) => ({
        nonce: theirs,
        signature: signature(theirs, run),
        ...(places[level] ?? { erasures: 0, facts: 0 }),
      }));
      return {
        nonce,
        signature: signature(nonce, run),
        ...(run !== undefined && { run }),
        erasures: settings.erasuresHeard(),
        facts: settings.factsHeard(),
        ...(revision !== undefined && { revision }),
        ...(more && revisionHash !== undefined && { revisionHash }),
        ...(above && above.length > 0 && { above }),
      };
    },

    laterRevision,
    receipt() {
      const receipt = settings.receipt();
      return receipt === undefined ? {} : { receipt };
    },

    async take(heard, receipt) {
      await obey(heard.erasures);
      await learn(heard.facts);
      showFigures(heard);
      await takeAbove(heard.above ?? []);
      if (heard.twin && !isTold) options.onTwin?.();
      isTold ||= heard.twin === true;
      if (heard.fair) await revisions?.take(heard.fair);
      // Saved last: after a power cut the server sends the same again, and nothing of it is new.
      saveProgress(heard.erasuresUpTo, heard.factsUpTo, receipt);
    },

    startAgain() {
      store.together(() => {
        settings.setFactsHeard(0);
        settings.setErasuresHeard(0);
      });
      offered = 0;
      store.people.sendBoxesAgain();
    },
  };
}
