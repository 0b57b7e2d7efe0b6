import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listOfPeople } from '../people-list.ts';
import { makeTable } from '../tables/make-table.ts';
import { expect, type Page, test } from './kiosk.ts';
import { openSampleKeys } from './organiser-keys.ts';

/**
 * Story: a clerk opens the bureau's table as it came. Desired end: its columns are confirmed, one of them set
 * otherwise, two cells are mended, trades are confirmed, all is published, and then taken back in one step.
 */

const ORGANISER = 8;
test.use({ slot: ORGANISER });

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const form = join(import.meta.dirname, '../tables/shapes/bureau-display-form.txt');

/** The bureau's form with what people do to it: a heading of their own, slips, and a sum below. */
async function theirs() {
  const text = (await readFile(form, 'utf8'))
    .replace('经验要求', '门槛')
    .replace('2人', '一大堆')
    .replace('| 大专 |', '| 大砖 |');
  const buffer = Buffer.from(await makeTable(`${text}合计 | | | | | 33\n`));
  return { name: '参会单位岗位表.xlsx', mimeType: XLSX, buffer };
}

const step = (page: Page, name: RegExp) =>
  page.locator('.table-steps nav').getByRole('button', { name }).click();
const cell = (page: Page, text: string) =>
  page.getByRole('cell').filter({ hasText: text }).getByRole('button');
const field = (page: Page) => page.locator('.cell-bar input');

test('two tables at once are asked for one by one', { tag: ['@desk'] }, async ({ page }) => {
  await page.getByRole('button', { name: /筹备/ }).click();
  await openSampleKeys(page);
  await page.locator('.parts-nav').getByRole('button', { name: '单位' }).click();
  const picked = await page.evaluateHandle(() => {
    const dropped = new DataTransfer();
    for (const name of ['一.csv', '二.csv']) dropped.items.add(new File(['单位,岗位'], name));
    return dropped;
  });
  const place = page.locator('.set-up-table').first().locator('.pick-file');
  await place.dispatchEvent('drop', { dataTransfer: picked });
  await expect(page.getByText(/一次只能选一个文件/)).toBeVisible();
  await expect(page.locator('.table-review')).toHaveCount(0);
});

test('a clerk opens the bureau’s table, mends it here, publishes it and takes it back', {
  tag: ['@desk'],
}, async ({ page, kiosk }) => {
  await page.getByRole('button', { name: /筹备/ }).click();
  await openSampleKeys(page);
  await page.locator('.parts-nav').getByRole('button', { name: '单位' }).click();
  await page
    .locator('.set-up-table')
    .filter({ hasText: /单位和岗位/ })
    .locator('input[type=file]')
    .setInputFiles(await theirs());

  const column = page.getByRole('row').filter({ hasText: '门槛' });
  await expect(column).toContainText('不认识这个表头');
  await expect(page.getByRole('row').filter({ hasText: '联系手机' })).toContainText('不导入');
  await expect(page.locator('.left-out-rows')).toContainText('合计行');
  await kiosk.shot('table-columns');
  await column.getByRole('combobox').selectOption({ label: '工作经验' });
  await expect(column).toContainText('您选定的');

  await step(page, /待核对/);
  await expect(page.locator('.findings').first()).toContainText('招聘人数看不懂');
  await kiosk.shot('table-findings');
  const [marked] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /下载我的表格/ }).click(),
  ]);
  expect(marked.suggestedFilename()).toBe('参会单位岗位表（有标记）.xlsx');

  await page.getByRole('button', { name: /一大堆/ }).click();
  await expect(field(page)).toHaveValue('一大堆');
  await kiosk.shot('table-grid');
  await field(page).fill('12');
  await field(page).press('Enter');
  await expect(cell(page, '12')).toBeVisible();
  await cell(page, '大砖').click();
  await page.locator('.cell-bar').getByRole('button', { name: '大专' }).click();
  await expect(cell(page, '大专')).toBeVisible();
  await page.getByRole('button', { name: /撤销一步/ }).click();
  await expect(cell(page, '大砖')).toBeVisible();
  await page.getByRole('button', { name: /恢复一步/ }).click();
  await expect(page.getByText(/有格子留空 0 行/)).toBeVisible();

  await step(page, /工种和展位/);
  await expect(page.getByRole('row').filter({ hasText: '装配普工' })).toContainText('推荐');
  await kiosk.shot('table-confirm');
  await page.getByRole('button', { name: /按推荐全部确认/ }).click();
  await expect(page.getByRole('row').filter({ hasText: '装配普工' })).toContainText('已确认');

  await step(page, /变更预览/);
  await expect(page.getByText(/单位新增 3、改动 0；岗位新增 6/)).toBeVisible();
  await expect(page.locator('.changes')).toContainText('白露市青禾幼儿园');
  await kiosk.shot('table-changes');
  await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /签名并发到各站点/ }).click(),
  ]);
  await expect(page.getByText(/第 2 版：49 家单位/)).toBeVisible();

  await page.getByRole('button', { name: /撤销上次导入/ }).click();
  await expect(page.getByRole('dialog')).toContainText(/单位和岗位回到导入之前/);
  await kiosk.shot('table-undo');
  await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('dialog').getByRole('button', { name: /^撤销/ }).click(),
  ]);
  await expect(page.getByText(/第 3 版已生效/)).toBeVisible();
  await expect(page.getByRole('button', { name: /撤销上次导入/ })).toHaveCount(0);
});

const csvOf = (name: string, ...lines: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\n')),
});
const pick = (page: Page, section: RegExp) =>
  page.locator('.set-up-table').filter({ hasText: section }).locator('input[type=file]');

test('a list whose numbers stand under a strange heading is set right, imported and taken back', {
  tag: ['@desk'],
}, async ({ page, kiosk }) => {
  await page.getByRole('button', { name: /筹备/ }).click();
  await openSampleKeys(page);
  await page.locator('.parts-nav').getByRole('button', { name: '报名的人' }).click();
  const people = listOfPeople(20).replace('证件号码', '号码');
  await pick(page, /网上报名/).setInputFiles(csvOf('报名.csv', people));
  await expect(page.getByRole('alert')).toContainText('没有“证件号码”这一列');
  await expect(page.getByRole('button', { name: /加密并导入/ })).toHaveCount(0);
  const column = page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: '号码', exact: true }) });
  await expect(column).toContainText('＊');
  await kiosk.shot('people-columns');
  await column.getByRole('combobox').selectOption({ label: '证件号码' });
  await expect(column).toContainText('您选定的');
  await expect(page.getByText(/20 人可以导入/)).toBeVisible();
  await page.getByRole('button', { name: /撤销一步/ }).click();
  await expect(page.getByRole('alert')).toContainText('没有“证件号码”这一列');
  await page.getByRole('button', { name: /恢复一步/ }).click();
  await page.getByRole('button', { name: /加密并导入/ }).click();
  await expect(page.getByText(/20 人已导入/)).toBeVisible();

  await page.getByRole('button', { name: /撤销上次导入的名单/ }).click();
  await expect(page.getByRole('dialog')).toContainText('codes.csv');
  await kiosk.shot('people-undo');
  await page.getByRole('dialog').getByRole('button', { name: /^撤销/ }).click();
  await expect(page.getByText(/已撤销：那 20 人/)).toBeVisible();
  await expect(page.getByRole('button', { name: /撤销上次导入的名单/ })).toHaveCount(0);

  await pick(page, /网上报名/).setInputFiles(csvOf('再来.csv', people));
  await expect(column).toContainText('您选定的');
});

test('two employers swap a booth, and a table that comes again shows its changes by name', {
  tag: ['@desk'],
}, async ({ page, kiosk }) => {
  const heading = '展位号,单位名称,岗位名称,招聘人数,薪资';
  await page.getByRole('button', { name: /筹备/ }).click();
  await openSampleKeys(page);
  await page.locator('.parts-nav').getByRole('button', { name: '单位' }).click();
  const first = [heading, 'Z01,甲厂,装配普工,5,4000-6000', 'Z01,乙厂,电焊工,3,面议'];
  await pick(page, /单位和岗位/).setInputFiles(csvOf('表.csv', ...first));
  await step(page, /工种和展位/);
  await page.getByRole('button', { name: /按推荐全部确认/ }).click();
  const second = page.getByRole('row').filter({ hasText: '乙厂' });
  await expect(second).toContainText('和“甲厂”重了');
  await second.getByRole('button', { name: /改由这家用 Z01/ }).click();
  await expect(second.getByRole('textbox')).toHaveValue('Z01');
  await expect(page.getByRole('row').filter({ hasText: '甲厂' }).getByRole('textbox')).toHaveValue(
    'Z02',
  );
  await kiosk.shot('table-swapped');

  // What was confirmed counts when the table comes again, mended.
  await page.getByRole('button', { name: /不导入了/ }).click();
  const mended = [heading, 'Z01,甲厂,装配普工,5,4000-6000', 'Z01,乙厂,电焊工,4,面议'];
  await pick(page, /单位和岗位/).setInputFiles(csvOf('表（有标记）.csv', ...mended));
  await expect(page.getByText(/上次定过的 4 处照用/)).toBeVisible();
  await step(page, /工种和展位/);
  await expect(page.getByRole('row').filter({ hasText: '装配普工' })).toContainText('已确认');
  await step(page, /变更预览/);
  await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /签名并发到各站点/ }).click(),
  ]);
  await expect(page.getByText(/第 2 版已生效/)).toBeVisible();

  const changed = [heading, 'Z02,甲厂,装配普工,8,？？', 'Z01,乙厂,电焊工,4,5000-7000'];
  await pick(page, /单位和岗位/).setInputFiles(csvOf('改.csv', ...changed));
  await step(page, /变更预览/);
  const changes = page.locator('.changes');
  await expect(changes).toContainText('甲厂');
  await expect(changes).toContainText('装配普工');
  await expect(page.getByText(/岗位新增 0、改动 2/)).toBeVisible();
  // A cell that nobody understood clears nothing.
  await expect(changes).not.toContainText('4000');
  await kiosk.shot('table-again');
});
