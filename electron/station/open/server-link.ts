import type { Holding } from '../../../shared/contract/ending.ts';
import type { Fair } from '../../../shared/fair.ts';
import { heardBy } from '../../../shared/machines/hears.ts';
import { networkTo } from '../sync/network.ts';
import { pinsFor } from '../sync/pins.ts';
import { type ServerTarget, serverTarget } from '../sync/server-target.ts';
import { type StationSync, stationSync } from '../sync/station-sync.ts';
import type { StationGround } from './ground.ts';
import type { StationHealth } from './health.ts';
import type { StationLists } from './station-lists.ts';
import type { StationOptions } from './station-options.ts';

/** Sends facts to the server and receives others', wherever the server is now. */
export interface ServerLink extends Pick<StationSync, 'poke' | 'close'> {
  /** Null for a station without a server. */
  line(): ReturnType<StationSync['line']> | null;
  /** All that is here is there, too. */
  isSettled(): boolean;
  /** What is not there, where that does not pass by itself; undefined otherwise. */
  holding(): Holding | undefined;
}

type ServerOptions = Pick<StationOptions, 'hub' | 'server' | 'moved' | 'enrolled'>;

/** The server that this station talks to at this moment; undefined without one. */
export const targetNow = (
  { hub, server, moved, enrolled }: ServerOptions,
  newest: () => Fair,
): ServerTarget | undefined =>
  serverTarget({
    hub: () => hub?.own(),
    given: server,
    moved: () => moved?.current(),
    enrolled,
    newest,
  });

/** The server above the hub of this machine; undefined without one. */
export function aboveNow({ hub }: ServerOptions, newest: () => Fair): ServerTarget | undefined {
  const { on: isOn = false, upstream } = hub?.settings() ?? {};
  if (!isOn || !upstream) return undefined;
  const { address, pins } = upstream;
  return { server: address, pins: () => (pins.length > 0 ? pins : pinsFor(newest(), address)) };
}

/** Whom this machine may tell of its own end: a hub that runs here goes with it. */
export const outlivingNow = (
  options: ServerOptions,
  newest: () => Fair,
): ServerTarget | undefined =>
  options.hub?.settings().on ? aboveNow(options, newest) : targetNow(options, newest);

const TRIES_AGAIN_MS = 5_000;

/** A laptop that takes another's place may have its address, and never has its key. */
const keyOf = (target: ServerTarget | undefined): string | undefined =>
  target && [target.server, ...target.pins()].join(' ');

export async function serverLink(
  ground: StationGround,
  health: StationHealth,
  onNews: () => void,
  lists: StationLists = {},
): Promise<ServerLink> {
  const { options, revisions, signals } = ground;
  let sync: StationSync | undefined;
  /** The one that there should be, and the one that there is. */
  let wanted: string | undefined;
  let open: string | undefined;
  let closed = false;
  let turn: Promise<void> = Promise.resolve();

  /** What was not acknowledged by the one is sent to the other: both count each fact once. */
  async function follow(): Promise<void> {
    const target = targetNow(options, revisions.newest);
    const key = keyOf(target);
    if (closed || key === open) return;
    sync?.close();
    sync = undefined;
    wanted = target?.server;
    open = undefined;
    const next = target && (await syncTo(ground, health, onNews, { ...target, ...lists }));
    open = key;
    if (closed) next?.close();
    else sync = next;
  }

  function look(): void {
    turn = turn.then(follow).catch((error: unknown) => {
      options.onTrouble('server', error);
      if (!closed) options.timers.after(TRIES_AGAIN_MS, look);
    });
  }

  signals.on('written', () => sync?.written()).on('condition', () => sync?.hear());
  options.hub?.onTarget(look);
  options.moved?.onMoved(look);
  look();
  await turn;
  return {
    line: () => sync?.line() ?? null,
    isSettled: () => wanted === undefined || sync?.isSettled() === true,
    holding() {
      const boxes = options.fair.boxesToServer ? ground.store.people.countWaiting() : 0;
      if (wanted === undefined) return { facts: null, boxes, why: 'no-server' };
      const state = sync?.state();
      if (!sync || !state || state.at !== 'waiting' || sync.isSettled()) return undefined;
      return { facts: sync.unsent() ?? null, boxes, why: state.why };
    },
    poke: () => sync?.poke(),
    close() {
      closed = true;
      sync?.close();
    },
  };
}

async function syncTo(
  ground: StationGround,
  { condition }: StationHealth,
  onNews: () => void,
  { server, pins, lists, delivery, entrance }: ServerTarget & StationLists,
): Promise<StationSync> {
  const { options, station, revisions, store, moment, notify } = ground;
  const { fair, timers, now, proxyOf } = options;
  return stationSync({
    server,
    fetch: await networkTo({ server, pins, ...(proxyOf && { proxyOf }) }),
    fair,
    slot: station.slot,
    passSeed: options.secrets.passSeed,
    store,
    timers,
    now,
    moment,
    ...(options.keepRevision && {
      revisions: {
        newest: () => ({
          revision: revisions.newest().revision,
          ...(revisions.other() ? {} : { revisionHash: revisions.newestRevision().hash }),
        }),
        revoked: () => revisions.newest().revoked,
        async take(signed) {
          await revisions.take(signed);
        },
        ...(options.signedFair && { signed: options.signedFair }),
      },
    }),
    machines: () => heardBy(revisions.newest(), station.slot),
    condition,
    ...(lists && { lists }),
    onLists: (number) => (delivery ?? entrance)?.heard(number),
    onHeard: onNews,
    run: Buffer.from(options.randomBytes(4)).toString('hex'),
    onTwin: () => notify({ kind: 'station-twice' }),
    onRegained: (facts) => notify({ kind: 'ledger-behind', regained: facts }),
    onTrouble: (error) => ground.onDiskTrouble('sync', error),
    chance: Math.random,
  });
}
