import { join } from 'node:path';
import { LEDGER_FILE } from '../../electron/station/store/damage.ts';
import { openDatabase } from '../../electron/station/store/database.ts';
import { expect, test } from './kiosk.ts';
import { hold } from './staff-hand.ts';

/**
 * Story: something breaks under someone's finger. Desired end: a sentence that says what to do, nothing
 * counted that was not saved, and no screen that stays broken.
 */

test('a check-in that cannot be written says so, and succeeds once the disk works', async ({
  page,
  kiosk,
}) => {
  await kiosk.present('zhou-jianguo');
  const agree = page.getByRole('button', { name: /^同意，领通行证/ });
  await expect(agree).toBeVisible();
  const other = openDatabase(join(kiosk.folder, LEDGER_FILE));
  other.exec('BEGIN IMMEDIATE');
  await agree.click();
  await expect(page.getByText('这次没有保存成功')).toBeVisible();
  await expect(page.getByText(/还没有算签到/)).toBeVisible();
  await kiosk.shot('not-saved');
  other.exec('ROLLBACK');
  other.close();
  expect(kiosk.troubles.splice(0).join(' ')).toContain('database is locked');
  await page.getByRole('button', { name: /再试一次/ }).click();
  await page.getByRole('button', { name: /^同意，领通行证/ }).click();
  await expect(page.getByRole('img', { name: /通行证二维码/ })).toBeVisible();
});

test('the screen says when the station is gone, and asks for its new address', {
  tag: '@browser',
}, async ({ page, kiosk }) => {
  await expect(page.getByText(/今天已有/)).toBeVisible();
  await kiosk.endDoor();
  await expect(page.getByText('本机正在重新连接').first()).toBeVisible();
  await kiosk.shot('reconnecting');
  const url = await kiosk.startDoor();
  await expect(page.getByText('请工作人员重新打开本页')).toBeVisible();
  await kiosk.shot('shut-out');
  await page.goto(url);
  await expect(page.getByText(/今天已有/)).toBeVisible();
  // The old page's requests were refused, as they should be.
  kiosk.complaints.splice(0);
});

test('a second window takes over the station, and the first one says so', {
  tag: '@browser',
}, async ({ page, kiosk }) => {
  await expect(page.getByText(/今天已有/)).toBeVisible();
  const second = await page.context().newPage();
  await second.goto(kiosk.url);
  await expect(page.getByText('本页已由另一个窗口接管')).toBeVisible();
  await kiosk.shot('replaced');
  await page.getByRole('button', { name: /改在这里继续/ }).click();
  await expect(page.getByText(/今天已有/)).toBeVisible();
  await expect(second.getByText('本页已由另一个窗口接管')).toBeVisible();
});

test('the sample fair’s drawer presents a card with a click and then closes', async ({
  page,
  kiosk,
}) => {
  const card = page.getByRole('button', { name: /古丽巴哈尔/ });
  await page.getByRole('button', { name: /模拟读卡器/ }).click();
  await kiosk.shot('drawer');
  await card.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('您好');
  await expect(card).toHaveCount(0);
  await kiosk.shot('consent-long-name');
  await page.getByRole('button', { name: /^同意，领通行证/ }).click();
  await expect(page.getByRole('img', { name: /通行证二维码/ })).toBeVisible();
  await kiosk.shot('welcome-long-name');
});

test('a part of the page that failed to load shows a sentence and a next step', {
  tag: '@browser',
}, async ({ page, kiosk }) => {
  const staffDoor = /\/assets\/staff-door-/;
  await page.route(staffDoor, (route) => route.abort());
  const attendee = /\/assets\/attendee-/;
  await page.route(attendee, (route) => route.abort());
  await page.reload();
  await expect(page.getByText('本机正在重新连接')).toBeVisible();
  await page.unroute(attendee);
  // The station answers again, so the page reloads by itself.
  await expect(page.getByText(/今天已有/)).toBeVisible();
  await page.getByRole('button', { name: /工作人员入口/ }).hover();
  await page.mouse.down();
  await expect(page.getByRole('alert').getByText(/文件没有读到/)).toBeVisible();
  await page.mouse.up();
  await page.unroute(staffDoor);
  await page.getByRole('button', { name: /重新打开本页/ }).click();
  await expect(page.getByText(/今天已有/)).toBeVisible();
  await hold(page);
  // This journey aborted these requests itself.
  kiosk.complaints.splice(0);
});
