import type { StationEvent } from '../../../shared/contract/calls.ts';
import { type Unlocking, unlocking } from '../../../shared/contract/station.ts';
import { diskFault } from '../../../shared/disk-fault.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { dispatcher, type Handlers } from '../../../shared/contract/dispatch.ts';
import type { Notify } from './notice-board.ts';
import type { StationDoor } from './station-door.ts';
import { type Enrolment, unlock } from '../keys/enrolment.ts';
import type { StationSecrets } from '../keys/fair-pack.ts';
import type { ConnectReaders, ReaderListener } from '../reader/reader-set.ts';
import type { Scan } from '../reader/scan.ts';
import { staffDoor } from '../staff/staff-pin.ts';
import type { StationFault } from './ground.ts';

/**
 * A station with wrapped keys has its readers and a page, and waits for the staff card. The right
 * card opens the station behind the same door, with the same readers.
 */

export interface LockedStationOptions {
  readonly enrolment: Enrolment;
  readonly connectReaders: ConnectReaders;
  readonly canLeave: boolean;
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly onTrouble: (what: string, error: unknown) => void;
  /** A card that has opened this station before: it does so without a scan. */
  readonly card?: string;
  /** A card has opened the station. */
  readonly onCard?: (card: string) => void;
  /** Opens the station with the card's keys and the readers that are already connected. */
  readonly open: (
    secrets: StationSecrets,
    connectReaders: ConnectReaders,
  ) => Promise<Result<StationDoor, StationFault>>;
}

export async function openLockedStation(
  options: LockedStationOptions,
): Promise<Result<StationDoor, { readonly kind: 'no-such-slot' }>> {
  const { enrolment, now, onTrouble } = options;
  const { fair, slot } = enrolment;
  const station = fair.stations.find((other) => other.slot === slot);
  if (!station) return fail({ kind: 'no-such-slot' });

  let inner: StationDoor | undefined;
  let opening = false;
  const listeners = new Map<(event: StationEvent) => void, () => void>();
  let onLeave: () => void = () => undefined;
  /** Until the station opens: its notices are in the ledger's file. */
  const notices: Parameters<Notify>[0][] = [];
  const show = (step: Unlocking): void => {
    for (const listener of listeners.keys()) listener({ name: 'unlocking', payload: { step } });
  };

  let unavailable: string | undefined;
  let listening: ReaderListener = {
    onScan: (scan) => void tryScan(scan),
    onStates: (payload) => {
      for (const listener of listeners.keys()) listener({ name: 'readers', payload });
    },
    onUnavailable: (reason) => {
      unavailable = reason;
    },
  };
  const readers = await options.connectReaders({
    onScan: (scan, reader) => listening.onScan(scan, reader),
    onStates: (states) => listening.onStates(states),
    onUnavailable: (reason) => listening.onUnavailable(reason),
  });
  const handOver: ConnectReaders = async (listener) => {
    listening = listener;
    if (unavailable !== undefined) listener.onUnavailable(unavailable);
    return readers;
  };

  function tryScan(scan: Scan): Promise<void> {
    switch (scan.kind) {
      case 'code':
        return tryCard(scan.text);
      case 'id-card':
      case 'fault':
        show(scan.kind === 'fault' ? 'damaged' : 'not-a-staff-card');
        return Promise.resolve();
    }
  }

  async function tryCard(text: string): Promise<void> {
    if (opening || inner) return;
    opening = true;
    const locked = listening;
    try {
      const secrets = await unlock(enrolment, text);
      if (!secrets.ok) return show(secrets.fault.kind);
      show('opening');
      const opened = await options.open(secrets.value, handOver);
      if (!opened.ok) {
        listening = locked;
        onTrouble('open', opened.fault.kind);
        return show(stepOf(opened.fault.kind));
      }
      handOverTo(opened.value);
      options.onCard?.(text);
    } catch (error) {
      listening = locked;
      onTrouble('open', error);
      show(stepOf(diskFault(error)?.kind));
    } finally {
      opening = false;
    }
  }

  function handOverTo(station: StationDoor): void {
    inner = station;
    station.onLeave(() => onLeave());
    for (const notice of notices.splice(0)) station.notify(notice);
    for (const listener of listeners.keys()) listeners.set(listener, station.onEvent(listener));
    show('opened');
  }

  const read = async ({ text }: { readonly text: string }) => {
    await tryCard(text);
    return {};
  };
  const newKey = (): string => Buffer.from(options.randomBytes(16)).toString('hex');
  const staff = staffDoor({ pin: fair.staffPin, now, newKey });
  const handlers: Partial<Handlers> = {
    'station.hello': () => ({
      state: 'locked',
      fair: { name: fair.name },
      station: { slot: station.slot, name: station.name, role: station.role },
      readers: readers.states(),
      canLeave: options.canLeave,
      leavesByPin: fair.staffPin !== undefined,
    }),
    'station.battery': () => ({}),
    'station.alive': () => ({}),
    'arrival.wedge': (typed) => read(typed).then(() => keyboardSeen(inner)),
    'arrival.camera': read,
    'station.camera': () => ({}),
    'staff.open': ({ pin }) => staff.open(pin),
    'staff.leave': ({ key }) => {
      if (!staff.admits(key)) return fail({ kind: 'staff-only' });
      if (!options.canLeave) return fail({ kind: 'not-here' });
      onLeave();
      return ok({});
    },
  };
  const whileLocked = dispatcher(handlers, onTrouble);
  if (options.card !== undefined) await tryCard(options.card);

  return ok({
    dispatch: (name, input) => (inner?.dispatch ?? whileLocked)(name, input),
    onEvent(listener) {
      listeners.set(listener, inner?.onEvent(listener) ?? (() => undefined));
      return () => {
        listeners.get(listener)?.();
        listeners.delete(listener);
      };
    },
    onLeave(listener) {
      onLeave = listener;
    },
    notify(notice) {
      if (inner) inner.notify(notice);
      else notices.push(notice);
    },
    scanInHand: () => inner?.scanInHand(),
    async close() {
      await (inner ? inner.close() : readers.close());
    },
  });
}

/** The scanner that typed the card is there, though the open station has not heard it yet. */
async function keyboardSeen(opened: StationDoor | undefined): Promise<Record<string, never>> {
  await opened?.dispatch('station.keyboard', {});
  return {};
}

/** A fault with a sentence of its own on the locked screen. */
function stepOf(kind: string | undefined): Unlocking {
  return unlocking.safeParse(kind).data ?? 'not-opened';
}
