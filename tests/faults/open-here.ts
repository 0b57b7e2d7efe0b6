import { join } from 'node:path';
import { stationFaultSentence } from '../../electron/station/station-faults.ts';
import { openStationHere } from '../../electron/station/station-here.ts';
import { fail, ok } from '../../shared/result.ts';

/** Opens the sample's station in a folder as a door does, and ends. */

const [folder = ''] = process.argv.slice(2);
const opened = await openStationHere({
  resources: join(import.meta.dirname, '../../resources'),
  folder,
  version: 'test',
  canLeave: false,
  onTrouble: () => undefined,
  hid: { list: async () => ok([]), open: async () => fail({ kind: 'gone' }) },
});
if (opened.ok) await opened.value.door.close();
else {
  console.log(stationFaultSentence(opened.fault, folder));
  process.exitCode = 1;
}
