import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { GATE_ONE, SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { thingsAt } from '../../electron/station/sample/sample-things.ts';
import { launchChromium } from './chromium-here.ts';
import { root } from './doors.ts';
import { film } from './filmed.ts';
import { expect, test as base } from './kiosk.ts';
import { enrolled } from '../screens/walks/locked.ts';
import { asStaff, hold, typePin } from './staff-hand.ts';

/**
 * Story: a booth with a laptop and no scanner. Desired end: staff switch its camera on, and the booth's card
 * and a visitor's pass are read as by a scanner.
 */

const BOOTH = 4;

/** What the sample booth's scanner can be shown. */
async function codes(): Promise<ReadonlyMap<string, string>> {
  const sample = await loadSampleFair(join(root, 'resources', SAMPLE_FAIR));
  const station = sample.fair.stations.find(({ slot }) => slot === BOOTH);
  const things = station ? await thingsAt(station, sample, Date.now) : [];
  return new Map(
    things.flatMap((thing) =>
      thing.kind === 'code' && thing.code.kind === 'text' ? [[thing.id, thing.code.text]] : [],
    ),
  );
}

const test = base.extend<object, { readonly browser: Browser }>({
  browser: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'chunfeng-film-'));
      const file = join(folder, 'camera.y4m');
      const there = await codes();
      const [card = '', pass = ''] = ['booth-card-a01', 'pass-1'].map((id) => there.get(id));
      await film(file, [
        { scene: { text: card, module: 6, turn: 8 }, seconds: 1.4 },
        { seconds: 0.4 },
        { scene: { text: pass, module: 6, turn: -5, noise: 8 }, seconds: 1.4 },
        { seconds: 0.4 },
      ]);
      const browser = await launchChromium({ camera: file });
      await use(browser);
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
});

test.use({ slot: BOOTH });

test('a laptop’s camera reads a booth’s card and a visitor’s pass', { tag: '@browser' }, async ({
  page,
  kiosk,
}) => {
  await expect(page.getByRole('heading', { name: /哪家单位到了/ })).toBeVisible();
  await expect(page.getByTestId('camera-dock')).toHaveCount(0);
  await hold(page);
  await typePin(page, '2580');
  const choice = page.getByTestId('camera-choice');
  await choice.getByRole('button', { name: /用来扫码/ }).click();
  await expect(choice.getByText('就绪')).toBeVisible();
  const listed = page.locator('.panel-readers li').filter({ hasText: '摄像头' });
  await expect(listed.getByText('就绪')).toBeVisible();
  const picture = choice.getByLabel(/摄像头的画面/);
  await picture.scrollIntoViewIfNeeded();
  await expect(picture).toHaveJSProperty('readyState', 4);
  await kiosk.shot('camera-panel');
  await page.setViewportSize({ width: 1366, height: 768 });
  await picture.scrollIntoViewIfNeeded();
  await kiosk.shot('camera-panel-flat');
  await page.getByRole('button', { name: /^关闭/ }).click();
  const booth = page.getByRole('region', { name: /^A01/ });
  await expect(booth.getByRole('heading', { name: '孙女士' })).toBeVisible();
  await expect(page.getByTestId('camera-dock')).toContainText(/二维码放进框里|读到了/);
  await kiosk.shot('camera-booth-flat');
  await page.setViewportSize({ width: 1080, height: 1920 });
  await kiosk.shot('camera-booth');
});

test.describe('at the entrance', () => {
  test.use({ slot: GATE_ONE });

  test('a camera that was on before reads a pass', { tag: '@browser' }, async ({ page, kiosk }) => {
    await asStaff(page, 'staff.camera', { setting: { on: true, camera: null } });
    await page.reload();
    await expect(page.getByTestId('camera-dock')).toBeVisible();
    await expect(page.getByTestId('pass-qr')).toBeVisible();
    await kiosk.shot('camera-entrance');
  });
});

test.describe('at a locked station', () => {
  test.use({
    slot: GATE_ONE,
    // oxlint-disable-next-line no-empty-pattern
    prepare: ({}, use) => use((folder: string) => enrolled(folder, join(root, 'resources'))),
  });

  test('the camera looks for the staff card after one tap', { tag: '@browser' }, async ({
    page,
    kiosk,
  }) => {
    await expect(page.getByTestId('camera-dock')).toHaveCount(0);
    await page.getByRole('button', { name: /用摄像头扫工作卡/ }).click();
    await expect(page.locator('.locked-said')).toHaveText(/这不是工作卡/);
    await kiosk.shot('camera-locked');
    await page.setViewportSize({ width: 1366, height: 768 });
    await kiosk.shot('camera-locked-flat');
  });
});
