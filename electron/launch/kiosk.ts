import packageJson from '../../package.json' with { type: 'json' };
import type { StationDoor } from '../door/station-door.ts';
import type { SaveFile } from '../export/save-file.ts';
import { hidSystem, loadNodeHid } from '../reader/hid-device.ts';
import type { SystemPrinter } from '../print/printing.ts';
import type { SystemWrap } from '../keys/system-wrap.ts';
import type { ProxyOf } from '../sync/network.ts';
import { stationFaultSentence } from './station-faults.ts';
import { openStationHere } from './station-here.ts';

/** The station behind the kiosk's window. Where it can't open, the error's message is for a person. */
export async function openKioskStation(options: {
  readonly resources: string;
  readonly folder: string;
  readonly slot?: number;
  readonly systemWrap?: SystemWrap;
  readonly systemPrinter: SystemPrinter;
  readonly saveFile: SaveFile;
  readonly server?: string;
  readonly proxyOf: ProxyOf;
}): Promise<StationDoor> {
  const opened = await openStationHere({
    ...options,
    version: packageJson.version,
    canLeave: true,
    onTrouble: (what, error) => console.error(`${what}:`, error),
    hid: hidSystem(loadNodeHid),
  });
  if (!opened.ok) throw new Error(stationFaultSentence(opened.fault, options.folder));
  return opened.value.door;
}
