import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import type { Fair, SignedFair } from '../../../shared/fair.ts';
import { chainedFactSchema } from '../../../shared/facts.ts';
import { jsonOf } from '../../../shared/json.ts';
import { isOrdered } from '../../../shared/sync/erasures.ts';
import {
  COVER_DOMAIN,
  coverText,
  type Heard,
  type Hearing as Question,
  hearText,
  LIVE_DOMAIN,
  QUESTION_DOMAIN,
  questionText,
  type WireFact,
} from '../../../shared/sync/wire.ts';
import { isSigned, keyText, signText } from '../keys/fair-keys.ts';
import type { Store } from '../store/store.ts';

export interface StationHearingOptions {
  readonly fair: Pick<Fair, 'id' | 'stations' | 'revoked'>;
  readonly slot: number;
  readonly passSeed: Uint8Array;
  readonly store: Pick<Store, 'people' | 'obeyErasures' | 'settings' | 'learn'>;
  /** Others' facts came, or somebody was erased: the page may be out of date. */
  readonly onHeard: () => void;
  readonly now: () => number;
  /** A number that only rises. */
  readonly nextNumber: () => number;
  readonly revisions?: Revisions;
}

/** Changes to the fair itself on the day. */
export interface Revisions {
  readonly newest: () => { readonly revision: number; readonly revisionHash?: string };
  readonly revoked?: () => readonly number[];
  take(signed: SignedFair): Promise<void>;
}

/** Receives what other stations wrote. */
export interface Hearing {
  /** The question for news, signed over the server's nonce. */
  asked(nonce: string, lostAfter?: number): Question;
  /** For the stream that says that there is news. */
  listens(nonce: string): Pick<Question, 'nonce' | 'signature'>;
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
  const mayOrder = fair.stations.find((own) => own.slot === slot)?.role === 'entrance';
  const isSignedBy = (domain: string, text: string, signature: string, key: string): boolean =>
    isSigned(domain, text, Buffer.from(signature, 'base64url'), key);
  /** Without a tombstone that its author did not sign. */
  function honest({ tombstone, cover, ...fact }: WireFact): WireFact {
    if (tombstone === undefined || cover === undefined) {
      return { ...fact, ...(tombstone !== undefined && { tombstone }) };
    }
    const chained = chainedFactSchema.safeParse(jsonOf(fact.text)).data;
    const author = fair.stations.find((other) => other.slot === chained?.station);
    const text = chained && coverText(fair.id, chained, fact.hash, tombstone);
    const signed = author && text && isSignedBy(COVER_DOMAIN, text, cover, author.passKey);
    return signed ? { ...fact, tombstone } : fact;
  }

  async function learn(facts: Heard['facts']): Promise<void> {
    for (let from = 0; from < facts.length; from += AT_ONCE) {
      store.learn(facts.slice(from, from + AT_ONCE).map(honest));
      await eventLoopTurn();
    }
  }

  function saveProgress(erasures: number, facts: number): void {
    if (erasures !== settings.erasuresHeard()) settings.setErasuresHeard(erasures);
    if (facts !== settings.factsHeard()) settings.setFactsHeard(facts);
  }

  return {
    asked(nonce, lostAfter) {
      const question = {
        nonce,
        number: options.nextNumber(),
        erasures: settings.erasuresHeard(),
        facts: settings.factsHeard(),
        ...revisions?.newest(),
        ...(lostAfter !== undefined && { lostAfter }),
      };
      const text = questionText(fair.id, slot, question);
      return { ...question, signature: keyText(signText(QUESTION_DOMAIN, text, passSeed)) };
    },
    listens: (nonce) => ({
      nonce,
      signature: keyText(signText(LIVE_DOMAIN, hearText(fair.id, slot, nonce), passSeed)),
    }),

    async take({ erasures, erasuresUpTo, facts, factsUpTo, fair: revised, coverage, wall }) {
      const known = { ...fair, revoked: [...(revisions?.revoked?.() ?? fair.revoked)] };
      const orders = erasures.filter((erasure) => isOrdered(known, erasure, isSignedBy));
      if (orders.length > 0) await store.obeyErasures(orders, mayOrder);
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
