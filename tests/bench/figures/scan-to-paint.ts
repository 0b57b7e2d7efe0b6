import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import sparticuz from '@sparticuz/chromium';
import { openSampleStation } from '../../../electron/launch/sample-station.ts';
import { openWebDoor } from '../../../electron/web.ts';
import { type Figure, median, quantile } from '../figure.ts';
import { ROOT } from '../gate.ts';

/**
 * From a scanner's report to the answer on the screen, its check-in on disk in between: the clocks
 * are this process's and the page's, both set by the same machine.
 */

const WARM_UP = 5;
const SCANS = 60;

export const scanToPaint: Figure = {
  name: 'scan-to-paint-p95-ms',
  unit: 'ms',
  aim: 100,
  async measure(folder) {
    const opened = await openSampleStation({
      resources: join(ROOT, 'resources'),
      folder,
      version: 'bench',
      canLeave: false,
      onTrouble(what, error) {
        throw new Error(what, { cause: error });
      },
    });
    if (!opened.ok) throw new Error(`the station did not open: ${opened.fault.kind}`);
    const station = opened.value;
    const pageFolder = join(ROOT, 'dist', 'renderer');
    const door = await openWebDoor({ station, pageFolder, port: 0, randomBytes });
    const browser = await chromium.launch({
      executablePath: await sparticuz.executablePath(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    });
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await page.addInitScript(notePaints);
    await page.goto(door.url);
    const times: number[] = [];
    for (let scan = 0; scan < WARM_UP + SCANS; scan += 1) {
      await page.locator('[data-step="idle"]').waitFor();
      // At rest, as a screen is that someone walks up to.
      await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
      const shown = performance.timeOrigin + performance.now();
      await station.dispatch('sample.present', { id: 'registered-sun' });
      const painted = await paintOf(page);
      if (scan >= WARM_UP) times.push(painted - shown);
      await page.getByRole('button', { name: /完成/ }).click();
    }
    await browser.close();
    await door.close();
    await station.close();
    return {
      value: quantile(times, 0.95),
      note: `95th percentile of ${SCANS} registration codes, scanned, checked in and painted at 1920x1080 without a graphics card; median ${median(times).toFixed(1)} ms`,
    };
  },
};

/** In the page: when the welcome first stood on the screen, by the frame after the one that drew it. */
function notePaints(): void {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('[data-step="welcome"] img')) return;
    observer.disconnect();
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
  observer.observe(document, { childList: true, subtree: true, attributes: true });
}

async function paintOf(page: Page): Promise<number> {
  const root = page.locator('html[data-painted]');
  await root.waitFor();
  return Number(await root.getAttribute('data-painted'));
}
