import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { loadSampleFair } from '../../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../../electron/station/sample/sample-station.ts';
import { storeIn } from '../../../electron/station/store/testing/store-in.ts';
import { workbook } from '../../../shared/report/files.ts';
import { aMorning, type Central, central } from '../../central.ts';
import { browserDoor } from '../../journeys/doors.ts';
import { listOfPeople } from '../../people-list.ts';
import type { Place, Where } from '../look.ts';
import { afterwards } from './afterwards.ts';
import { rehearsing, replacing } from './machines.ts';
import { press } from './walk.ts';

/** Every page of the organiser, at their own station and at the server. */

const ORGANISER = 8;
const FEW_PEOPLE = 30;

export const tab = (page: Page, name: RegExp): Promise<void> =>
  page.locator('.organiser-top').getByRole('button', { name }).click();
const dialog = (page: Page) => page.getByRole('dialog');

/** The server of the fair with the longest names, after a morning. */
export async function longestServer({ folder, resources }: Where): Promise<Central> {
  const { fair } = await loadSampleFair(join(resources, SAMPLE_FAIR));
  const server = await central(folder, undefined, fair);
  await aMorning(server);
  return server;
}

/** The organiser's own station with a morning in its ledger, and with a server for enrolments. */
export async function organisersStation(where: Where): Promise<Place> {
  const { context, resources, folder } = where;
  const server = await longestServer(where);
  const own = join(folder, 'own');
  await writeMorning(own, server);
  const door = await browserDoor(own, ORGANISER, context, { resources, server: server.url });
  return {
    page: door.page,
    walks: [throughTheDay, afterwards, replacing, setUp, rehearsing, season].map(
      (walk) => () => walk(door.page),
    ),
    async close() {
      await door.close();
      await server.close();
    },
  };
}

async function writeMorning(folder: string, { sample }: Central): Promise<void> {
  const { fair } = sample;
  let nowMs = 0;
  const store = await storeIn(folder, { fair: fair.id, slot: ORGANISER, now: () => nowMs });
  await aMorning({
    sample,
    at(ms) {
      nowMs = ms;
    },
    write: (_, entries) => Promise.resolve(void store.ledger.append(entries)),
    send: () => Promise.resolve(),
  });
  const what = { booth: 'A01', post: 'A01-1', step: 'first' } as const;
  store.ledger.append(
    Array.from({ length: 12 }, (_, n) => ({
      happening: { kind: 'intent' as const, what: { ...what, supersedes: [] } },
      person: n.toString(16).padStart(32, 'c'),
    })),
  );
  store.close();
}

export async function* throughTheDay(page: Page): AsyncGenerator<string> {
  await expect(page.getByTestId('live')).toBeVisible();
  await page.locator('.scopes').getByRole('button').first().click();
  yield 'live, one day';
  await press(page, /^全程/);
  yield 'live, whole fair';
  await page.locator('.key-figures button').nth(1).click();
  await expect(dialog(page).getByRole('listitem').first()).toBeVisible();
  yield 'live, behind a figure';
  await dialog(page).getByRole('button', { name: /关闭/ }).click();
  await tab(page, /单位/);
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  yield 'employers';
  await page.locator('.opens').first().click();
  await expect(dialog(page).getByRole('listitem').first()).toBeVisible();
  yield 'employers, behind a figure';
  await dialog(page).getByRole('button', { name: /关闭/ }).click();
  await page.getByRole('searchbox').fill('没有这家');
  yield 'employers, nobody found';
  await tab(page, /分类/);
  await expect(page.getByTestId('breakdowns').getByRole('table').first()).toBeVisible();
  yield 'breakdowns';
  await tab(page, /站点/);
  yield 'stations';
  yield* checks(page);
  await tab(page, /通稿/);
  await expect(page.getByTestId('bulletin-text')).toBeVisible();
  await press(page, /^详尽/);
  yield 'bulletin';
  await press(page, /修改模板/);
  const editor = page.getByTestId('template-editor');
  await editor
    .getByLabel(/^模板/)
    .fill('到场{求职者人数}人，其中{求职者数目}人来自外地，500余人投递简历。');
  yield 'bulletin, a faulty template';
  await press(page, /放弃修改/);
  await tab(page, /报表/);
  await expect(page.getByTestId('returns').getByRole('table')).toBeVisible();
  yield 'returns';
  await page.getByTestId('returns').locator('.opens').first().click();
  await expect(dialog(page).getByRole('listitem').first()).toBeVisible();
  yield 'returns, behind a cell';
  await dialog(page).getByRole('button', { name: /关闭/ }).click();
  await tab(page, /导出/);
  yield 'exports';
  yield* formerFair(page);
  await tab(page, /记录/);
  await expect(page.getByTestId('audit')).toBeVisible();
  yield 'audit';
}

async function* checks(page: Page): AsyncGenerator<string> {
  await tab(page, /核对/);
  await expect(page.locator('.cases > li').first()).toBeVisible();
  yield 'checks';
  const summaries = page.locator('.cases summary');
  if ((await summaries.count()) === 0) return;
  await summaries.first().click();
  yield 'checks, facts behind one';
  const decide = page.getByRole('button', { name: /^处理/ });
  if ((await decide.count()) === 0) return;
  await decide.first().click();
  yield 'checks, deciding';
  await dialog(page)
    .getByLabel(/您的姓名/)
    .fill('王海燕');
  await dialog(page).getByLabel(/理由/).fill('指令卡被孩子连扫');
  await dialog(page)
    .getByRole('button', { name: /不计入/ })
    .click();
  await expect(dialog(page)).toHaveCount(0);
  yield 'checks, decided';
}

async function* formerFair(page: Page): AsyncGenerator<string> {
  const pick = page.locator('.former-fairs input[type=file]');
  const file = (buffer: Buffer) => ({ name: '去年.json', mimeType: 'application/json', buffer });
  await pick.setInputFiles(file(Buffer.from('{}')));
  await expect(page.getByText(/这不是春风导出的 JSON/)).toBeVisible();
  yield 'exports, not a former fair';
  const download = page.waitForEvent('download');
  await page.locator('.exports').getByRole('button', { name: /JSON/ }).click();
  await pick.setInputFiles(await (await download).path());
  await expect(page.locator('.former-fairs').getByRole('row').first()).toBeVisible();
  await page.locator('.former-fairs').scrollIntoViewIfNeeded();
  yield 'exports, beside a former fair';
}

/** This fair's own figures, a file that is none, and what was typed of a former year. */
async function* season(page: Page): AsyncGenerator<string> {
  await tab(page, /多场/);
  const place = page.getByTestId('season');
  await expect(place.locator('code')).toBeVisible();
  yield 'season, no file';
  const download = page.waitForEvent('download');
  await place.getByRole('button', { name: /导出本场数字/ }).click();
  const own = await (await download).path();
  const pick = place.locator('input[type=file]').first();
  await pick.setInputFiles(own);
  await expect(place.getByText('已计入')).toBeVisible();
  await pick.setInputFiles({
    name: '去年春季专场招聘会导出的文件（最终版）.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{}'),
  });
  await expect(place.getByText(/不是“本场数字”文件/)).toBeVisible();
  yield 'season, two files';
  await place.getByLabel(/手填.*招聘会/).fill('4');
  await place.getByLabel(/手填.*招聘会/).blur();
  await expect(place.getByText('−75.0%')).toBeVisible();
  await place.locator('.season-sums').scrollIntoViewIfNeeded();
  yield 'season, beside a former year';
}
const LONG_NAME = '澜江省汀禾市现代农业与乡村振兴产业发展服务中心有限责任公司';
const LONG_POST = '新能源汽车动力电池装配调试技术员';

/** Two sheets as two zones send them, with what a page of columns has to show. */
async function employers(...rows: (string | number)[][]) {
  const heading = ['展位', '单位名称', '岗位名称', '人数', '学历', '月薪', '联系电话', '想说的话'];
  const sheet = (name: string, filled: (string | number)[][]) => ({
    name,
    columns: heading.map((each) => [each, 12] as const),
    rows: filled,
  });
  const buffer = await workbook([
    sheet('东区', rows),
    sheet('西区', [['W1', LONG_NAME, '焊工', 2, '不限', '6000元以上', '13800138000', '']]),
  ]);
  return {
    name: '参加春季专场招聘会的用人单位和岗位汇总表（最终版）.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(buffer),
  };
}

const steps = (page: Page, name: RegExp) =>
  page.locator('.table-steps nav').getByRole('button', { name }).click();

/** From the file to the last look before it is published. */
async function* tableReview(page: Page): AsyncGenerator<string> {
  await expect(page.locator('.left-out-rows')).toBeVisible();
  yield 'table, columns';
  await steps(page, /待核对/);
  await expect(page.locator('.findings').first()).toBeVisible();
  yield 'table, findings';
  await page.getByRole('button', { name: /一大堆/ }).click();
  await expect(page.locator('.cell-bar input')).toHaveValue('一大堆');
  yield 'table, grid';
  await page.getByRole('cell').filter({ hasText: '大砖' }).getByRole('button').click();
  await expect(page.locator('.cell-bar input')).toHaveValue('大砖');
  yield 'table, a cell with choices';
  await steps(page, /工种和展位/);
  await expect(page.getByRole('row').filter({ hasText: LONG_POST })).toBeVisible();
  yield 'table, trades and booths';
  await steps(page, /变更预览/);
  await expect(page.getByText(/岗位新增/)).toBeVisible();
  yield 'table, changes';
}

async function* setUp(page: Page): AsyncGenerator<string> {
  await tab(page, /筹备/);
  await expect(page.getByText(/不要用于真实招聘会/)).toBeVisible();
  yield 'set-up, keys shut';
  await press(page, /打开密钥/);
  yield 'set-up, the passphrase';
  await press(page, /样例：直接打开/);
  await expect(page.getByText(/第 1 版/)).toBeVisible();
  yield 'set-up';
  const part = (name: string) => page.locator('.parts-nav').getByRole('button', { name }).click();
  await part('单位');
  yield 'set-up, employers';
  const table = (section: RegExp) =>
    page.locator('.set-up-table').filter({ hasText: section }).locator('input[type=file]');
  const rows = [
    [
      '',
      LONG_NAME,
      LONG_POST,
      30,
      '大专',
      '5000-7000',
      '13800138000',
      '包吃住，两班倒，来了就能上班',
    ],
    ['A01', LONG_NAME, '营业员', '一大堆', '大砖', '面议', '', ''],
    ['A01', '汀禾机械厂', '钳工、铣工', 5, '', '', '', ''],
    ['Z03', '', '', 1, '', '', '', ''],
    ['合计', '', '', 36, '', '', '', ''],
  ];
  await table(/单位和岗位/).setInputFiles(await employers(...rows));
  yield* tableReview(page);
  const revision = page.waitForEvent('download');
  await press(page, /签名并发到各站点/);
  await revision;
  await expect(page.getByText(/第 2 版已生效/)).toBeVisible();
  yield 'set-up, published';
  await part('报名的人');
  yield 'set-up, people';
  const people = Buffer.from(`${listOfPeople(FEW_PEOPLE)}\n没有证件,123,,,,,`);
  await table(/网上报名/).setInputFiles({ name: '报名.csv', mimeType: 'text/csv', buffer: people });
  await expect(page.locator('.left-out-rows')).toBeVisible();
  yield 'table of people, columns';
  await steps(page, /待核对/);
  await expect(page.locator('.findings').first()).toBeVisible();
  yield 'table of people, findings';
  await press(page, /跳过有误的/);
  await expect(page.getByText(/人已导入/)).toBeVisible();
  yield 'set-up, people sealed';
  await part('印刷');
  yield 'set-up, printing';
  await part('清单');
  await expect(page.getByRole('heading', { name: /当天早上/ })).toBeVisible();
  yield 'set-up, the morning';
  await part('招聘会');
  await page.getByLabel(/招聘会名称/).fill('云溪街道春季专场招聘会');
  yield 'set-up, the fair';
  await press(page, /看看会改什么/);
  await expect(dialog(page).getByText(/各站点屏幕/)).toBeVisible();
  yield 'set-up, what would change';
  await dialog(page)
    .getByRole('button', { name: /再改改/ })
    .click();
  await press(page, /都不改了/);
  await press(page, /^锁上/);
}
