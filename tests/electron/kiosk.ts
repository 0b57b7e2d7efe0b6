import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { root } from '../report/outcome.ts';
import { typeAsScanner } from '../journeys/wedge-scanner.ts';
import { type Display, openDisplay, photograph, typeOnScreen } from './display.ts';
import { endKiosk, type KioskProcess, type StartOptions, startKiosk } from './kiosk-process.ts';
import { type ElectronProgram, programGiven, standIn } from './program.ts';

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
    /** Keeps a picture of the whole screen, or of the page where there is no screen. */
    shot: (name: string, page?: Page) => Promise<void>;
  },
  { machine: Machine }
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
  // oxlint-disable-next-line no-empty-pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'chunfeng-electron-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
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
  shot: async ({ machine }, use) => {
    await use(async (name, page) => {
      const folder = join(root, 'test-results', 'electron', machine.program.name);
      const file = join(folder, `${name}.png`);
      await page?.screenshot({ path: file });
      if (machine.program.isReal) photograph(machine.display, file);
    });
  },
});

/** Presents a sample card or code to the simulated reader, as a click in the drawer does. */
export async function present(page: Page, id: string): Promise<void> {
  await page.evaluate((thing) => window.chunfeng?.call('sample.present', { id: thing }), id);
}

/** Someone comes with a card, and gets a pass. */
export async function checkIn(page: Page): Promise<void> {
  await present(page, 'zhou-jianguo');
  await page.getByRole('button', { name: /同意，领通行证/ }).click();
  await expect(page.getByTestId('short-code')).toBeVisible();
}

/** The next one comes with a registration, and gets another pass. */
export async function checkInNext(page: Page): Promise<void> {
  const before = await page.getByTestId('short-code').allInnerTexts();
  await present(page, 'registered-sun');
  await expect(page.getByTestId('short-code')).not.toHaveText(before[0] ?? 'no code yet');
}

/** Ends the page's process, as a bug of Chromium's would. */
export async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // Nobody is left to answer it.
  session.send('Page.crash').catch(() => undefined);
  await crashed;
}

/** Keeps the page busy for ever. */
export function hang(page: Page): void {
  const busy = (): never => {
    for (;;);
  };
  page.evaluate(busy).catch(() => undefined);
}

export { expect, type Page };
