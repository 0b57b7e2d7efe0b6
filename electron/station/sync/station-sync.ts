import type { Notice, StaffStatus } from '../../../shared/contract/station.ts';
import type { Fair } from '../../../shared/fair.ts';
import type { HeardMachine } from '../../../shared/machines/hears.ts';
import { MOST_BOXES } from '../../../shared/sync/boxes.ts';
import type { Condition } from '../../../shared/condition.ts';
import { saving } from '../store/saving.ts';
import type { Store } from '../store/store.ts';
import type { Timers } from '../clock/timers.ts';
import { signedCondition } from './condition.ts';
import { type Revisions, stationHearing } from './hearing.ts';
import { heldLists, type ListsHere, listsMeeting } from './lists-exchange.ts';
import { openLive } from './live.ts';
import type { Fetch } from './network.ts';
import { boxesOf, waitingOf } from './sent-boxes.ts';
import { signedErasure } from './sent-erasures.ts';
import { factsAfter, proofsOf } from './sent-facts.ts';
import { isSignedHead, signedHead } from './signed-head.ts';
import { takingBack } from './taken-back.ts';
import { openUploader, type SyncState, type Uploader } from './uploader.ts';

export interface StationSyncOptions {
  readonly server: string;
  readonly fetch: Fetch;
  readonly fair: Pick<Fair, 'id' | 'stations' | 'revoked' | 'boxesToServer'>;
  readonly slot: number;
  /** The station's own key; it signs its heads as an entrance signs passes. */
  readonly passSeed: Uint8Array;
  readonly store: Pick<
    Store,
    | 'ledger'
    | 'people'
    | 'ownErasures'
    | 'obeyErasures'
    | 'settings'
    | 'learn'
    | 'regain'
    | 'together'
  >;
  readonly timers: Timers;
  readonly now: () => number;
  readonly moment: (ms: number) => Notice['at'];
  /** Others' facts came, or somebody was erased: the page may be out of date. */
  readonly onHeard: () => void;
  /** The server gave back facts that this ledger had lost. */
  readonly onRegained?: (facts: number) => void;
  readonly revisions?: Revisions;
  /** The machines whose facts this station hears by the newest revision (P124). */
  readonly machines?: () => readonly HeardMachine[];
  /** Drawn at this start; another machine that asks in this station's name drew another one. */
  readonly run?: string;
  readonly onTwin?: () => void;
  /** At entrances and organisers' stations: lists of registered people. */
  readonly lists?: ListsHere;
  /** The number of the lists at the server, as it said last. */
  readonly onLists?: (number: number | undefined) => void;
  /** The station's condition; absent if nobody monitors it. */
  readonly condition?: () => Condition;
  readonly onTrouble: (error: unknown) => void;
  /** From 0 to 1. */
  readonly chance: () => number;
  readonly onState?: (state: SyncState) => void;
}

export interface StationSync
  extends Pick<Uploader, 'written' | 'hear' | 'poke' | 'state' | 'unsent' | 'isSettled' | 'close'> {
  line(): StaffStatus['sync'];
}

/** Sends a station's ledger to a server, and reports its progress in one line. */
export function stationSync(options: StationSyncOptions): StationSync {
  const { server, fair, slot, store, timers, now, moment } = options;
  const { ledger } = store;
  const announced = new Set<string>();
  const takeBack = takingBack({
    isOurs: (name, head) => isSignedHead(options, name, head),
    regain: store.regain,
  });
  let said = 0;
  /** A disk that takes nothing more must not silence the station. */
  function nextNumber(): number {
    said = Math.max(said, store.settings.lastNumber()) + 1;
    said = Math.max(said, now());
    saving(options.onTrouble, () => store.settings.setLastNumber(said));
    return said;
  }
  const live = openLive({
    server,
    fair: fair.id,
    slot,
    fetch: options.fetch,
    timers,
    onNews: () => uploader.hear(),
  });
  const uploader: Uploader = openUploader({
    server,
    fair: fair.id,
    slot,
    source: {
      incarnations: () => ledger.incarnations(),
      factsAfter: (incarnation, seq, limit) =>
        factsAfter(options, store, { incarnation, seq, limit }),
      proofsOf: (unproven) => proofsOf(options, store, unproven),
      erasures: () => store.ownErasures().length,
      erasuresAfter: (number, limit) =>
        store
          .ownErasures()
          .slice(number, number + limit)
          .map((order) => signedErasure(options, order)),
      endOf: (name) => ledger.endOf(name),
      hashAt: (name, seq) => ledger.hashAt(name, seq),
      async regain(part) {
        const found = await takeBack(part);
        // A copy that works beside this station writes all the time; staff are told once.
        const isNew =
          found.regained > 0 && found.nextPart === undefined && !announced.has(part.incarnation);
        if (isNew) options.onRegained?.(found.regained);
        if (isNew) announced.add(part.incarnation);
        return found;
      },
      retell: () => ledger.retell(),
      boxes: () => boxesOf(options, store.people.waitingBoxes(MOST_BOXES)),
      boxesSent: (boxes, receipt) =>
        store.together(() => {
          store.people.boxesSent(boxes.map(waitingOf));
          if (receipt !== undefined) store.settings.setReceipt(receipt);
        }),
    },
    hearing: stationHearing({ ...options, nextNumber, onLists: listsMeeting(options) }),
    run: options.run,
    sign: (incarnation, head) => signedHead(options, incarnation, head),
    condition: (server) =>
      options.condition &&
      signedCondition(options, {
        ...options.condition(),
        ...heldLists(options, server),
        number: nextNumber(),
        given: {
          facts: ledger.head.seq,
          orders: store.ownErasures().length,
          boxes: fair.boxesToServer ? store.people.countBoxes() : 0,
        },
      }),
    fetch: options.fetch,
    timers,
    now,
    chance: options.chance,
    onState(state) {
      const listens = state.at === 'up-to-date' && uploader.listens();
      if (listens) live.ensure(listens);
      options.onState?.(state);
    },
    onTrouble: options.onTrouble,
  });
  return {
    written: () => uploader.written(),
    hear: () => uploader.hear(),
    poke: () => uploader.poke(),
    state: () => uploader.state(),
    unsent: () => uploader.unsent(),
    isSettled: () => uploader.isSettled(),
    close() {
      live.close();
      uploader.close();
    },
    line() {
      const state = uploader.state();
      switch (state.at) {
        case 'up-to-date':
          return { at: 'up-to-date' };
        case 'sending':
          return state;
        case 'waiting':
          return { ...state, since: moment(state.since) };
      }
    },
  };
}
