import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { launchChromium } from './chromium-here.ts';
import { film } from './filmed.ts';
import { hubWithACode } from './hub-with-a-code.ts';
import { expect, test as base } from './kiosk.ts';

/**
 * Story: an empty laptop with a camera and no scanner. Desired end: it looks at the organiser's screen and at
 * the staff card, and is that station, without a key typed.
 */

const SLOT = 3;

const test = base.extend<object, { readonly browser: Browser }>({
  browser: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'chunfeng-join-'));
      const running = await hubWithACode(folder, SLOT);
      const file = join(folder, 'camera.y4m');
      // The first card comes before any code: it only gets a sentence.
      await film(file, [
        { scene: { text: running.card, module: 5, turn: 6 }, seconds: 1.4 },
        { seconds: 0.4 },
        { scene: { text: running.code, module: 4, turn: -5, noise: 6 }, seconds: 1.6 },
        { seconds: 0.4 },
      ]);
      const browser = await launchChromium({ camera: file });
      await use(browser);
      await browser.close();
      await running.close();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern
  doorOptions: ({}, use) => use({ firstScreen: true }),
});

test('an empty laptop joins with its camera alone', { tag: '@browser' }, async ({
  page,
  kiosk,
}) => {
  await expect(page.getByRole('heading', { name: /这台电脑用来做什么/ })).toBeVisible();
  await kiosk.shot('first');
  await page.getByRole('button', { name: /^加入招聘会/ }).click();
  await kiosk.shot('join-code');
  const began = Date.now();
  await page.getByRole('button', { name: /^用摄像头扫/ }).click();
  await expect(page.getByText('快速通道').first()).toBeVisible();
  await expect(page.getByTestId('idle')).toBeVisible();
  const seconds = Math.round((Date.now() - began) / 1000);
  test
    .info()
    .annotations.push({ type: 'seconds from camera to station', description: `${seconds}` });
  await kiosk.shot('joined');
});

for (const { call, way, asks } of [
  { call: 'first.join', way: [/^加入招聘会/], asks: 'join-code' },
  { call: 'first.takeOver', way: [/^加入招聘会/, /^接替/], asks: 'take-over-sheet' },
]) {
  test(`nobody is asked for a scan (${asks}) before the station waits for it`, {
    tag: '@browser',
  }, async ({ page }) => {
    const [asked, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await page.route(`**/call/${call}`, async (route) => {
      asked.resolve();
      await held.promise;
      await route.continue();
    });
    for (const name of way) await page.getByRole('button', { name }).click();
    await asked.promise;
    await expect(page.getByTestId(asks)).toBeHidden();
    held.resolve();
    await expect(page.getByTestId(asks)).toBeVisible();
  });

  test(`a station that does not begin (${asks}) leads back to the step before`, {
    tag: '@browser',
  }, async ({ page }) => {
    let refusals = 0;
    await page.route(
      `**/call/${call}`,
      async (route) => {
        refusals += 1;
        await route.fulfill({ json: { ok: false, fault: { kind: 'bug' } } });
      },
      { times: 1 },
    );
    for (const name of way) await page.getByRole('button', { name }).click();
    await expect.poll(() => refusals).toBe(1);
    for (const name of way.slice(-1)) await page.getByRole('button', { name }).click();
    await expect(page.getByTestId(asks)).toBeVisible();
  });
}
