import packageJson from '../../package.json' with { type: 'json' };
import type { StationDoor } from '../door/station-door.ts';
import { hidSystem, loadNodeHid } from '../reader/hid-device.ts';
import { openSampleStation } from './sample-station.ts';
import { stationFaultSentence } from './station-faults.ts';

/** The station behind the kiosk's window. Where it can't open, the error's message is for a person. */
export async function openKioskStation(options: {
  readonly resources: string;
  readonly folder: string;
}): Promise<StationDoor> {
  const opened = await openSampleStation({
    ...options,
    version: packageJson.version,
    canLeave: true,
    onTrouble: (what, error) => console.error(`${what}:`, error),
    hid: hidSystem(loadNodeHid),
  });
  if (!opened.ok) throw new Error(stationFaultSentence(opened.fault, options.folder));
  return opened.value;
}
