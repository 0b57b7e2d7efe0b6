import { appendFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { hold, typePin } from '../journeys/staff-hand.ts';
import { typeAsScanner } from '../journeys/wedge-scanner.ts';
import { type Display, openDisplay, photograph, typeOnScreen } from './display.ts';
import { endKiosk, type KioskProcess, type StartOptions, startKiosk } from './kiosk-process.ts';
import { ownMountsMissing, withOwn } from './own-mounts.ts';
import { OFFICE, PRINTERS } from './stand-in/printers.ts';
import { type ElectronProgram, FIGURES, picturesOf, programGiven, standIn } from './program.ts';

/** Gives a journey the Electron of this run, and ends what the journey started. */

interface Machine {
  readonly program: ElectronProgram;
  readonly display: Display;
}

export const test = base.extend<
  {
    /** A data folder that nobody has used. */
    folder: string;
    start: (options?: Partial<StartOptions>) => KioskProcess;
    /** A scanner that types like a keyboard, into whatever has the focus. */
    scan: (page: Page, code: string) => Promise<void>;
    /** Keeps a picture of a real Electron’s screen, or of the page where nothing photographs a screen. */
    shot: (name: string, page?: Page) => Promise<void>;
    /** Keeps times for the lane to print; nothing fails by them. */
    figure: (name: string, ms: readonly number[]) => Promise<void>;
  },
  {
    machine: Machine;
    /** One kiosk for all journeys of a file that leave it as they found it: a start is the dearest part. */
    day: KioskProcess;
  }
>({
  machine: [
    // Playwright requires a destructuring pattern here, even an empty one.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const program = programGiven() ?? (await standIn());
      const display = program.isReal ? await openDisplay() : { env: {}, close: () => undefined };
      await use({ program, display });
      display.close();
    },
    { scope: 'worker' },
  ],
  day: [
    async ({ machine }, use) => {
      await withFolder(async (folder) => {
        await mkdir(join(folder, 'printers', OFFICE), { recursive: true });
        const kiosk = startKiosk(machine.program, machine.display, {
          folder,
          inside: ownMountsMissing() === undefined ? withOwn('stick', folder) : [],
          env: { [PRINTERS]: join(folder, 'printers') },
        });
        await use(kiosk);
        await endKiosk(kiosk);
      });
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern
  folder: ({}, use) => withFolder(use),
  start: async ({ machine, folder }, use, info) => {
    const started: KioskProcess[] = [];
    await use((options = {}) => {
      const kiosk = startKiosk(machine.program, machine.display, { folder, ...options });
      started.push(kiosk);
      return kiosk;
    });
    for (const kiosk of started) {
      await endKiosk(kiosk);
      if (info.status !== info.expectedStatus) {
        await info.attach('terminal', { body: kiosk.said(), contentType: 'text/plain' });
      }
    }
  },
  scan: async ({ machine }, use) => {
    await use(async (page, code) =>
      machine.program.isReal ? typeOnScreen(machine.display, code) : typeAsScanner(page, code),
    );
  },
  figure: async ({ machine }, use) => {
    await use(async (name, ms) => {
      await mkdir(picturesOf(machine.program), { recursive: true });
      const line = `${name}: ${ms.map(Math.round).join(', ')}\n`;
      await appendFile(join(picturesOf(machine.program), FIGURES), line);
    });
  },
  shot: async ({ machine }, use) => {
    await use(async (name, page) => {
      if (!machine.program.isReal) return;
      const file = join(picturesOf(machine.program), `${name}.png`);
      await page?.screenshot({ path: file });
      photograph(machine.display, file);
    });
  },
});

/** Presents a sample card or code to the simulated reader, as a click in the drawer does. */
export async function present(page: Page, id: string): Promise<void> {
  await page.evaluate((thing) => window.chunfeng?.call('sample.present', { id: thing }), id);
}

/** Someone comes with a card, and gets a pass. */
export async function checkIn(page: Page, who = 'zhou-jianguo'): Promise<void> {
  await present(page, who);
  await page.getByRole('button', { name: /同意，领通行证/ }).click();
  await expect(page.getByTestId('short-code')).toBeVisible();
}

export async function openStaffPanel(page: Page): Promise<void> {
  await hold(page);
  await typePin(page, '2580');
}

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-electron-'));
  await use(folder);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Ends the page's process, as a bug of Chromium's would. */
export async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // Nobody is left to answer it.
  session.send('Page.crash').catch(() => undefined);
  await crashed;
}

/** Keeps the page busy, until its process is killed or the window shows something else. */
export async function hang(page: Page): Promise<void> {
  const ended = Promise.race([
    page.waitForEvent('crash'),
    page.waitForEvent('close'),
    page.waitForEvent('framenavigated'),
  ]);
  const busy = (): never => {
    for (;;);
  };
  page.evaluate(busy).catch(() => undefined);
  await ended;
}

export { expect, type Page };
