import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { z } from 'zod';
import { doorSecrets } from '../../../electron/station/browser-door/browser-door.ts';
import { browserStation } from '../../../electron/station/process/browser-station.ts';
import { launchChromium } from '../../journeys/chromium-here.ts';
import { figure, median, spread } from '../figure.ts';
import { ROOT } from '../gate.ts';
import { buildStation } from '../page.ts';
import { notePaints, paintOf } from './scan-to-paint.ts';

/** A station in a process of its own: what that costs a scan, and how soon it is back after a crash. */

const BOOTHS = 4;

interface Running {
  readonly url: string;
  readonly pid: () => number | undefined;
  close(): Promise<void>;
}

const SOURCE = join(ROOT, 'electron', 'station', 'process', 'station.ts');

async function supervised(folder: string, pageFolder: string, entry: string): Promise<Running> {
  const station = browserStation({
    entry,
    station: {
      resources: join(ROOT, 'resources'),
      folder,
      opensSample: true,
      slot: BOOTHS,
      version: 'bench',
    },
    pageFolder,
    port: 0,
    secrets: doorSecrets(randomBytes),
    note: () => undefined,
  });
  const opened = await station.start();
  if (!opened.ok || !opened.value.door) throw new Error('the station did not open');
  const { url } = opened.value.door;
  return { url, pid: () => station.current()?.pid, close: () => station.close() };
}

async function inOneProcess(folder: string, pageFolder: string): Promise<Running> {
  const child = fork(join(ROOT, 'tests', 'bench', 'one-process.ts'), [
    folder,
    pageFolder,
    String(BOOTHS),
  ]);
  const url = await new Promise((resolve) => child.once('message', resolve));
  return {
    url: z.string().parse(url),
    pid: () => child.pid,
    close: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.disconnect();
      }),
  };
}

async function openBooths(browser: Browser, { url }: Running): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await page.addInitScript(notePaints, '[data-testid="number"]');
  await page.goto(url);
  await page.locator('.counter, .sign-in').first().waitFor();
  const open = page.getByRole('button', { name: /开台/ }).first();
  if (await open.isVisible()) await open.click();
  await page.locator('.counter').waitFor();
  return page;
}

async function scan(page: Page, id: string): Promise<number> {
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  const shown = await page.evaluate((thing) => {
    delete document.documentElement.dataset.painted;
    void fetch('/call/sample.present', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ id: thing }),
    });
    return performance.timeOrigin + performance.now();
  }, id);
  return (await paintOf(page)) - shown;
}

export const scanInOwnProcess = figure({
  name: 'scan-own-process-ratio',
  unit: 'ratio',
  aim: 1.05,
  full: { warmUp: 10, pairs: 500 },
  tiny: { warmUp: 0, pairs: 2 },
  async measure({ folder, page }, { warmUp, pairs }) {
    const pageFolder = await page();
    const own = await supervised(join(folder, 'own'), pageFolder, SOURCE);
    const one = await inOneProcess(join(folder, 'one'), pageFolder);
    const browser = await launchChromium();
    const at = { own: await openBooths(browser, own), one: await openBooths(browser, one) };
    const times = { own: Array<number>(), one: Array<number>() };
    for (let pair = 0; pair < warmUp + pairs; pair += 1) {
      const order = pair % 2 === 0 ? (['own', 'one'] as const) : (['one', 'own'] as const);
      for (const which of order) {
        await at[which].bringToFront();
        const took = await scan(at[which], `pass-${(pair % 60) + 1}`);
        if (pair >= warmUp) times[which].push(took);
      }
    }
    await browser.close();
    await own.close();
    await one.close();
    return {
      value: median(times.own) / median(times.one),
      note: `medians of ${pairs} pairs of scans at a booth, from the scan to its painted answer, in turn: supervised in its own process ${spread(times.own)}, one process alone ${spread(times.one)}`,
    };
  },
});

/** One fewer than those after which the station is not started any more. */
const MOST_CRASHES = 4;

export const backAfterCrash = figure({
  name: 'back-after-crash-ms',
  unit: 'ms',
  aim: 3_000,
  full: { crashes: MOST_CRASHES },
  tiny: { crashes: 1 },
  async measure({ folder, page: pageFolder }, { crashes }) {
    const station = await supervised(folder, await pageFolder(), await buildStation());
    const browser = await launchChromium();
    const page = await openBooths(browser, station);
    const times: number[] = [];
    for (let crash = 0; crash < crashes; crash += 1) {
      const pid = station.pid();
      if (pid === undefined) throw new Error('no station runs');
      const killed = performance.now();
      process.kill(pid, 'SIGKILL');
      await page.locator('[data-lost="true"]').waitFor();
      await page.locator('[data-lost="false"]').waitFor();
      times.push(performance.now() - killed);
    }
    await browser.close();
    await station.close();
    return {
      value: Math.max(...times),
      note: `the longest of ${crashes} kills, from the signal until the page serves again; ${times.map((ms) => ms.toFixed(0)).join(', ')} ms`,
    };
  },
});
