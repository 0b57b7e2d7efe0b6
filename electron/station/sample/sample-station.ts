import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { StationDoor } from '../open/station-door.ts';
import { movedServer } from '../hub/address-code.ts';
import type { HubDoor } from '../hub/hub-door.ts';
import { hubHere } from '../hub/hub-here.ts';
import { openRevision, revisionHere, signFair } from '../keys/signed-fair.ts';
import { randomness } from '../keys/randomness.ts';
import type { HidSystem } from '../reader/plugged-readers.ts';
import { type ConnectReaders, joinedReaders } from '../reader/reader-set.ts';
import { withRehearsal } from '../rehearsal/with-rehearsal.ts';
import { realReaders } from '../reader/real-readers.ts';
import type { StationFault } from '../open/ground.ts';
import { openStation } from '../open/open-station.ts';
import type { DoorOptions } from '../open/station-options.ts';
import { type Clock, realClock } from '../clock/timers.ts';
import { loadSampleFair } from './sample-fair.ts';
import { thingsAt } from './sample-things.ts';
import { simulatedReaders } from './simulated-readers.ts';

/** The sample fair's first entrance, opened with public keys and simulated readers. */
export interface SampleStationOptions extends DoorOptions {
  /** The `resources` folder. */
  readonly resources: string;
  /** Which of the fair's stations; its first entrance by default. */
  readonly slot?: number;
  /** The readers plugged into this machine; absent to use only simulated ones. */
  readonly hid?: HidSystem;
  /** The same readers, where they are connected already. */
  readonly plugged?: ConnectReaders;
  /** Where a hub can run beside this station. */
  readonly hubDoor?: HubDoor;
  /** The machine's own, except in a test that steps the time. */
  readonly clock?: Clock;
}

export const SAMPLE_FAIR = join('fairs', 'street-market');
export const GATE_ONE = 1;

export async function openSampleStation(
  options: SampleStationOptions,
): Promise<Result<StationDoor, StationFault>> {
  const sample = await loadSampleFair(join(options.resources, SAMPLE_FAIR));
  const slot = options.slot ?? GATE_ONE;
  const station = sample.fair.stations.find((other) => other.slot === slot);
  const passSeed = sample.keys.passKeys.get(slot);
  if (!station || !passSeed) return fail({ kind: 'no-such-slot' });
  const { now, timers } = options.clock ?? realClock;
  const randomBytes = randomness();
  const things = await thingsAt(station, sample, now);
  let newest = revisionHere(sample.fair);
  const readers = simulatedReaders({ ...sample, things }, timers, now, randomBytes);
  const moved = await movedServer(options.folder, sample.fair);
  const hub = await hubHere({
    ...options,
    ...(options.hubDoor && station.role === 'organiser' && { door: options.hubDoor }),
    // Its revisions end with the station, and so does what the hub knows of them.
    signedFair: async () => signFair(sample.fair, sample.keys.signingKey),
    interfaces: networkInterfaces,
    timers,
    randomBytes,
  });
  const opened = await openStation({
    ...options,
    moved,
    hub,
    fair: sample.fair,
    slot,
    // As at a real fair: only an entrance can find a person by name or number.
    secrets:
      station.role === 'entrance'
        ? { passSeed, pseudonymKey: sample.keys.pseudonymKey }
        : { passSeed },
    registrations: station.role === 'entrance' ? sample.people : [],
    connectReaders: await withPlugged(readers.connect, options, now),
    sample: readers.things,
    sampleKeys: {
      ...sample.keys,
      passKeys: [...sample.keys.passKeys].map(([slot, seed]) => ({ slot, seed })),
    },
    // The sample is read from its files at each start, so it receives its revisions each time.
    async keepRevision(signed) {
      const revised = openRevision(newest, signed);
      if (revised.ok) newest = revisionHere(revised.value, signed.text);
      return revised;
    },
    now,
    randomBytes,
    timers,
  });
  if (!opened.ok) return opened;
  return ok(
    withRehearsal(opened.value, {
      ...options,
      fair: async () => newest.fair,
      slot,
      now,
      randomBytes,
      timers,
    }),
  );
}

async function withPlugged(
  simulated: ConnectReaders,
  { hid, plugged, ...places }: SampleStationOptions,
  now: () => number,
): Promise<ConnectReaders> {
  if (plugged) return joinedReaders(simulated, plugged);
  return hid ? joinedReaders(simulated, await realReaders({ ...places, hid, now })) : simulated;
}
