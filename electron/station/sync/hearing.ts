import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import type { Fair, SignedFair } from '../../../shared/fair.ts';
import type { HeardMachine } from '../../../shared/machines/hears.ts';
import { isOrdered } from '../../../shared/sync/erasures.ts';
import {
  HEAR_DOMAIN,
  type Heard,
  type HeardAbove,
  type Hearing as Question,
  hearText,
  LIVE_DOMAIN,
  QUESTION_DOMAIN,
  questionText,
  type Upload,
} from '../../../shared/sync/wire.ts';
import { isSigned, keyText, signText } from '../keys/fair-keys.ts';
import type { Store } from '../store/store.ts';
import { heardSoFar } from './heard-so-far.ts';
import { honestFact } from './honest-fact.ts';

export interface StationHearingOptions {
  readonly fair: Pick<Fair, 'id' | 'stations' | 'revoked'>;
  readonly slot: number;
  readonly passSeed: Uint8Array;
  readonly store: Pick<Store, 'people' | 'obeyErasures' | 'settings' | 'learn' | 'together'>;
  /** Others' facts came, or somebody was erased: the page may be out of date. */
  readonly onHeard: () => void;
  readonly now: () => number;
  /** A number that only rises. */
  readonly nextNumber: () => number;
  readonly revisions?: Revisions;
  /** The machines whose facts this station hears by the newest revision (P124). */
  readonly machines?: () => readonly HeardMachine[];
  /** Another machine asks in the name of this station, too. */
  readonly onTwin?: () => void;
  /** The number of the lists of registered people at the server, where it says one; and its nonce of before. */
  readonly onLists?: (number: number | undefined, nonce: string) => void;
}

/** Changes to the fair itself on the day. */
export interface Revisions {
  readonly newest: () => { readonly revision: number; readonly revisionHash?: string };
  readonly revoked?: () => readonly number[];
  take(signed: SignedFair): Promise<void>;
  /** The newest one, for a server that was put back to an earlier one. */
  readonly signed?: () => Promise<SignedFair | undefined>;
}

/** Receives what other stations wrote. */
export interface Hearing {
  /** The question for news, signed over the server's nonce. */
  asked(nonce: string, asking: Asking): Question;
  /** For the stream that says that there is news. */
  listens(nonce: string, isNewer: boolean): Pick<Question, 'nonce' | 'signature'>;
  /** The receipt is kept together with how far we heard. */
  take(heard: Heard, receipt?: string): Promise<void>;
  receipt(): { readonly receipt?: string };
  /** Our revision, where the server has an earlier one. */
  laterRevision(atServer: number | undefined): Promise<Pick<Upload, 'revised'>>;
  /** The server was restored from a backup: its list positions may now mean other entries. */
  startAgain(): void;
}

interface Asking {
  /** Facts after this one of an incarnation are to come back. */
  readonly lostAfter: number | undefined;
  /** What servers read since version 2. */
  readonly newer?: {
    readonly run: string | undefined;
    /** Nonces of the servers above the hub. */
    readonly above: readonly string[];
    /** Which messages the server reads, as it said last. */
    readonly reads?: number | undefined;
  };
}

/** A small batch, so that a scan never waits for it. */
const AT_ONCE = 25;

/**
 * Stores facts of other stations, and carries out orders of erasure, which only entrances may sign.
 */
export function stationHearing(options: StationHearingOptions): Hearing {
  const { fair, slot, passSeed, store, revisions } = options;
  const { settings } = store;
  const soFar = heardSoFar(options);
  const mayOrder = fair.stations.find((own) => own.slot === slot)?.role === 'entrance';
  const isSignedBy = (domain: string, text: string, signature: string, key: string): boolean =>
    isSigned(domain, text, Buffer.from(signature, 'base64url'), key);
  const signed = (domain: string, text: string): string =>
    keyText(signText(domain, text, passSeed));

  async function obey(erasures: Heard['erasures']): Promise<void> {
    const known = { ...fair, revoked: [...(revisions?.revoked?.() ?? fair.revoked)] };
    const orders = erasures.filter((erasure) => isOrdered(known, erasure, isSignedBy));
    if (orders.length > 0) await store.obeyErasures(orders, mayOrder);
  }

  async function learn(facts: Heard['facts']): Promise<void> {
    for (let from = 0; from < facts.length; from += AT_ONCE) {
      store.learn(facts.slice(from, from + AT_ONCE).map((fact) => honestFact(fair, fact)));
      await eventLoopTurn();
    }
  }

  function showFigures({ erasures, facts, coverage, wall }: Heard): void {
    if (coverage) settings.setSeenByServer(coverage);
    if (wall) settings.setWallHeard({ told: wall, atMs: options.now() });
    if (erasures.length + facts.length > 0 || coverage || wall) options.onHeard();
  }

  async function takeAbove(levels: readonly HeardAbove[]): Promise<void> {
    if (levels.length === 0) return;
    for (const { heard } of levels) {
      await obey(heard.erasures);
      await learn(heard.facts);
    }
    options.onHeard();
    soFar.keepAbove(levels);
  }

  let [isTwinKnown, offered, lastNonce] = [false, 0, ''];
  async function laterRevision(atServer: number | undefined): Promise<Pick<Upload, 'revised'>> {
    const ours = revisions?.newest().revision ?? 0;
    if (atServer === undefined || atServer >= ours || offered === ours) return {};
    offered = ours;
    const revised = await revisions?.signed?.();
    return revised ? { revised } : {};
  }

  return {
    asked(nonce, { lostAfter, newer }) {
      lastNonce = nonce;
      const run = newer?.run;
      const { revision, revisionHash } = revisions?.newest() ?? {};
      const places = soFar.places(newer?.reads);
      const levels = newer?.above.map((theirs, level) => ({
        nonce: theirs,
        signature: signed(HEAR_DOMAIN, hearText(fair.id, slot, theirs, run)),
        ...places.above(level),
      }));
      const question = {
        nonce,
        ...(newer && { number: options.nextNumber() }),
        ...(run !== undefined && { run }),
        ...places.here,
        ...(revision !== undefined && { revision }),
        ...(newer && revisionHash !== undefined && { revisionHash }),
        ...(levels && levels.length > 0 && { above: levels }),
        ...(lostAfter !== undefined && { lostAfter }),
      };
      const signature = newer
        ? signed(QUESTION_DOMAIN, questionText(fair.id, slot, question))
        : signed(HEAR_DOMAIN, hearText(fair.id, slot, nonce));
      return { ...question, signature };
    },
    listens: (nonce, isNewer) => ({
      nonce,
      signature: signed(isNewer ? LIVE_DOMAIN : HEAR_DOMAIN, hearText(fair.id, slot, nonce)),
    }),

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
      if (heard.twin && !isTwinKnown) options.onTwin?.();
      isTwinKnown ||= heard.twin === true;
      if (heard.fair) await revisions?.take(heard.fair);
      options.onLists?.(heard.people, lastNonce);
      // Saved last: after a power cut the server sends the same again, and nothing of it is new.
      if (soFar.keep(heard, receipt)) options.onHeard();
    },

    startAgain() {
      store.together(() => soFar.startAgain());
      offered = 0;
      store.people.sendBoxesAgain();
    },
  };
}
