import { join } from 'node:path';
import { openSampleStation } from '../../../electron/station/sample/sample-station.ts';
import { central } from '../../central.ts';
import { launchChromium } from '../../journeys/chromium-here.ts';
import { signIn } from '../../journeys/sign-in.ts';
import { figure, median, quantile } from '../figure.ts';
import { ROOT } from '../gate.ts';
import { notePaints, paintOf } from './scan-to-paint.ts';

/** From a pass scan at a booth, through the server, to the figure on the organiser's screen. */

const BOOTHS = 4;
const VISITS = '.key-figures > div:nth-child(2) b';

export const liveDelay = figure({
  name: 'live-delay-p95-ms',
  unit: 'ms',
  aim: 1_000,
  full: { scans: 40 },
  tiny: { scans: 2 },
  async measure({ folder, page: pageFolder }, { scans }) {
    const at = await central(folder, undefined, {}, await pageFolder());
    at.at(Date.now());
    const opened = await openSampleStation({
      resources: join(ROOT, 'resources'),
      folder: join(folder, 'booth'),
      slot: BOOTHS,
      version: 'bench',
      canLeave: false,
      server: at.url,
      onTrouble(trouble, error) {
        throw new Error(trouble, { cause: error });
      },
    });
    if (!opened.ok) throw new Error(`the station did not open: ${opened.fault.kind}`);
    const station = opened.value;
    const present = (id: string) => station.dispatch('sample.present', { id });
    await station.dispatch('station.hello', {});
    await present('booth-card-a01');
    const browser = await launchChromium();
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await page.addInitScript(notePaints, VISITS);
    await page.goto(at.url);
    await signIn(page);
    await page.locator(VISITS).waitFor();
    const times: number[] = [];
    for (let scan = 1; scan <= scans; scan += 1) {
      await page.evaluate(() => delete document.documentElement.dataset.painted);
      const shown = performance.timeOrigin + performance.now();
      await present(`pass-${scan}`);
      times.push((await paintOf(page)) - shown);
    }
    await browser.close();
    await station.close();
    await at.close();
    return {
      value: quantile(times, 0.95),
      note: `95th percentile of ${scans} passes, on disk at the booth and at the server in between; median ${median(times).toFixed(0)} ms`,
    };
  },
});
