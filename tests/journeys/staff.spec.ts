import { expect, test } from './kiosk.ts';
import { hold, typePin } from './staff-hand.ts';

/**
 * Story: staff come by. Desired end: a gesture that no attendee makes by chance, a PIN, and a panel that
 * shows the station's state and what to do about it.
 */

test('a short tap on the emblem opens nothing, and a long one asks for the PIN', async ({
  page,
  kiosk,
}) => {
  const emblem = page.getByRole('button', { name: /工作人员入口/ });
  await emblem.click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await hold(page);
  await kiosk.shot('staff-pin');
});

test('a wrong PIN says how many tries are left, and too many lock the door', async ({
  page,
  kiosk,
}) => {
  await hold(page);
  await typePin(page, '1111');
  await expect(page.getByText(/密码不对，还可以试 \d 次/)).toBeVisible();
  await kiosk.shot('staff-pin-wrong');
  for (let tries = 0; tries < 4; tries += 1) {
    if (await page.getByText(/试错太多/).isVisible()) break;
    const said = await page.getByRole('dialog').getByRole('status').innerText();
    await typePin(page, '1111');
    await expect(page.getByRole('dialog').getByRole('status')).not.toHaveText(said);
  }
  await expect(page.getByText(/试错太多，请等 \d+ 秒/)).toBeVisible();
  await kiosk.shot('staff-pin-locked');
});

test('the staff panel shows people, readers and ledger, and makes a backup by tap', {
  tag: '@system',
}, async ({ page, kiosk }) => {
  await kiosk.present('registered-sun');
  await expect(page.getByRole('img', { name: /通行证二维码/ })).toBeVisible();
  await page.getByRole('button', { name: /完成/ }).click();
  await expect(page.getByText(/今天已有/)).toBeVisible();
  await hold(page);
  await typePin(page, '2580');
  const panel = page.getByRole('dialog', { name: /工作人员面板/ });
  await expect(panel.getByText('身份证读卡器').first()).toBeVisible();
  await panel.getByRole('button', { name: /立即备份/ }).click();
  await expect(panel.getByText(/已备份 1 条记录/)).toBeVisible();
  await kiosk.shot('staff-panel');
});

test('staff can export all facts to a file, with instructions', {
  tag: ['@browser', '@system'],
}, async ({ page }) => {
  await hold(page);
  await typePin(page, '2580');
  const panel = page.getByRole('dialog', { name: /工作人员面板/ });
  const saved = page.waitForEvent('download');
  await panel.getByRole('button', { name: /记录存到 U 盘/ }).click();
  expect((await saved).suggestedFilename()).toMatch(/^facts-[0-9a-f]{8}-1-/);
  await expect(panel.getByText(/请交给主办方/)).toBeVisible();
});

test('the staff panel shows a reader’s card error and what to do', async ({ page, kiosk }) => {
  await kiosk.present('damaged-card');
  await expect(page.getByText('这张证读不出来')).toBeVisible();
  await page.getByRole('button', { name: /^返回/ }).click();
  await hold(page);
  await typePin(page, '2580');
  const readers = page.getByRole('region', { name: /读卡器和扫码器/ });
  await expect(readers.getByText(/\d\d:\d\d 报错：没读完/)).toBeVisible();
  await kiosk.shot('staff-panel-complaint');
});

test('leaving the kiosk in a browser asks once, then says to close the browser', {
  tag: '@browser',
}, async ({ page }) => {
  await hold(page);
  await typePin(page, '2580');
  await page.getByRole('button', { name: /退出签到程序/ }).dblclick();
  const asked = page.getByRole('dialog', { name: /退出签到程序？/ });
  await expect(page.getByText(/这里是浏览器/)).toHaveCount(0);
  await asked.getByRole('button', { name: /^退出/ }).click();
  await expect(page.getByText(/这里是浏览器/)).toBeVisible();
});

test('the express lane checks in registered people without a touch and clears itself', async ({
  page,
  kiosk,
}) => {
  await hold(page);
  await typePin(page, '2580');
  await page.getByRole('button', { name: /快速通道/ }).click();
  await page.getByRole('button', { name: /关闭/ }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await kiosk.shot('idle-express');
  // Open the screen for its whole time, then let the time run out.
  await page.clock.install();
  await kiosk.present('registered-sun');
  await expect(page.getByRole('heading', { name: /孙\*华/ })).toBeVisible();
  await kiosk.shot('welcome-express');
  await page.clock.fastForward(30_000);
  await expect(page.getByText(/今天已有/)).toBeVisible();
  await expect(page.getByText('孙*华')).toHaveCount(0);
});
