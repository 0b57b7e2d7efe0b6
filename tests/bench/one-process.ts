import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { doorSecrets, openWebDoor } from '../../electron/station/browser-door/browser-door.ts';
import { openSampleStation } from '../../electron/station/sample/sample-station.ts';
import { ROOT } from './gate.ts';

/** A station and its door in one process that nobody watches: what a supervised one is compared with. */

const [folder = '', pageFolder = '', slot] = process.argv.slice(2);
const opened = await openSampleStation({
  resources: join(ROOT, 'resources'),
  folder,
  slot: Number(slot),
  version: 'bench',
  canLeave: false,
  onTrouble: (what, error) => console.error(`${what}:`, error),
});
if (!opened.ok) throw new Error(opened.fault.kind);
const door = await openWebDoor({
  station: opened.value,
  pageFolder,
  port: 0,
  secrets: doorSecrets(randomBytes),
});
process.send?.(door.url);
process.on('disconnect', () => process.exit());
