import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { rolesAllowed } from '../../shared/authority.ts';
import type { LeftOver, Seen } from '../../shared/contract/first.ts';
import { diskFault } from '../../shared/disk-fault.ts';
import type { Fair } from '../../shared/fair.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { openWithEnd, type WithEndOptions } from './ending/station-with-end.ts';
import { movedServer } from './hub/address-code.ts';
import { handingOn } from './hub/handing-on.ts';
import { type HubHere, hubHere } from './hub/hub-here.ts';
import type { StationDoor } from './open/station-door.ts';
import {
  type Enrolment,
  fairOfFolder,
  readEnrolment,
  signedFairOf,
  takeRevision,
  unlock,
} from './keys/enrolment.ts';
import type { SystemWrap } from './keys/system-wrap.ts';
import { registeredHere } from './people/entrance-lists.ts';
import { deviceTrial } from './first/device-trial.ts';
import { type EmptyGround, type EmptyRoom, openEmptyStation } from './first/empty-station.ts';
import { joinRoom } from './first/join-room.ts';
import { takeOverRoom } from './first/take-over-room.ts';
import { holdFolder } from './open/hold-folder.ts';
import { hasOwnFile, openByPassphrase } from './open/by-passphrase.ts';
import { reviseOwnFile } from './keys/own-keys.ts';
import { newFairRoom } from './new-fair/new-fair-room.ts';
import { openLockedStation } from './open/locked-station.ts';
import { randomness } from './keys/randomness.ts';
import type { ConnectReaders } from './reader/reader-set.ts';
import { realReaders } from './reader/real-readers.ts';
import type { StationFault } from './open/ground.ts';
import { withRehearsal } from './rehearsal/with-rehearsal.ts';
import { openStation } from './open/open-station.ts';
import { realClock } from './clock/timers.ts';
import { holdsRecords } from './store/ledger-here.ts';
import { openSampleStation, type SampleStationOptions } from './sample/sample-station.ts';

/**
 * Opens the station in a folder: one of a real fair, which waits for its card; the sample, where it was
 * asked for; or the first screen.
 */

export interface StationHereOptions extends SampleStationOptions, WithEndOptions {
  readonly hid: NonNullable<SampleStationOptions['hid']>;
  /** Opens the sample fair where the folder holds no other. */
  readonly opensSample: boolean;
  /** The system's key store, if it has a real one. */
  readonly systemWrap?: SystemWrap;
  /** With which the fair was made here just now. */
  readonly passphrase?: string;
}

/** The sample that was opened from the first screen has a folder of its own. */
const SAMPLE_IN_FOLDER = 'sample';

export type HereFault = StationFault;

export interface StationHere {
  readonly door: StationDoor;
  /** The fair's name; absent at the sample fair and at the first screen. */
  readonly fair?: { readonly zh: string; readonly en: string };
}

const mayOrganise = (fair: Fair, slot: number): boolean => {
  const station = fair.stations.find((each) => each.slot === slot);
  return station !== undefined && rolesAllowed(station, fair).has('organiser');
};

/** A disk or folder that cannot be used is a fault with a sentence, wherever the start meets it. */
export async function openStationHere(
  options: StationHereOptions,
): Promise<Result<StationHere, HereFault>> {
  try {
    return await openWithEnd(options, openHere);
  } catch (error) {
    const fault = diskFault(error);
    if (!fault) throw error;
    // The sentence says what to do; the log needs which file, and no stack.
    options.onTrouble('open', String(error));
    return fail(fault);
  }
}

async function openHere(options: StationHereOptions): Promise<Result<StationHere, HereFault>> {
  const { folder, systemWrap } = options;
  const read = await readEnrolment(folder, systemWrap);
  if (read?.ok) {
    const door = await openEnrolled(options, read.value, await readersHere(options));
    return door.ok ? ok({ door: door.value, fair: read.value.fair.name }) : door;
  }
  if (read) options.onTrouble('enrolment', read.fault.kind);
  if (read || !options.opensSample) {
    const door = await openEmpty(options, read && leftOverOf(read.fault));
    return door.ok ? ok({ door: door.value }) : door;
  }
  const opened = await openSampleStation(options);
  return opened.ok ? ok({ door: opened.value }) : opened;
}

const readersHere = (options: StationHereOptions): Promise<ConnectReaders> =>
  realReaders({ ...options, now: (options.clock ?? realClock).now });

const leftOverOf = ({ kind }: { readonly kind: string }): LeftOver =>
  kind === 'other-key-store' ? kind : 'damaged';

async function openEmpty(
  options: StationHereOptions,
  unreadable: LeftOver | undefined,
): Promise<Result<StationDoor, HereFault>> {
  const { folder, systemWrap } = options;
  const hold = await holdFolder(folder);
  if (!hold.ok) return hold;
  const door = await openEmptyStation({
    ...options,
    leftOver: unreadable ?? (holdsRecords(folder) ? 'records' : undefined),
    connectReaders: await readersHere(options),
    rooms: (ground) => roomsHere(options, ground),
    openFair: (connectReaders, card, passphrase) =>
      hold.value.lend(async () => {
        const read = await readEnrolment(folder, systemWrap);
        if (!read) return fail({ kind: 'unreadable' });
        if (!read.ok) return read;
        const withSecret = {
          ...options,
          ...(card !== undefined && { card }),
          ...(passphrase !== undefined && { passphrase }),
        };
        return openEnrolled(withSecret, read.value, connectReaders);
      }),
    openSample: (connectReaders) =>
      openSampleStation({
        ...options,
        folder: join(folder, SAMPLE_IN_FOLDER),
        fromFirst: true,
        plugged: connectReaders,
      }),
  });
  return ok({
    ...door,
    async close() {
      await door.close();
      hold.value.release();
    },
  });
}

function roomsHere(options: StationHereOptions, ground: EmptyGround): readonly EmptyRoom[] {
  const { systemPrinter } = options;
  const here = { ...options, ...ground, randomBytes: randomness() };
  const join = joinRoom(here);
  const takeOver = takeOverRoom(here);
  const onSeen = (payload: Seen): void => ground.emit({ name: 'seen', payload });
  const { now } = options.clock ?? realClock;
  return [
    { handlers: join.handlers },
    { handlers: takeOver.handlers },
    deviceTrial({ ...(systemPrinter && { systemPrinter }), onSeen }, (scan) => {
      join.onScan?.(scan);
      takeOver.onScan?.(scan);
    }),
    newFairRoom({ ...here, now }),
  ];
}

async function openEnrolled(
  options: StationHereOptions,
  enrolment: Enrolment,
  connectReaders: ConnectReaders,
): ReturnType<typeof openLockedStation> {
  const { folder, onTrouble } = options;
  const { fair, slot } = enrolment;
  const { now, timers } = options.clock ?? realClock;
  const randomBytes = randomness();
  let hub: HubHere | undefined;
  const moved = handingOn(await movedServer(folder, fair), () => hub);
  const here = await hubHere({
    ...options,
    ...(options.hubDoor && mayOrganise(fair, slot) && { door: options.hubDoor }),
    signedFair: () => signedFairOf(folder),
    interfaces: networkInterfaces,
    timers,
    randomBytes,
  });
  hub = here;
  const opened = await openLockedStation({
    ...options,
    enrolment,
    moved,
    connectReaders,
    now,
    randomBytes,
    ...((await hasOwnFile(folder)) && {
      byPassphrase: (passphrase: string) => openByPassphrase(folder, enrolment, passphrase),
    }),
    async open(secrets, readers, openedKeys) {
      const { pseudonymKey } = secrets;
      const people = pseudonymKey ? await registeredHere(folder, fair, pseudonymKey) : ok([]);
      // Open anyway: registered people are then asked like anyone else.
      if (!people.ok) onTrouble('people', people.fault.kind);
      const station = await openStation({
        ...options,
        fair,
        slot,
        secrets,
        ...(openedKeys && { openedKeys }),
        enrolled: enrolment,
        moved,
        hub: here,
        isStaffCard: async (text) => (await unlock(enrolment, text)).ok,
        registrations: people.ok ? people.value : [],
        connectReaders: readers,
        async keepRevision(signed) {
          const kept = (await takeRevision(folder, signed)) ?? fail({ kind: 'unreadable' });
          if (!kept.ok) onTrouble('revision', kept.fault.kind);
          else await reviseOwnFile(folder, signed).catch((e: unknown) => onTrouble('own-file', e));
          return kept;
        },
        signedFair: () => signedFairOf(folder),
        now,
        randomBytes,
        timers,
      });
      if (!station.ok) return station;
      return ok(
        withRehearsal(station.value, {
          ...options,
          fair: async () => (await fairOfFolder(folder)) ?? fair,
          slot,
          now,
          randomBytes,
          timers,
        }),
      );
    },
  });
  if (!opened.ok) here.close();
  return opened.ok ? ok(withHub(opened.value, here)) : opened;
}

/** Whether it was opened or not. */
function withHub(door: StationDoor, hub: HubHere): StationDoor {
  return {
    ...door,
    async close() {
      hub.close();
      await door.close();
    },
  };
}
