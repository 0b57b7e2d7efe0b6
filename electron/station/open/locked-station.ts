import type { CallOutput } from '../../../shared/contract/calls.ts';
import { type Unlocking, unlocking } from '../../../shared/contract/station.ts';
import type { StationSlot } from '../../../shared/fair.ts';
import { diskFault } from '../../../shared/disk-fault.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { dispatcher, type Handlers } from '../../../shared/contract/dispatch.ts';
import type { MovedServer } from '../hub/address-code.ts';
import { addressScan } from './address-scan.ts';
import { doorInFront } from './door-in-front.ts';
import type { StationDoor } from './station-door.ts';
import { type Enrolment, unlock } from '../keys/enrolment.ts';
import type { StationSecrets } from '../keys/fair-pack.ts';
import type { OpenedKeys, OpenKeysFault } from '../keys/own-keys.ts';
import { type LentReaders, lentReaders } from '../reader/lent-readers.ts';
import type { ConnectReaders } from '../reader/reader-set.ts';
import type { Scan } from '../reader/scan.ts';
import { staffDoor } from '../staff/staff-pin.ts';
import type { OpenedByPassphrase } from './by-passphrase.ts';
import type { StationFault } from './ground.ts';

/**
 * A station with wrapped keys has its readers and a page, and waits for the staff card, or for the organiser's
 * passphrase where their file is. The right one opens the station behind the same door, with the same readers.
 */

export interface LockedStationOptions {
  readonly enrolment: Enrolment;
  /** Takes the code with the hub's address before the station is open, too. */
  readonly moved?: MovedServer;
  readonly connectReaders: ConnectReaders;
  readonly canLeave: boolean;
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly onTrouble: (what: string, error: unknown) => void;
  /** A card that has opened this station before: it does so without a scan. */
  readonly card?: string;
  /** A card has opened the station. */
  readonly onCard?: (card: string) => void;
  /** Where the organiser's file lies here. */
  readonly byPassphrase?: (
    passphrase: string,
  ) => Promise<Result<OpenedByPassphrase, OpenKeysFault>>;
  /** Typed a moment ago, when the fair was made: it opens the station without being asked for again. */
  readonly passphrase?: string;
  /** Opens the station with its keys and the readers that are already connected. */
  readonly open: (
    secrets: StationSecrets,
    connectReaders: ConnectReaders,
    openedKeys?: OpenedKeys,
  ) => Promise<Result<StationDoor, StationFault>>;
}

type KeysOpened = CallOutput<'keys.open'>;
type Unlocked = Pick<OpenedByPassphrase, 'secrets'> & Partial<Pick<OpenedByPassphrase, 'keys'>>;

export async function openLockedStation(
  options: LockedStationOptions,
): Promise<Result<StationDoor, { readonly kind: 'no-such-slot' }>> {
  const { enrolment, onTrouble } = options;
  const { fair, slot } = enrolment;
  const station = fair.stations.find((other) => other.slot === slot);
  if (!station) return fail({ kind: 'no-such-slot' });

  let opening = false;
  const front = doorInFront(() => whileLocked);
  const show = (step: Unlocking): void => front.emit({ name: 'unlocking', payload: { step } });
  const takeAddress = addressScan(options.moved, front.emit);
  const readers = await lentReaders(options.connectReaders, {
    onScan: (scan) => void tryScan(scan),
    onStates: (payload) => front.emit({ name: 'readers', payload }),
  });

  function tryScan(scan: Scan): Promise<void> {
    switch (scan.kind) {
      case 'code':
        return tryCode(scan.text);
      case 'id-card':
      case 'fault':
        show(scan.kind === 'fault' ? 'damaged' : 'not-a-staff-card');
        return Promise.resolve();
    }
  }

  async function tryCode(text: string): Promise<void> {
    if (!(await takeAddress({ kind: 'code', text }))) await tryCard(text);
  }

  async function tryCard(text: string): Promise<void> {
    await attempt(async () => {
      const secrets = await unlock(enrolment, text);
      if (!secrets.ok) return show(secrets.fault.kind);
      if (await openWith({ secrets: secrets.value })) options.onCard?.(text);
    });
  }

  async function tryPassphrase(typed: string): Promise<KeysOpened> {
    let answer: KeysOpened = fail({ kind: 'busy' });
    await attempt(async () => {
      const opened = await options.byPassphrase?.(typed);
      if (!opened) return void (answer = fail({ kind: 'no-file' }));
      if (!opened.ok) return void (answer = opened);
      answer = fail({ kind: 'not-opened' });
      if (!(await openWith(opened.value))) return;
      if (opened.value.card !== undefined) options.onCard?.(opened.value.card);
      answer = ok({});
    });
    return answer;
  }

  /** One at a time; what goes wrong leaves the station locked, with its readers. */
  async function attempt(unlocking: () => Promise<void>): Promise<void> {
    if (opening || front.behind()) return;
    opening = true;
    try {
      await unlocking();
    } catch (error) {
      onTrouble('open', error);
      show(stepOf(diskFault(error)?.kind));
    } finally {
      if (!front.behind()) readers.takeBack();
      opening = false;
    }
  }

  async function openWith({ secrets, keys }: Unlocked): Promise<boolean> {
    show('opening');
    const opened = await options.open(secrets, readers.lend, keys);
    if (!opened.ok) {
      onTrouble('open', opened.fault.kind);
      show(stepOf(opened.fault.kind));
      return false;
    }
    front.handOverTo(opened.value);
    show('opened');
    return true;
  }

  const handlers = lockedCalls(options, station, {
    readers: readers.states,
    read: tryCode,
    tryPassphrase,
    // A keyboard scanner that opened the station is known there as a reader.
    typed: async () => void (await front.behind()?.dispatch('station.keyboard', {})),
    leave: front.leave,
  });
  const whileLocked = dispatcher(handlers, onTrouble);
  if (options.card !== undefined) await tryCard(options.card);
  if (options.passphrase !== undefined) await tryPassphrase(options.passphrase);

  return ok({
    ...front.door,
    async close() {
      await front.behind()?.close();
      await readers.close();
    },
  });
}

interface Locked {
  readonly readers: LentReaders['states'];
  readonly read: (text: string) => Promise<void>;
  readonly tryPassphrase: (typed: string) => Promise<KeysOpened>;
  readonly typed: () => Promise<void>;
  readonly leave: () => void;
}

/** All that a page can ask of a station that waits. */
function lockedCalls(
  { enrolment: { fair }, now, randomBytes, canLeave, byPassphrase }: LockedStationOptions,
  { slot, name, role }: StationSlot,
  locked: Locked,
): Partial<Handlers> {
  const read = async ({ text }: { readonly text: string }) => {
    await locked.read(text);
    return {};
  };
  const newKey = (): string => Buffer.from(randomBytes(16)).toString('hex');
  const staff = staffDoor({ pin: fair.staffPin, now, newKey });
  return {
    'station.hello': () => ({
      state: 'locked',
      fair: { name: fair.name },
      station: { slot, name, role },
      readers: locked.readers(),
      canLeave,
      leavesByPin: fair.staffPin !== undefined,
      byPassphrase: byPassphrase !== undefined,
    }),
    'station.battery': () => ({}),
    'station.alive': () => ({}),
    'arrival.wedge': async (typed) => {
      await read(typed);
      await locked.typed();
      return {};
    },
    'arrival.camera': read,
    'station.camera': () => ({}),
    'keys.open': ({ passphrase }) => locked.tryPassphrase(passphrase),
    'staff.open': ({ pin }) => staff.open(pin),
    'staff.leave': ({ key }) => {
      if (!staff.admits(key)) return fail({ kind: 'staff-only' });
      if (!canLeave) return fail({ kind: 'not-here' });
      locked.leave();
      return ok({});
    },
  };
}

/** A fault with a sentence of its own on the locked screen. */
function stepOf(kind: string | undefined): Unlocking {
  return unlocking.safeParse(kind).data ?? 'not-opened';
}
