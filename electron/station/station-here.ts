import { diskFault } from '../../shared/disk-fault.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { openWithEnd, type WithEndOptions } from './ending/station-with-end.ts';
import type { StationDoor } from './open/station-door.ts';
import { readEnrolment, signedFairOf, takeRevision, unlock } from './keys/enrolment.ts';
import type { RevisionFault } from './keys/signed-fair.ts';
import type { SystemWrap } from './keys/system-wrap.ts';
import { peopleOf } from './people/people-pack.ts';
import { openLockedStation } from './open/locked-station.ts';
import { randomness } from './keys/randomness.ts';
import { realReaders } from './reader/real-readers.ts';
import type { StationFault } from './open/ground.ts';
import { openStation } from './open/open-station.ts';
import { realClock } from './clock/timers.ts';
import { openSampleStation, type SampleStationOptions } from './sample/sample-station.ts';

/** Opens the station in a folder: one of a real fair, which waits for its card, or the sample. */

export interface StationHereOptions extends SampleStationOptions, WithEndOptions {
  readonly hid: NonNullable<SampleStationOptions['hid']>;
  /** The system's key store, if it has a real one. */
  readonly systemWrap?: SystemWrap;
}

export type HereFault = StationFault | RevisionFault | { readonly kind: 'other-key-store' };

export interface StationHere {
  readonly door: StationDoor;
  /** The fair's name; absent at the sample fair. */
  readonly fair?: { readonly zh: string; readonly en: string };
}

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
  const { folder, onTrouble, systemWrap } = options;
  const read = await readEnrolment(folder, systemWrap);
  if (!read) {
    const opened = await openSampleStation(options);
    return opened.ok ? ok({ door: opened.value }) : opened;
  }
  if (!read.ok) return read;
  const enrolment = read.value;
  const { fair, slot } = enrolment;
  const server = options.server ?? enrolment.server ?? fair.server;
  const { now, timers } = options.clock ?? realClock;
  const randomBytes = randomness();
  const door = await openLockedStation({
    ...options,
    enrolment,
    connectReaders: await realReaders({ ...options, now }),
    now,
    randomBytes,
    async open(secrets, connectReaders) {
      const { pseudonymKey } = secrets;
      const people = pseudonymKey ? await peopleOf(folder, fair.id, pseudonymKey) : ok([]);
      // Open anyway: registered people are then asked like anyone else.
      if (!people.ok) onTrouble('people', people.fault.kind);
      return openStation({
        ...options,
        fair,
        slot,
        secrets,
        enrolled: enrolment,
        isStaffCard: async (text) => (await unlock(enrolment, text)).ok,
        registrations: people.ok ? people.value : [],
        connectReaders,
        ...(server !== undefined && { server }),
        async keepRevision(signed) {
          const kept = (await takeRevision(folder, signed)) ?? fail({ kind: 'unreadable' });
          if (!kept.ok) onTrouble('revision', kept.fault.kind);
          return kept;
        },
        signedFair: () => signedFairOf(folder),
        now,
        randomBytes,
        timers,
      });
    },
  });
  return door.ok ? ok({ door: door.value, fair: fair.name }) : door;
}
