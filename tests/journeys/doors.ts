import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { openStationHere } from '../../electron/station/station-here.ts';
import type { DoorOptions } from '../../electron/station/open/station-options.ts';
import type { ListMedia } from '../../electron/station/export/media.ts';
import type { HidSystem } from '../../electron/station/reader/plugged-readers.ts';
import type { StationDoor } from '../../electron/station/open/station-door.ts';
import type { Clock } from '../../electron/station/clock/timers.ts';
import {
  doorSecrets,
  openWebDoor,
  type WebDoor,
} from '../../electron/station/browser-door/browser-door.ts';
import { fail, ok } from '../../shared/result.ts';
import { openDisplay } from '../electron/display.ts';
import { endKiosk, startKiosk } from '../electron/kiosk-process.ts';
import { listenForComplaints } from './complaints.ts';
import { electronHere } from './electron-here.ts';

/** The two doors of a station, opened for a journey. Each journey runs through both. */

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface OpenDoor {
  readonly page: Page;
  /** The address for a browser; a journey that needs it is marked `@browser`. */
  readonly url: string;
  /** Presents a sample card or code to the simulated reader, as a click in the drawer does. */
  present(id: string): Promise<void>;
  /** Notices that the station wrote; the journey fails if any are left at the end. */
  readonly troubles: string[];
  /** Errors and policy breaches of the page; the journey fails if any are left at the end. */
  readonly complaints: string[];
  /** Ends the station's program under the page and starts it again at the same port: `@browser`. */
  endDoor(): Promise<void>;
  startDoor(): Promise<string>;
  close(): Promise<void>;
}

/** Without a real reader: a sample fair has simulated ones, and every fair accepts the keyboard. */
const nothingPluggedIn: HidSystem = {
  list: () => Promise.resolve(ok([])),
  open: () => Promise.resolve(fail({ kind: 'gone' })),
};

export interface BrowserDoorOptions {
  /** The folder of another fair. */
  readonly resources?: string;
  /** The address that the station's server listens at. */
  readonly server?: string;
  /** A folder without a fair opens the first screen, and not the sample. */
  readonly firstScreen?: boolean;
  /** The station's clock; the browser context controls the page's own. */
  readonly clock?: Clock;
  /** What a kiosk's window does, and a browser's door leaves to its browser. */
  readonly asKiosk?: Pick<DoorOptions, 'saving' | 'systemPrinter'>;
  /** The sticks that are plugged in, for a machine without a fair. */
  readonly listMedia?: ListMedia;
  /** Sits between the station and its page; it can watch or hold messages. */
  readonly between?: (station: StationDoor) => StationDoor;
  /** Runs before the page opens. */
  readonly prepare?: (station: StationDoor) => Promise<void>;
}

export async function browserDoor(
  folder: string,
  slot: number,
  context: BrowserContext,
  options: BrowserDoorOptions = {},
): Promise<OpenDoor> {
  const {
    resources = join(root, 'resources'),
    server,
    clock,
    listMedia,
    between: wrap,
    prepare,
  } = options;
  const troubles: string[] = [];
  const opened = await openStationHere({
    resources,
    folder,
    opensSample: !options.firstScreen,
    slot,
    version: 'test',
    canLeave: false,
    onTrouble: (what, error) => troubles.push(`${what}: ${String(error)}`),
    hid: nothingPluggedIn,
    ...(server && { server }),
    ...(clock && { clock }),
    ...(listMedia && { listMedia }),
    ...options.asKiosk,
  });
  if (!opened.ok) throw new Error(`the station did not open: ${opened.fault.kind}`);
  const station = opened.value.door;
  await prepare?.(station);
  const served = wrap?.(station) ?? station;
  const openDoor = (port: number): Promise<WebDoor> =>
    openWebDoor({
      station: served,
      pageFolder: join(root, 'dist', 'renderer'),
      port,
      secrets: doorSecrets(randomBytes),
    });
  let door = await openDoor(0);
  const page = await context.newPage();
  const complaints = await listenForComplaints(page);
  await page.goto(door.url);
  await listening(page);
  return {
    page,
    url: door.url,
    async present(id) {
      await station.dispatch('sample.present', { id });
    },
    troubles,
    complaints,
    endDoor: () => door.close(),
    async startDoor() {
      door = await openDoor(door.port);
      return door.url;
    },
    async close() {
      await page.goto('about:blank');
      await door.close();
      await station.close();
    },
  };
}

/** What a station says in passing, a page hears once its role's part is there; some journeys hold that back. */
async function listening(page: Page): Promise<void> {
  await page
    .waitForFunction(
      () =>
        document.querySelector('#root > *') && !document.querySelector('.starting:not([hidden])'),
      undefined,
      { timeout: 5_000 },
    )
    .catch(() => undefined);
}

export async function electronDoor(folder: string, slot: number): Promise<OpenDoor> {
  const program = electronHere();
  if (!program.ok) throw new Error(program.fault.why);
  const display = await openDisplay();
  const kiosk = startKiosk(program.value, display, { folder, slot, args: ['--windowed'] });
  const troubles: string[] = [];
  kiosk.child.stderr?.on('data', (chunk: Buffer) => {
    // Chromium logs its own messages to the same stream; ours begin with their name.
    for (const line of chunk.toString().split('\n')) {
      if (/^(check-in|booth|scan|notice|backup|[a-z]+\.[a-z]+):/.test(line)) troubles.push(line);
    }
  });
  const page = await kiosk.page();
  const complaints = await listenForComplaints(page);
  const browserOnly = (): never => {
    throw new Error('only a browser can run this journey: mark it @browser');
  };
  return {
    page,
    url: '',
    async present(id) {
      await page.evaluate((thing) => window.chunfeng?.call('sample.present', { id: thing }), id);
    },
    troubles,
    complaints,
    endDoor: browserOnly,
    startDoor: browserOnly,
    close: async () => {
      await endKiosk(kiosk);
      display.close();
    },
  };
}
