import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { GATE_ONE } from '../../electron/station/sample/sample-station.ts';
import { launchChromium } from './chromium-here.ts';
import { commandDoor } from './command-door.ts';
import {
  browserDoor,
  type BrowserDoorOptions,
  electronDoor,
  type OpenDoor,
  root,
} from './doors.ts';

/** Gives each journey its own sample fair, in a real Chromium or in real Electron, here or in another system. */
export interface Kiosk extends Omit<OpenDoor, 'page' | 'close'> {
  /** Keeps a screenshot; `npm run screens` judges every screen. */
  shot(name: string): Promise<void>;
  /** The station's data folder. */
  readonly folder: string;
}

export interface DoorOption {
  readonly door: 'browser' | 'electron' | 'command';
}

interface Running extends OpenDoor {
  readonly folder: string;
}

export const test = base.extend<
  DoorOption & {
    /** Prepares the data folder before the station opens. */
    prepare: (folder: string) => Promise<void>;
    /** For a browser's door. */
    doorOptions: BrowserDoorOptions;
    /** The number of the sample fair's station. */
    slot: number;
    running: Running;
    kiosk: Kiosk;
  }
>({
  door: ['browser', { option: true }],
  browser: [
    // Playwright requires a destructuring pattern here, even an empty one.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const browser = await launchChromium();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern
  prepare: ({}, use) => use(async () => undefined),
  // oxlint-disable-next-line no-empty-pattern
  doorOptions: ({}, use) => use({}),
  slot: [GATE_ONE, { option: true }],
  running: async ({ door, context, prepare, doorOptions, slot }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'chunfeng-journey-'));
    await prepare(folder);
    const doors = { browser: browserDoor, electron: electronDoor, command: commandDoor };
    const opened = await doors[door](folder, slot, context, doorOptions);
    await use({ ...opened, folder });
    await opened.close();
    await rm(folder, { recursive: true, force: true });
    expect(opened.troubles).toEqual([]);
    expect(opened.complaints).toEqual([]);
  },
  page: ({ running }, use) => use(running.page),
  kiosk: async ({ running, page }, use, info) => {
    await use({
      ...running,
      async shot(name) {
        const file = join(root, 'test-results', 'screens', info.project.name, `${name}.jpg`);
        // A JPEG takes half the time of a PNG.
        await page.screenshot({ path: file, quality: 90 });
      },
    });
  },
});

export { expect, type Page };
