import { readFile } from 'node:fs/promises';
import { readXlsx } from 'hucre/xlsx';
import { expect, test } from './kiosk.ts';
import { hold, typePin } from './staff-hand.ts';

/**
 * Story: the evening. Desired end: paper counts stand beside the scanned ones, each booth has its list,
 * and every change names the person who made it.
 */

test.use({ slot: 4 });

test('staff enter tally sheets one after another and can undo a wrong one', {
  tag: '@system',
}, async ({ page, kiosk }) => {
  await hold(page);
  await typePin(page, '2580');
  await page.getByRole('button', { name: /纸质登记录入/ }).click();
  const sheet = page.getByRole('dialog', { name: /纸质登记录入/ });
  for (const [booth, visits, source] of [
    ['A07', '40', '17'],
    ['A03', '25', '18'],
  ] as const) {
    await sheet.getByLabel(/展位/).fill(booth);
    await sheet.getByLabel(/接待人次/).fill(visits);
    await sheet.getByLabel(/简历份数/).fill('6');
    await sheet.getByLabel(/表号/).fill(source);
    await sheet.getByLabel(/录入人/).fill('王海燕');
    await sheet.getByRole('button', { name: /^录入/ }).dblclick();
    await expect(sheet.getByRole('listitem').filter({ hasText: booth })).toHaveCount(1);
  }
  await expect(sheet.getByText(/已录入/)).toBeVisible();
  await kiosk.shot('paper-entry');
  const wrong = sheet.getByRole('listitem').filter({ hasText: 'A03' });
  await wrong.getByRole('button', { name: /撤回/ }).click();
  await expect(wrong.getByText('已撤回')).toBeVisible();
});

test('the organiser’s PIN turns a booth into a desk, and the audit log records it', {
  tag: '@system',
}, async ({ page, kiosk }) => {
  await hold(page);
  await typePin(page, '2580');
  await kiosk.shot('staff-panel-booth');
  const role = page.getByRole('region', { name: /本机用途/ });
  await role.getByRole('button', { name: /服务台/ }).click();
  const pad = page.getByRole('dialog', { name: /主办方密码/ });
  for (const digit of '85208520') {
    await pad.getByRole('button', { name: digit, exact: true }).click();
  }
  await pad.getByRole('button', { name: /进入/ }).click();
  await expect(page.getByRole('region', { name: /政策咨询/ })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await hold(page);
  await typePin(page, '2580');
  await page.getByRole('button', { name: /操作记录/ }).click();
  await expect(page.getByText('招聘展位 → 服务台')).toBeVisible();
  await expect(page.getByText(/记录完整/)).toBeVisible();
  await kiosk.shot('audit-log');
});

test('a booth exports its list as a workbook by the numbers on its paper résumés', {
  tag: ['@browser', '@system'],
}, async ({ page, kiosk }) => {
  await kiosk.present('booth-card-a01');
  for (const pass of ['pass-1', 'pass-2', 'pass-3']) {
    await kiosk.present(pass);
    await kiosk.present('command-a01-resume');
  }
  await kiosk.present('command-a01-intent');
  await kiosk.present('command-a01-walk-in');
  await expect(page.getByText('已记一位无证来访')).toBeVisible();
  await page.getByRole('button', { name: /单位签到/ }).click();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'A01' })
    .getByRole('button', { name: /清单/ })
    .click();
  const list = page.getByRole('dialog', { name: /本展位清单/ });
  await expect(list.getByRole('row')).toHaveCount(4);
  await expect(list.getByRole('row').last()).toContainText('初步意向');
  await kiosk.shot('booth-day');
  const number = await list.getByRole('row').nth(1).locator('code').innerText();
  const download = page.waitForEvent('download');
  await list.getByRole('button', { name: /导出 Excel/ }).click();
  const { sheets } = await readXlsx(await readFile(await (await download).path()));
  expect(sheets.map(({ name }) => name)).toEqual(['名单', '汇总']);
  expect(sheets[0]?.rows[1]?.[0]).toBe(number);
  expect(sheets[1]?.rows.slice(1).map((row) => row[1])).toEqual([3, 3, 1, 0, 3, 1, 0]);
});
