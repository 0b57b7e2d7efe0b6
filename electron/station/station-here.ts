import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { rolesAllowed } from '../../shared/authority.ts';
import type { Seen } from '../../shared/contract/first.ts';
import { diskFault } from '../../shared/disk-fault.ts';
import type { Fair } from '../../shared/fair.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { movedServer } from './hub/address-code.ts';
import { hubHere } from './hub/hub-here.ts';
import type { StationDoor } from './open/station-door.ts';
import {
  type Enrolment,
  readEnrolment,
  signedFairOf,
  takeRevision,
  unlock,
} from './keys/enrolment.ts';
import type { RevisionFault } from './keys/signed-fair.ts';
import type { SystemWrap } from './keys/system-wrap.ts';
import { registeredHere } from './people/entrance-lists.ts';
import { deviceTrial } from './first/device-trial.ts';
import { type EmptyGround, type EmptyRoom, openEmptyStation } from './first/empty-station.ts';
import type { ListMedia } from './export/media.ts';
import { joinRoom } from './first/join-room.ts';
import { holdFolder } from './open/hold-folder.ts';
import { hasOwnFile, openByPassphrase } from './open/by-passphrase.ts';
import { reviseOwnFile } from './keys/own-keys.ts';
import { openLockedStation } from './open/locked-station.ts';
import { randomness } from './keys/randomness.ts';
import type { ConnectReaders } from './reader/reader-set.ts';
import { realReaders } from './reader/real-readers.ts';
import { readRetired } from './store/retirement.ts';
import type { StationFault } from './open/ground.ts';
import { openStation } from './open/open-station.ts';
import { realClock } from './clock/timers.ts';
import { openSampleStation, type SampleStationOptions } from './sample/sample-station.ts';

/**
 * Opens the station in a folder: one of a real fair, which waits for its card; the sample, where it was
 * asked for; or the first screen.
 */

export interface StationHereOptions extends SampleStationOptions {
  readonly hid: NonNullable<SampleStationOptions['hid']>;
  /** Opens the sample fair where the folder holds no other. */
  readonly opensSample: boolean;
  /** The sticks that are plugged in. */
  readonly listMedia?: ListMedia;
  /** The system's key store, if it has a real one. */
  readonly systemWrap?: SystemWrap;
  readonly card?: string;
  readonly onCard?: (card: string) => void;
  /** With which the fair was made here just now. */
  readonly passphrase?: string;
}

/** The sample that was opened from the first screen has a folder of its own. */
const SAMPLE_IN_FOLDER = 'sample';

export type HereFault =
  | StationFault
  | RevisionFault
  | { readonly kind: 'other-key-store' | 'retired' };

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
    return await openHere(options);
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
  if (await readRetired(folder)) return fail({ kind: 'retired' });
  const read = await readEnrolment(folder, systemWrap);
  if (read && !read.ok) return read;
  if (read) {
    const door = await openEnrolled(options, read.value, await readersHere(options));
    return door.ok ? ok({ door: door.value, fair: read.value.fair.name }) : door;
  }
  if (!options.opensSample) {
    const door = await openEmpty(options);
    return door.ok ? ok({ door: door.value }) : door;
  }
  const opened = await openSampleStation(options);
  return opened.ok ? ok({ door: opened.value }) : opened;
}

const readersHere = (options: StationHereOptions): Promise<ConnectReaders> =>
  realReaders({ ...options, now: (options.clock ?? realClock).now });

async function openEmpty(options: StationHereOptions): Promise<Result<StationDoor, HereFault>> {
  const { folder, systemWrap } = options;
  const hold = await holdFolder(folder);
  if (!hold.ok) return hold;
  const door = await openEmptyStation({
    ...options,
    connectReaders: await readersHere(options),
    rooms: (ground) => roomsHere(options, ground),
    openFair: (connectReaders, card) =>
      hold.value.lend(async () => {
        const read = await readEnrolment(folder, systemWrap);
        if (!read) return fail({ kind: 'unreadable' });
        if (!read.ok) return read;
        const withCard = { ...options, ...(card !== undefined && { card }) };
        return openEnrolled(withCard, read.value, connectReaders);
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
  const { onScan, ...join } = joinRoom({ ...options, ...ground, randomBytes: randomness() });
  const onSeen = (payload: Seen): void => ground.emit({ name: 'seen', payload });
  return [join, deviceTrial({ ...(systemPrinter && { systemPrinter }), onSeen }, onScan)];
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
  const moved = await movedServer(folder, fair);
  const hub = await hubHere({
    ...options,
    ...(options.hubDoor && mayOrganise(fair, slot) && { door: options.hubDoor }),
    signedFair: () => signedFairOf(folder),
    interfaces: networkInterfaces,
    timers,
    randomBytes,
  });
  return openLockedStation({
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
      return openStation({
        ...options,
        fair,
        slot,
        secrets,
        ...(openedKeys && { openedKeys }),
        enrolled: enrolment,
        moved,
        hub,
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
    },
  });
}
