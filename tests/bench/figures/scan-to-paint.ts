import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openSampleStation } from '../../../electron/station/sample/sample-station.ts';
import { doorSecrets, openWebDoor } from '../../../electron/station/browser-door/browser-door.ts';
import { launchChromium } from '../../journeys/chromium-here.ts';
import { type Bench, figure, type Measured, median, quantile } from '../figure.ts';
import { GATE_ONE, ROOT } from '../gate.ts';

/**
 * From a scanner's report to the answer on the screen, with its fact on disk in between. The times come from
 * this process and the page, which share one machine's clock.
 */

const full = { warmUp: 5, scans: 60 };
const tiny = { warmUp: 0, scans: 2 };
const BOOTHS = 4;

interface Face {
  readonly slot: number;
  readonly viewport: { readonly width: number; readonly height: number };
  /** Selects what a scan shows; its text differs between people. */
  readonly answer: string;
  /** Runs before each scan. */
  readonly ready: (page: Page) => Promise<void>;
  readonly thing: (scan: number) => string;
  /** Runs after each scan. */
  readonly leave: (page: Page) => Promise<void>;
}

export const scanToPaint = figure({
  name: 'scan-to-paint-p95-ms',
  unit: 'ms',
  aim: 100,
  full,
  tiny,
  measure: (bench, size) =>
    measured(bench, size, 'registration codes, scanned and checked in', {
      slot: GATE_ONE,
      viewport: { width: 1920, height: 1080 },
      answer: '[data-step="welcome"] img',
      ready: (page) => page.locator('[data-step="idle"]').waitFor(),
      thing: () => 'registered-sun',
      leave: (page) => page.getByRole('button', { name: /完成/ }).click(),
    }),
});

export const boothScanToPaint = figure({
  name: 'booth-scan-to-paint-p95-ms',
  unit: 'ms',
  aim: 100,
  full,
  tiny,
  measure: (bench, size) =>
    measured(bench, size, 'passes, scanned one after another at a booth', {
      slot: BOOTHS,
      viewport: { width: 1366, height: 768 },
      answer: '[data-testid="number"]',
      ready: async (page) => {
        await page.locator('.counter, .sign-in').first().waitFor();
        const open = page.getByRole('button', { name: /开台/ }).first();
        if (await open.isVisible()) await open.click();
        await page.locator('.counter').waitFor();
      },
      thing: (scan) => `pass-${(scan % 60) + 1}`,
      leave: async () => undefined,
    }),
});

async function measured(
  { folder, page: pageFolder }: Bench,
  { warmUp, scans }: typeof full,
  what: string,
  { slot, viewport, answer, ready, thing, leave }: Face,
): Promise<Measured> {
  const opened = await openSampleStation({
    resources: join(ROOT, 'resources'),
    folder,
    slot,
    version: 'bench',
    canLeave: false,
    onTrouble(trouble, error) {
      throw new Error(trouble, { cause: error });
    },
  });
  if (!opened.ok) throw new Error(`the station did not open: ${opened.fault.kind}`);
  const station = opened.value;
  const door = await openWebDoor({
    station,
    pageFolder: await pageFolder(),
    port: 0,
    secrets: doorSecrets(randomBytes),
  });
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport });
  await page.addInitScript(notePaints, answer);
  await page.goto(door.url);
  const times: number[] = [];
  for (let scan = 0; scan < warmUp + scans; scan += 1) {
    await ready(page);
    // A person walks up to a screen at rest.
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    await page.evaluate(() => delete document.documentElement.dataset.painted);
    const shown = performance.timeOrigin + performance.now();
    await station.dispatch('sample.present', { id: thing(scan) });
    const painted = await paintOf(page);
    if (scan >= warmUp) times.push(painted - shown);
    await leave(page);
  }
  await browser.close();
  await door.close();
  await station.close();
  const { width, height } = viewport;
  return {
    value: quantile(times, 0.95),
    note: `95th percentile of ${scans} ${what}, and painted at ${width}x${height} without a graphics card; median ${median(times).toFixed(1)} ms`,
  };
}

/** Runs in the page: the time of the first frame after a new answer was drawn. */
export function notePaints(answer: string): void {
  let seen: string | null | undefined;
  const observer = new MutationObserver(() => {
    const text = document.querySelector(answer)?.textContent;
    if (text === seen) return;
    seen = text;
    if (text === undefined) return;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        document.documentElement.dataset.painted = String(
          performance.timeOrigin + performance.now(),
        );
      });
      port1.start();
      port2.postMessage(undefined);
    });
  });
  observer.observe(document, {
    childList: true,
    subtree: true,
    characterData: true,
    attributes: true,
  });
}

export async function paintOf(page: Page): Promise<number> {
  const root = page.locator('html[data-painted]');
  await root.waitFor();
  return Number(await root.getAttribute('data-painted'));
}
