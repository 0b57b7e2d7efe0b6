import { expect, type Page } from '@playwright/test';
import { hold, typePin } from '../../journeys/staff-hand.ts';
import { press, type Walk } from './walk.ts';

/** What staff see behind the emblem. */

const WRONG_TRIES = 4;
const pad = (page: Page, name: RegExp) => page.getByRole('dialog', { name });
const panel = (page: Page) => pad(page, /工作人员面板/);

export const atTheStaffDoor: Walk = async function* ({ page, door }) {
  await door.present('damaged-card');
  await press(page, /^返回/);
  await hold(page);
  yield 'PIN';
  await page.getByRole('dialog').getByRole('button', { name: '2', exact: true }).click();
  yield 'PIN, begun';
  await press(page, /^清空/);
  await typePin(page, '2580');
  await expect(panel(page).getByText('身份证读卡器').first()).toBeVisible();
  yield 'panel';
  for (const card of ['printer', 'role', 'readers', 'ledger', 'notices']) {
    await panel(page).locator(`.card-${card}`).scrollIntoViewIfNeeded();
    yield `panel, ${card}`;
  }
  yield* printers(page);
  await press(page, /立即备份/);
  await expect(panel(page).getByText(/已备份/)).toBeVisible();
  yield 'panel, backed up';
  const saved = page.waitForEvent('download');
  await press(page, /记录存到 U 盘/);
  await saved;
  await expect(panel(page).getByText(/请交给主办方/)).toBeVisible();
  yield 'panel, facts saved';
  await press(page, /退出签到程序/);
  yield 'panel, leaving';
  await page
    .getByRole('dialog', { name: /退出签到程序/ })
    .getByRole('button', { name: /^退出/ })
    .click();
  await expect(page.getByText(/这里是浏览器/)).toBeVisible();
  yield 'panel, not here';
};

async function* printers(page: Page): AsyncGenerator<string> {
  const card = panel(page).locator('.card-printer');
  await card.getByRole('button', { name: /系统打印机/ }).click();
  yield 'panel, printer of the system';
  await card.getByRole('button', { name: /小票/ }).click();
  await card.getByRole('textbox').fill('printer-of-the-main-venue.example:9100');
  yield 'panel, receipt printer';
  await card.getByRole('button', { name: /^没有/ }).click();
}

export const sheetsOfStaff: Walk = async function* ({ page }) {
  await press(page, /纸质登记录入/);
  const sheet = pad(page, /纸质登记录入/);
  yield 'paper entry';
  for (const [booth, source] of [
    ['B07', '17'],
    ['Z99', '18'],
  ] as const) {
    await sheet.getByLabel(/展位/).fill(booth);
    await sheet.getByLabel(/接待人次/).fill('40');
    await sheet.getByLabel(/表号/).fill(source);
    await sheet.getByLabel(/录入人/).fill('古丽巴哈尔·买买提艾力');
    await sheet.getByRole('button', { name: /^录入/ }).click();
    await expect(sheet.locator('output')).not.toBeEmpty();
    yield `paper entry, ${booth}`;
  }
  await sheet.getByRole('button', { name: /撤回/ }).click();
  await expect(sheet.getByText('已撤回')).toBeVisible();
  yield 'paper entry, taken back';
  await sheet
    .getByRole('button', { name: /^录完了/ })
    .last()
    .click();
  await press(page, /操作记录/);
  const log = pad(page, /操作记录/);
  await expect(log.getByText(/记录完整/)).toBeVisible();
  yield 'audit log';
  await log.getByRole('button', { name: /关闭/ }).click();
  await panel(page)
    .locator('.card-role')
    .getByRole('button', { name: /服务台/ })
    .click();
  await expect(pad(page, /主办方密码/)).toBeVisible();
  yield 'role change';
  await pad(page, /主办方密码/)
    .getByRole('button', { name: /关闭/ })
    .click();
  await panel(page).getByRole('button', { name: /关闭/ }).click();
};

/** This walk comes last, since it locks the staff's panel for a while. */
export const withWrongPins: Walk = async function* ({ page }) {
  await hold(page);
  const said = page.locator('.pin-said');
  for (let tries = 0; tries <= WRONG_TRIES; tries += 1) {
    if (/试错太多/.test(await said.innerText())) break;
    const before = await said.innerText();
    await typePin(page, '1111');
    await expect(said).not.toHaveText(before);
    if (tries === 0) yield 'PIN, wrong';
  }
  yield 'PIN, shut';
};
