import { readFile } from 'node:fs/promises';
import { readXlsx } from 'hucre/xlsx';
import type { Locator, Page } from '@playwright/test';
import { workbook } from '../../shared/report/files.ts';
import type { Sheet } from '../../shared/report/sheet.ts';
import { listOfPeople } from '../people-list.ts';
import { expect, test } from './kiosk.ts';
import { openSampleKeys } from './organiser-keys.ts';

/**
 * Story: the week before the fair, with a bureau's tables. Desired end: employers and people are in,
 * mistakes were named by their row, and the organiser knows what is still missing.
 */

const ORGANISER = 8;
test.use({ slot: ORGANISER });

const HEADING = ['展位号', '区域', '单位名称', '岗位名称', '工种', '招聘人数'];

/** A table as a bureau sends it: a title above the heading, blank rows below. */
async function table(rows: (string | number)[][]): Promise<Buffer> {
  const sheet: Sheet = {
    name: '单位',
    columns: [['云溪街道春季招聘会参会单位', 30], ...HEADING.slice(1).map(() => ['', 12] as const)],
    rows: [HEADING, ...rows, ['', '', '', '', '', ''], ['', '', '', '', '', '']],
  };
  return Buffer.from(await workbook([sheet]));
}

const pick = (page: Page, section: RegExp): Locator =>
  page.locator('.set-up-table').filter({ hasText: section }).locator('input[type=file]');
const step = (page: Page, name: RegExp): Promise<void> =>
  page.locator('.table-steps nav').getByRole('button', { name }).click();
const part = (page: Page, name: string): Promise<void> =>
  page.locator('.parts-nav').getByRole('button', { name }).click();
const xlsx = (buffer: Buffer) => ({
  name: '单位.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer,
});
const csv = (text: string) => ({
  name: '报名.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
});

test('importing tables names each cell to mend and changes nothing before confirmation', async ({
  page,
  kiosk,
}) => {
  await page.getByRole('button', { name: /筹备/ }).click();
  await expect(page.getByText(/不要用于真实招聘会/)).toBeVisible();
  await kiosk.shot('set-up-closed');
  await openSampleKeys(page);
  await expect(page.getByText(/第 1 版：46 家单位/)).toBeVisible();
  await part(page, '单位');

  const good = ['Z01', 'Z区', '新来的电子厂', '装配普工', '生产制造', 30];
  const bad = [good, ['Z02', 'Z区', '另一家', '焊工', '', '许多许多'], ['Z03', '', '', '', '', 1]];
  await pick(page, /单位和岗位/).setInputFiles(xlsx(await table(bad)));
  await step(page, /待核对/);
  const findings = page.locator('.findings');
  await expect(findings.first()).toContainText('没有单位名称');
  await expect(findings.first()).toContainText('第 5 行');
  await expect(page.getByText(/招聘人数看不懂/)).toBeVisible();
  await expect(page.getByText(/有格子留空 1 行，不能导入 1 行/)).toBeVisible();
  await expect(page.getByRole('button', { name: /签名并发到各站点/ })).toHaveCount(0);
  await kiosk.shot('set-up-findings');

  await page.getByRole('button', { name: /不导入了/ }).click();
  await expect(page.getByText(/已停下，什么都没有改/)).toBeVisible();
  await pick(page, /单位和岗位/).setInputFiles(xlsx(await table([good])));
  await step(page, /变更预览/);
  await expect(page.getByText(/单位新增 1、改动 0；岗位新增 1/)).toBeVisible();
  const [revision] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /签名并发到各站点/ }).click(),
  ]);
  expect(revision.suggestedFilename()).toBe('revision-2.json');
  await expect(page.getByText(/第 2 版：47 家单位/)).toBeVisible();
  await expect(page.getByText(/第 2 版已生效/)).toBeVisible();

  await part(page, '报名的人');
  await pick(page, /网上报名/).setInputFiles(csv(`${listOfPeople(30)}\n没有证件,123,,,,,`));
  await step(page, /待核对/);
  await expect(findings.first()).toContainText('证件号码的位数不对');
  await kiosk.shot('set-up-people');
  await page.getByRole('button', { name: /跳过有误的 1 行/ }).click();
  await expect(page.getByText(/30 人已导入/)).toBeVisible();

  await part(page, '印刷');
  await page.evaluate(() => {
    window.print = () => {
      const paper = document.querySelector('.on-paper')?.shadowRoot;
      document.body.dataset['codes'] = String(paper?.querySelectorAll('svg').length);
    };
  });
  await page.getByLabel('区域').selectOption('A区');
  await page
    .getByRole('button', { name: /打印或存为/ })
    .first()
    .click();
  await expect(page.locator('html > body')).toHaveAttribute('data-codes', /^[1-9]\d\d$/);
  await expect(page.locator('.on-paper')).toHaveCount(0);

  await part(page, '清单');
  await expect(page.getByText(/展位卡和登记表印过了/)).toBeVisible();
  await kiosk.shot('set-up-done');

  await page.getByRole('button', { name: /锁上/ }).click();
  await expect(page.getByRole('button', { name: /打开密钥/ })).toBeVisible();

  await page
    .getByRole('button', { name: /去“站点”/ })
    .first()
    .click();
  await expect(page.getByTestId('stations')).toBeVisible();
});

test('a clerk changes the fair, sees first what changes for whom, and takes it back', {
  tag: ['@desk'],
}, async ({ page, kiosk }) => {
  await page.getByRole('button', { name: /筹备/ }).click();
  await part(page, '招聘会');
  const name = page.getByLabel(/招聘会名称/);
  const before = await name.inputValue();
  await name.fill('改过名字的招聘会');
  await page.getByRole('button', { name: /停招…/ }).first().click();
  await page.getByRole('button', { name: /全部停招/ }).click();
  await page.getByRole('button', { name: /好了/ }).click();
  await page.getByRole('button', { name: /看看会改什么/ }).click();
  const asked = page.getByRole('dialog');
  await expect(asked).toContainText('改过名字的招聘会');
  await expect(asked).toContainText(/A01 .*：全部岗位/);
  await expect(asked).toContainText('求职者、大屏和展位');
  await kiosk.shot('set-up-fair');
  // The keys are asked for in place, and what was tapped goes on.
  await asked.getByRole('button', { name: /签名并发布/ }).click();
  await page.getByRole('button', { name: /样例：直接打开/ }).click();
  await expect(page.getByText(/第 2 版：/)).toBeVisible();
  await page.getByRole('button', { name: /撤销上次改动/ }).click();
  await asked.getByRole('button', { name: /签名并发布/ }).click();
  await expect(page.getByText(/第 3 版：/)).toBeVisible();
  await expect(name).toHaveValue(before);
});

test('importing very large tables shows progress and can be stopped', {
  tag: ['@desk'],
}, async ({ page }) => {
  // A hundred thousand rows are much for a machine that has other work.
  test.slow();
  await page.getByRole('button', { name: /筹备/ }).click();
  await openSampleKeys(page);
  await part(page, '单位');
  const rows = Array.from({ length: 520 }, (_, booth) =>
    Array.from({ length: 26 }, (__, post) => [
      `S${String(booth + 1).padStart(3, '0')}`,
      `${String.fromCharCode(65 + (booth % 20))}区`,
      `样例企业${booth + 1}`,
      `岗位${post + 1}`,
      '生产制造',
      1 + (post % 9),
    ]),
  ).flat();
  await pick(page, /单位和岗位/).setInputFiles(xlsx(await table(rows.slice(0, 13_500))));
  await step(page, /变更预览/);
  await expect(page.getByText(/单位新增 5\d\d、改动 0；岗位新增 13500/)).toBeVisible();
  await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /签名并发到各站点/ }).click(),
  ]);
  await expect(page.getByText(/第 2 版已生效/)).toBeVisible();

  await part(page, '报名的人');
  await pick(page, /网上报名/).setInputFiles(csv(listOfPeople(100_000)));
  await expect(page.getByText(/100000 人可以导入/)).toBeVisible({ timeout: 240_000 });
  await page.getByRole('button', { name: /加密并导入/ }).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expect(page.getByText(/正在加密 [1-9]\d* \/ 100000/)).toBeVisible();
  await page.getByRole('button', { name: /停下/ }).click();
  await expect(page.getByText(/已停下，什么都没有改/)).toBeVisible();
});

test('the blank table opens in a spreadsheet with the heading that the import reads', {
  tag: ['@desk'],
}, async ({ page }) => {
  await page.getByRole('button', { name: /筹备/ }).click();
  await openSampleKeys(page);
  await part(page, '报名的人');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .locator('.set-up-table')
      .filter({ hasText: /网上报名/ })
      .getByRole('button', { name: /下载空表/ })
      .click(),
  ]);
  expect(download.suggestedFilename()).toBe('报名名单.xlsx');
  const { sheets } = await readXlsx(await readFile(await download.path()));
  expect(sheets[0]?.rows[0]?.slice(0, 2)).toEqual(['姓名', '证件号码']);
});
