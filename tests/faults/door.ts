import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { doorSecrets, openWebDoor } from '../../electron/station/browser-door/browser-door.ts';
import { stationFaultSentence } from '../../electron/station/station-faults.ts';
import { openStationHere } from '../../electron/station/station-here.ts';
import { fail, ok } from '../../shared/result.ts';

/** A station of the sample fair behind the browser's door, in a process that may be harmed. */

const [folder = '', server] = process.argv.slice(2);
const opened = await openStationHere({
  resources: join(import.meta.dirname, '../../resources'),
  folder,
  opensSample: true,
  ...(server !== undefined && { server }),
  version: 'test',
  canLeave: false,
  onTrouble: (what, error) => console.error(what, error),
  hid: { list: async () => ok([]), open: async () => fail({ kind: 'gone' }) },
});
if (opened.ok) {
  const { door: station } = opened.value;
  const door = await openWebDoor({
    station,
    pageFolder: '',
    port: 0,
    secrets: doorSecrets(randomBytes),
  });
  process.once('SIGTERM', () => void door.close().then(() => station.close()));
  console.log(`open at ${door.url}`);
} else {
  console.log(stationFaultSentence(opened.fault, folder));
  process.exitCode = 1;
}
