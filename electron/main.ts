import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  Menu,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
} from 'electron';
import packageJson from '../package.json' with { type: 'json' };
import { refuseCoreDumps } from './station/open/core-dumps.ts';
import { hardenChromium, refusedSwitch, startOptions } from './shell/command-line.ts';
import { type KioskWindow, openKioskWindow } from './shell/kiosk-window.ts';
import { ForThePerson, lastResort } from './shell/last-resort.ts';
import { fetchNoDictionaries, lockSession } from './shell/lock-session.ts';
import { ownPlace, whyElsewhere } from './shell/own-place.ts';
import { pageScheme, servePage } from './shell/protocol.ts';
import { saveByDialog } from './shell/save-dialog.ts';
import { systemWrapOf } from './shell/safe-storage.ts';
import { starterOf } from './shell/starter.ts';
import { forkUtilityHub, forkUtilityStation, pageStation } from './shell/utility-station.ts';
import { wayOut } from './shell/way-out.ts';
import { PARTITION, windowOptions } from './shell/window.ts';
import { windowPrinter } from './shell/window-printer.ts';
import { realTimers } from './station/clock/timers.ts';
import { keptHub } from './station/process/kept-hub.ts';
import { openLog } from './station/process/log.ts';
import { superviseStation } from './station/process/supervisor.ts';

/**
 * Electron's entry point. It passes real objects to the modules in `shell/`, and decides nothing
 * itself.
 */

const root = join(import.meta.dirname, '..', '..');
const { folder, browserFolder, windowed, opensSample, slot, server } = startOptions(process.argv, {
  isPackaged: app.isPackaged,
  userData: app.getPath('userData'),
});
/** Why this process's log could not be written before there was a station to tell staff. */
const logFailures: string[] = [];
let tellStaff = (reason: string): void => void logFailures.push(reason);
const note = openLog({ name: 'main', folder: () => folder, onFailing: (why) => tellStaff(why) });

const starter = starterOf(process, app);
function showError(title: string, content: string): void {
  // The kiosk is always on top, so a dialogue beneath it would stay unseen.
  for (const window of BrowserWindow.getAllWindows()) window.hide();
  dialog.showErrorBox(title, content);
}
lastResort({ bugs: process, app: starter.app, showError, now: Date.now, note });
refuseCoreDumps(process.platform);
hardenChromium(app.commandLine);
protocol.registerSchemesAsPrivileged([pageScheme]);
Menu.setApplicationMenu(null);

const refused = refusedSwitch(app.commandLine, app.isPackaged);
if (refused === undefined) openHere();
else {
  note(`--${refused} is not for a kiosk`);
  starter.app.exit(1);
}

function openHere(): void {
  const place = ownPlace({ folder, browserFolder, app });
  if (place.kind === 'first') return void app.whenReady().then(openKiosk);
  const { sentence, code } = whyElsewhere(place, folder);
  note(sentence);
  starter.settled();
  if (code === 0) return starter.app.exit(0);
  // A box needs Electron ready; before that it would be only another line on stderr.
  void app.whenReady().then(() => {
    showError('春风无法启动 Chunfeng cannot start', sentence);
    starter.app.exit(code);
  });
}

async function openKiosk(): Promise<void> {
  starter.ready();
  fetchNoDictionaries(session.defaultSession);
  // If the window was never made there is nothing to close, but the ledger must still close.
  let kiosk: KioskWindow<BrowserWindow> | undefined;
  const systemWrap = systemWrapOf(safeStorage, process.platform);
  const station = superviseStation({
    fork: () => forkUtilityStation(join(root, 'dist', 'station', 'station.js')),
    opening: {
      resources: join(root, 'resources'),
      folder,
      opensSample,
      ...(slot !== undefined && { slot }),
      ...(server !== undefined && { server }),
      version: packageJson.version,
      canLeave: true,
      savesFiles: true,
    },
    platform: {
      ...(systemWrap && { systemWrap }),
      // A kiosk's window covers every dialogue: there, staff choose a place on our page.
      ...(windowed && { saveFile: saveByDialog(askWhere) }),
      proxyOf: (address) => session.defaultSession.resolveProxy(address),
      systemPrinter: windowPrinter(() => kiosk, realTimers),
      keptHub: keptHub({
        pageFolder: join(root, 'dist', 'renderer'),
        fork: () => forkUtilityHub(join(root, 'dist', 'hub', 'hub.js')),
        timers: realTimers,
        now: () => performance.now(),
        note,
      }),
    },
    timers: realTimers,
    now: () => performance.now(),
    note,
  });
  tellStaff = (reason) => station.logFailing(reason);
  logFailures.forEach(tellStaff);
  const opened = await station.start();
  if (!opened.ok) throw new ForThePerson(opened.fault.sentence);
  async function askWhere(name: string): Promise<Electron.SaveDialogReturnValue> {
    const parent = kiosk?.window();
    const defaultPath = join(app.getPath('downloads'), name);
    return parent
      ? dialog.showSaveDialog(parent, { defaultPath })
      : { canceled: true, filePath: '' };
  }
  const own = session.fromPartition(PARTITION);
  await lockSession(own, { devTools: windowed });
  servePage(own.protocol, join(root, 'dist', 'renderer'));
  const preload = join(root, 'dist', 'preload', 'preload.cjs');

  const { leave } = wayOut({
    app,
    exit: (code) => starter.app.exit(code),
    powerMonitor,
    signals: process,
    timers: realTimers,
    close: async () => {
      kiosk?.close();
      await station.close();
    },
  });
  kiosk = openKioskWindow({
    create: () => new BrowserWindow(windowOptions({ preload, windowed })),
    station: pageStation(station),
    windowed,
    timers: realTimers,
    powerMonitor,
    displays: screen,
    powerSaveBlocker,
    leave,
    note,
  });
  starter.settled();
  station.onLeave(leave);
  app.on('second-instance', () => kiosk?.focus());
}
