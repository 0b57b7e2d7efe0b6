import { join } from 'node:path';
import type { Result } from '../../shared/result.ts';
import type { StationDoor } from '../door/station-door.ts';
import type { SystemPrinter } from '../print/printing.ts';
import { randomness } from '../randomness.ts';
import type { HidSystem } from '../reader/plugged-readers.ts';
import { joinedReaders } from '../reader/reader-set.ts';
import { realReaders } from '../reader/real-readers.ts';
import { openStation, type StationFault } from '../station.ts';
import { realTimers } from '../timers.ts';
import { loadSampleFair } from './sample-fair.ts';
import { simulatedReaders } from './simulated-readers.ts';

/** The sample fair's first gate, opened with keys that everyone knows and with simulated readers. */
export interface SampleStationOptions {
  /** The `resources` folder. */
  readonly resources: string;
  readonly folder: string;
  readonly version: string;
  readonly canLeave: boolean;
  readonly onTrouble: (what: string, error: unknown) => void;
  /** What is plugged into this machine; absent where only simulated readers are wanted. */
  readonly hid?: HidSystem;
  readonly systemPrinter?: SystemPrinter;
}

export const SAMPLE_FAIR = join('fairs', 'street-market');
const GATE_ONE = 1;

export async function openSampleStation(
  options: SampleStationOptions,
): Promise<Result<StationDoor, StationFault>> {
  const sample = await loadSampleFair(join(options.resources, SAMPLE_FAIR));
  const passSeed = sample.keys.passKeys.get(GATE_ONE);
  if (!passSeed) throw new Error('the sample fair has no key for its first gate');
  const now = Date.now;
  const randomBytes = randomness();
  const readers = simulatedReaders(sample, realTimers, now, randomBytes);
  return openStation({
    folder: options.folder,
    fair: sample.fair,
    slot: GATE_ONE,
    secrets: { pseudonymKey: sample.keys.pseudonymKey, passSeed },
    registrations: sample.people,
    version: options.version,
    connectReaders: options.hid
      ? joinedReaders(readers.connect, await realReaders({ ...options, hid: options.hid, now }))
      : readers.connect,
    sample: readers.things,
    canLeave: options.canLeave,
    ...(options.systemPrinter && { systemPrinter: options.systemPrinter }),
    now,
    randomBytes,
    timers: realTimers,
    onTrouble: options.onTrouble,
  });
}
