import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { root } from '../report/outcome.ts';
import { type Display, openDisplay, photograph } from './display.ts';
import { type KioskProcess, type StartOptions, startKiosk } from './kiosk-process.ts';
import { type ElectronProgram, programHere } from './program.ts';

/** Gives a journey the Electron of this run, and ends what the journey started. */

interface Machine {
  readonly program: ElectronProgram;
  readonly display: Display;
}

export const test = base.extend<
  {
    /** A data folder that nobody has used. */
    folder: string;
    start(options?: Partial<StartOptions>): KioskProcess;
    /** Keeps a picture of the whole screen, or of the page where there is no screen. */
    shot(name: string, page?: Page): Promise<void>;
  },
  { machine: Machine }
>({
  machine: [
    // Playwright requires a destructuring pattern here, even an empty one.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const program = await programHere();
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
      await end(kiosk);
      if (info.status !== info.expectedStatus) {
        await info.attach('terminal', { body: kiosk.said(), contentType: 'text/plain' });
      }
    }
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

/** As an operator ends it: the window itself refuses to close. */
async function end({ child, ended }: KioskProcess): Promise<void> {
  child.kill('SIGTERM');
  const killed = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(killed);
}

/** Presents a sample card or code to the simulated reader, as a click in the drawer does. */
export async function present(page: Page, id: string): Promise<void> {
  await page.evaluate((thing) => window.chunfeng?.call('sample.present', { id: thing }), id);
}

export async function checkIn(page: Page): Promise<void> {
  await present(page, 'zhou-jianguo');
  await page.getByRole('button', { name: /同意，领通行证/ }).click();
  await expect(page.getByRole('img', { name: /通行证二维码/ })).toBeVisible();
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
