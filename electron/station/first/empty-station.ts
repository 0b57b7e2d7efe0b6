import type { StationEvent } from '../../../shared/contract/calls.ts';
import { dispatcher, type Handlers } from '../../../shared/contract/dispatch.ts';
import type { LeftOver } from '../../../shared/contract/first.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { doorInFront } from '../open/door-in-front.ts';
import type { StationDoor } from '../open/station-door.ts';
import { lentReaders } from '../reader/lent-readers.ts';
import type { ConnectReaders } from '../reader/reader-set.ts';
import type { Scan } from '../reader/scan.ts';

/**
 * A machine that belongs to no fair: it has its readers and a page. What its page asks for is in
 * rooms; one of them may put a fair into the folder, which then opens behind the same door.
 */

type Opened = Result<StationDoor, { readonly kind: string }>;

/** What every room of an empty station builds on. */
export interface EmptyGround {
  readonly emit: (event: StationEvent) => void;
  /**
   * Opens the fair that a room has just put into the folder. A staff card that was scanned a moment
   * ago need not be scanned again, nor need the person who made the fair here type the passphrase again.
   */
  readonly openFair: (
    card?: string,
    passphrase?: string,
  ) => Promise<Result<undefined, { readonly kind: string }>>;
}

export interface EmptyRoom {
  readonly handlers: Partial<Handlers>;
  readonly onScan?: (scan: Scan) => void;
  readonly close?: () => Promise<void>;
}

export interface EmptyStationOptions {
  readonly connectReaders: ConnectReaders;
  readonly canLeave: boolean;
  readonly leftOver: LeftOver | undefined;
  readonly onTrouble: (what: string, error: unknown) => void;
  readonly rooms: (ground: EmptyGround) => readonly EmptyRoom[];
  /** Opens the fair that the folder holds now, with the readers that are already connected. */
  readonly openFair: (
    connectReaders: ConnectReaders,
    card: string | undefined,
    passphrase: string | undefined,
  ) => Promise<Opened>;
  readonly openSample: (connectReaders: ConnectReaders) => Promise<Opened>;
}

export async function openEmptyStation(options: EmptyStationOptions): Promise<StationDoor> {
  const { onTrouble, canLeave, leftOver } = options;
  const front = doorInFront(() => whileEmpty);
  let opening = false;
  let isSample = false;
  const rooms = options.rooms({
    emit: front.emit,
    openFair: (card, passphrase) =>
      handOver((lent) => options.openFair(lent, card, passphrase), false),
  });
  const readers = await lentReaders(options.connectReaders, {
    onScan: (scan) => rooms.forEach((room) => room.onScan?.(scan)),
    onStates: (payload) => front.emit({ name: 'readers', payload }),
  });

  async function handOver(
    open: (lent: ConnectReaders) => Promise<Opened>,
    toSample: boolean,
  ): Promise<Result<undefined, { readonly kind: string }>> {
    if (opening || front.behind()) return fail({ kind: 'not-opened' });
    opening = true;
    try {
      const opened = await open(readers.lend);
      if (!opened.ok) {
        onTrouble('open', opened.fault.kind);
        return opened;
      }
      isSample = toSample;
      front.handOverTo(opened.value);
      front.emit({ name: 'role', payload: {} });
      return ok(undefined);
    } finally {
      opening = false;
      if (!front.behind()) readers.takeBack();
    }
  }

  async function back(): Promise<Record<string, never>> {
    if (isSample) await front.takeBack()?.close();
    isSample = false;
    front.emit({ name: 'role', payload: {} });
    return {};
  }

  const read = ({ text }: { readonly text: string }) => {
    readers.scanned(text);
    return {};
  };
  const own: Partial<Handlers> = {
    'station.hello': () => ({
      state: 'empty',
      readers: readers.states(),
      canLeave,
      leftOver: leftOver ?? null,
    }),
    'station.alive': () => ({}),
    'station.battery': () => ({}),
    'station.online': () => ({}),
    'station.camera': () => ({}),
    'arrival.wedge': read,
    'arrival.camera': read,
    'first.sample': async () => {
      const opened = await handOver(options.openSample, true);
      return opened.ok ? ok({}) : fail({ kind: 'not-opened' });
    },
    'first.leave': () => {
      if (!canLeave) return fail({ kind: 'not-here' });
      front.leave();
      return ok({});
    },
  };
  for (const room of rooms) Object.assign(own, room.handlers);
  const whileEmpty = dispatcher(own, onTrouble);
  const whileSample = dispatcher({ 'first.back': back }, onTrouble);

  return {
    ...front.door,
    dispatch: (name, input) =>
      isSample && name === 'first.back'
        ? whileSample(name, input)
        : front.door.dispatch(name, input),
    async close() {
      for (const room of rooms) await room.close?.();
      await front.behind()?.close();
      await readers.close();
    },
  };
}
