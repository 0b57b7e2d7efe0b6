import { format } from 'node:util';
import packageJson from '../../package.json' with { type: 'json' };
import type { StationDoor } from '../station/open/station-door.ts';
import type { SaveFile } from '../station/export/save-file.ts';
import { hidSystem, loadNodeHid } from '../station/reader/hid-device.ts';
import type { SystemPrinter } from '../station/print/printing.ts';
import type { SystemWrap } from '../station/keys/system-wrap.ts';
import type { ProxyOf } from '../station/sync/network.ts';
import { stationFaultSentence } from '../station/station-faults.ts';
import { openStationHere } from '../station/station-here.ts';

/**
 * Opens the station behind the kiosk's window. If that fails, the error's message is written for a
 * person.
 */
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
    onTrouble: (what, error) => void process.stderr.write(`${format(`${what}:`, error)}\n`),
    hid: hidSystem(loadNodeHid),
  });
  if (!opened.ok) throw new Error(stationFaultSentence(opened.fault, options.folder));
  return opened.value.door;
}
