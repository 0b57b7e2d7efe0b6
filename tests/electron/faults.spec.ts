import { checkIn, expect, hang, present, test } from './kiosk.ts';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pressOnScreen, windowsOnScreen } from './display.ts';
import { fill, ownMountsMissing, seenBy, withOwn } from './own-mounts.ts';
import { stationPid } from './station-process.ts';

/**
 * Story: something breaks while a fair goes on. Desired end: the screen comes back by itself, with a
 * sentence meanwhile, and what was recorded is kept.
 */

test('a page that hangs comes back', { tag: '@slow' }, async ({ start, shot }) => {
  const kiosk = start();
  await hang(await kiosk.page());
  const page = await kiosk.page();
  await shot('after-hang', page);
  await checkIn(page);
});

test('a station that hangs comes back, and the page says so meanwhile', {
  tag: '@slow',
}, async ({ start, shot, figure }) => {
  const kiosk = start();
  const page = await kiosk.page();
  await checkIn(page);
  const away = page.getByText(/正在重新连接/).first();
  const began = performance.now();
  const hung = stationPid(kiosk);
  process.kill(hung, 'SIGSTOP');
  await away.waitFor();
  await shot('station-hung', page);
  await expect(page.getByText(/正在重新连接/)).toHaveCount(0);
  await figure('back after a station that hung, ms', [performance.now() - began]);
  expect(stationPid(kiosk)).not.toBe(hung);
  await checkIn(page, 'guli-bahar');
  const hello = await page.evaluate(() => window.chunfeng?.call('station.hello', {}));
  expect(hello).toMatchObject({ value: { live: { attendeesToday: 2 } } });
});

const missing = ownMountsMissing();

test.describe('a disk', () => {
  test.skip(missing !== undefined, missing);

  test('that is full is said, and saves again once it has room', async ({
    start,
    folder,
    shot,
  }) => {
    const kiosk = start({ inside: withOwn('smallDisk', folder) });
    const page = await kiosk.page();
    await present(page, 'zhou-jianguo');
    const agree = page.getByRole('button', { name: /^同意，领通行证/ });
    await expect(agree).toBeVisible();
    const empty = fill(seenBy(kiosk, folder));
    await agree.click();
    await expect(page.getByText(/还没有算签到/)).toBeVisible();
    await shot('disk-full', page);
    empty();
    await page.getByRole('button', { name: /返回首页/ }).click();
    await expect(page.getByText(/今天已有/)).toBeVisible();
    await checkIn(page);
  });

  test('that is read-only is said at the start, which then ends', async ({
    start,
    folder,
    machine,
    shot,
  }) => {
    const kiosk = start({ inside: withOwn('readOnlyDisk', folder) });
    await expect.poll(() => kiosk.said()).toContain('数据文件夹不能写入');
    // A real Electron waits for the person who reads its box.
    if (machine.program.isReal) {
      await expect.poll(() => windowsOnScreen(machine.display)).not.toEqual([]);
      await shot('read-only-at-start');
      pressOnScreen(machine.display, 'Return');
    }
    expect(await kiosk.ended).toEqual({ code: 1, signal: null });
  });
});

test('the organiser’s report becomes a PDF, and the page goes on', { tag: '@slow' }, async ({
  start,
  folder,
  shot,
}) => {
  test.skip(missing !== undefined, missing);
  const kiosk = start({ slot: 8, inside: withOwn('stick', folder) });
  const page = await kiosk.page();
  await page.getByRole('button', { name: /导出/ }).first().click();
  await page.getByRole('button', { name: /存成 PDF/ }).click();
  const sheet = page.getByRole('dialog', { name: /存到哪里/ });
  await sheet.getByRole('button', { name: /KINGSTON/ }).click();
  await expect(sheet.getByText(/现在可以拔 U 盘/)).toBeVisible();
  await shot('pdf-saved', page);
  const home = seenBy(kiosk, '/media/KINGSTON');
  const [name = ''] = await readdir(home);
  expect((await readFile(join(home, name))).subarray(0, 5).toString()).toBe('%PDF-');
  await sheet.getByRole('button', { name: /^好/ }).click();
  await expect(sheet).toHaveCount(0);
});
