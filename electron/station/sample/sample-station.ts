import { join } from 'node:path';
import { fail, type Result } from '../../../shared/result.ts';
import type { StationDoor } from '../open/station-door.ts';
import type { SaveFile } from '../export/save-file.ts';
import { openRevision } from '../keys/signed-fair.ts';
import type { SystemPrinter } from '../print/printing.ts';
import { randomness } from '../keys/randomness.ts';
import type { HidSystem } from '../reader/plugged-readers.ts';
import { joinedReaders } from '../reader/reader-set.ts';
import { realReaders } from '../reader/real-readers.ts';
import type { StationFault } from '../open/ground.ts';
import { openStation } from '../open/open-station.ts';
import type { ProxyOf } from '../sync/network.ts';
import { type Clock, realClock } from '../clock/timers.ts';
import { loadSampleFair } from './sample-fair.ts';
import { thingsAt } from './sample-things.ts';
import { simulatedReaders } from './simulated-readers.ts';

/** The sample fair's first gate, opened with keys that everyone knows and with simulated readers. */
export interface SampleStationOptions {
  /** The `resources` folder. */
  readonly resources: string;
  readonly folder: string;
  /** Which of the fair's stations; its first gate where nothing is said. */
  readonly slot?: number;
  readonly version: string;
  readonly canLeave: boolean;
  readonly onTrouble: (what: string, error: unknown) => void;
  /** What is plugged into this machine; absent where only simulated readers are wanted. */
  readonly hid?: HidSystem;
  readonly systemPrinter?: SystemPrinter;
  readonly saveFile?: SaveFile;
  readonly server?: string;
  readonly proxyOf?: ProxyOf;
  /** The machine's own, but for a test that moves the time itself. */
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
  const readers = simulatedReaders({ ...sample, things }, timers, now, randomBytes);
  return openStation({
    folder: options.folder,
    fair: sample.fair,
    slot,
    // As in a real fair: only entrances may tell who is who.
    secrets:
      station.role === 'entrance'
        ? { passSeed, pseudonymKey: sample.keys.pseudonymKey }
        : { passSeed },
    registrations: station.role === 'entrance' ? sample.people : [],
    version: options.version,
    connectReaders: options.hid
      ? joinedReaders(readers.connect, await realReaders({ ...options, hid: options.hid, now }))
      : readers.connect,
    sample: readers.things,
    sampleKeys: {
      ...sample.keys,
      passKeys: [...sample.keys.passKeys].map(([of, seed]) => ({ slot: of, seed })),
    },
    canLeave: options.canLeave,
    ...(options.systemPrinter && { systemPrinter: options.systemPrinter }),
    ...(options.saveFile && { saveFile: options.saveFile }),
    ...(options.server !== undefined && { server: options.server }),
    ...(options.proxyOf && { proxyOf: options.proxyOf }),
    // The sample is read from its files at each start, and hears of its changes again.
    async keepRevision(signed) {
      const revised = openRevision(sample.fair, signed);
      return revised.ok ? revised.value : undefined;
    },
    now,
    randomBytes,
    timers,
    onTrouble: options.onTrouble,
  });
}
