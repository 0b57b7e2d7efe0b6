import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { postgresAtHand } from '../../server/testing/postgres-at-hand.ts';
import { answerNames, answerTable } from '../../shared/answers.ts';
import type { Condition } from '../../shared/condition.ts';
import { kindOfFair } from '../../shared/fair-kinds.ts';
import { aMorning, type Central, central, MORNING_MS, personOf } from '../central.ts';
import { listenForComplaints } from './complaints.ts';
import { root } from './doors.ts';
import { pictureOf } from './pdf-picture.ts';
import { expect, test as base } from './kiosk.ts';
import { signIn } from './sign-in.ts';

/**
 * Story: six in the evening. Desired end: the organiser sees what happened and which stations the figures
 * cover, exports them, and publishes a paragraph that is true.
 */

const KIND = 'gig';
/** The sheet by education is there at each fair: it also says what posts ask for. */
const sheetsOfAnswers = answerNames
  .filter((name) => name === 'education' || kindOfFair({ kind: KIND }).asks.includes(name))
  .map((name) => answerTable[name].sheet);

const test = base.extend<{ at: Central; signedIn: Page; shot: (name: string) => Promise<void> }>({
  // oxlint-disable-next-line no-empty-pattern
  at: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'chunfeng-central-'));
    const server = await central(folder, undefined, { kind: KIND });
    await aMorning(server);
    await use(server);
    await server.close();
    await rm(folder, { recursive: true, force: true });
  },
  signedIn: async ({ at, context }, use) => {
    const page = await context.newPage();
    const complaints = await listenForComplaints(page);
    await page.goto(at.url);
    await signIn(page);
    await expect(page.getByTestId('live')).toBeVisible();
    await use(page);
    await page.goto('about:blank');
    expect(complaints).toEqual([]);
  },
  shot: ({ signedIn: page }, use, info) =>
    use(async (name) => {
      await page.screenshot({
        path: join(root, 'test-results', 'screens', info.project.name, `${name}.jpg`),
        quality: 90,
      });
    }),
});

/** How far one character moves the next; the Chinese typefaces draw each as wide as it is high. */
const widthInEms = (text: Locator, character: string): Promise<number> =>
  text.evaluate((element, wanted) => {
    const node = element.firstChild;
    const at = node?.textContent?.indexOf(wanted) ?? -1;
    if (!node || at < 0) throw new Error(`no ${wanted} here`);
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return (
      range.getBoundingClientRect().width / Number.parseFloat(getComputedStyle(element).fontSize)
    );
  }, character);

const figure = (page: Page, name: RegExp) =>
  page.locator('.key-figures > div').filter({ hasText: name }).locator('b');

test('tabs and close buttons stay in reach, and text that cannot be copied is selected', {
  tag: ['@desk'],
}, async ({ signedIn: page, shot }) => {
  await page.getByRole('button', { name: /全程/ }).click();
  await expect(page.getByText('分时段数据按天显示')).toBeVisible();
  await figure(page, /展位接待/).click();
  const facts = page.getByRole('dialog', { name: /展位接待/ });
  await expect(facts.getByRole('listitem')).toHaveCount(30);
  await facts.getByRole('listitem').last().scrollIntoViewIfNeeded();
  await expect(facts.getByRole('button', { name: /关闭/ })).toBeInViewport({ ratio: 1 });
  await facts.getByRole('button', { name: /关闭/ }).click();

  const tab = page.getByRole('button', { name: /导出/ }).first();
  await tab.click();
  const chosen = page.waitForEvent('filechooser');
  await page.getByText('选择往届数据（JSON）').click();
  await chosen;
  await page.evaluate(() => scrollBy(0, 500));
  await expect(tab).toBeInViewport({ ratio: 1 });

  await page.getByRole('button', { name: /通稿/ }).click();
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    document.execCommand = () => false;
  });
  await page.getByRole('button', { name: /^复制/ }).click();
  await expect(page.getByText(/文字已经选中/)).toBeVisible();
  await shot('bulletin-selected');
  const selected = await page.evaluate(() => String(getSelection()));
  expect(selected).toBe(await page.getByTestId('bulletin-text').innerText());
});

test('nobody sees a figure without an account', { tag: ['@desk'] }, async ({
  at,
  page: _station,
  context,
}) => {
  const page = await context.newPage();
  await page.goto(at.url);
  await expect(page.getByTestId('sign-in')).toBeVisible();
  expect(await widthInEms(page.getByText('Organiser’s sign-in'), '’')).toBeLessThan(0.4);
  await signIn(page, 'guessed');
  await expect(page.getByText(/账号或密码不对/)).toBeVisible();
  const reply = await page.evaluate(async () => {
    const answer = await fetch('/call/organiser.day', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"scope":"all"}',
    });
    return answer.text();
  });
  expect(JSON.parse(reply)).toEqual({
    ok: true,
    value: { ok: false, fault: { kind: 'signed-out' } },
  });
  await page.close();
});

test('the organiser sees the day live, and which stations the figures cover', async ({
  at,
  signedIn: page,
  shot,
}) => {
  await expect(figure(page, /到场零工人员/)).toHaveText('40');
  await expect(figure(page, /展位接待/)).toHaveText('30');
  await expect(figure(page, /收到简历/)).toHaveText('15');
  await expect(figure(page, /初步意向/)).toHaveText('6');
  await expect(figure(page, /到场单位/)).toHaveText('6');
  await expect(page.getByRole('status')).toContainText('个站点从未联系上');
  await shot('organiser-live');
  const gates = page.getByRole('table').filter({ hasText: '按入口' });
  await expect(gates.getByRole('row').filter({ hasText: '一号门' })).toContainText('26');
  await gates.scrollIntoViewIfNeeded();
  await shot('organiser-conversions');
  await page.getByRole('button', { name: /^15 / }).click();
  const facts = page.getByRole('dialog', { name: /收到简历/ });
  await expect(facts.getByRole('listitem')).toHaveCount(15);
  await expect(facts.getByRole('listitem').first()).toContainText('A区招聘台');
  await shot('organiser-behind');
  await facts.getByRole('button', { name: /关闭/ }).click();

  await at.write(1, [
    {
      happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } },
      person: personOf(900),
    },
  ]);
  await at.send();
  await expect(figure(page, /到场零工人员/)).toHaveText('41');
});

test('a silent station is named as missing and never counted as zero', {
  tag: ['@desk'],
}, async ({ at, signedIn: page, shot }) => {
  at.at(MORNING_MS + 5 * 3_600_000);
  await page.reload();
  await expect(page.getByRole('status')).toContainText(/没有消息，缺失数量不明/);
  await page.getByRole('button', { name: /站点/ }).click();
  const row = page.getByRole('row').filter({ hasText: '没有消息' }).first();
  await expect(row).toContainText('不明');
  await shot('organiser-stations');
});

test('an empty printer and a slow clock appear at the top of the live page', {
  tag: ['@desk'],
}, async ({ at, signedIn: page, shot }) => {
  const gate: Condition = {
    atMs: 0,
    version: '1.0.0',
    role: 'entrance',
    readers: [
      { kind: 'id-card', name: '读卡器', state: 'ready' },
      { kind: 'code', name: '扫码枪', state: 'gone' },
    ],
    printer: 'out-of-paper',
    battery: { percent: 64, charging: false },
    notices: [],
  };
  const slowMs = 9 * 60_000;
  at.at(MORNING_MS + 5 * 3_600_000);
  for (const slot of [2, 4, 7]) await at.sync(slot);
  await at.sync(1, () => ({ ...gate, atMs: MORNING_MS + 5 * 3_600_000 - slowMs }));
  await page.reload();
  const alerts = page.getByRole('region', { name: /项待处理/ });
  await expect(alerts).toContainText('打印机没纸了');
  await expect(alerts).toContainText('扫码枪 断开了');
  await expect(alerts).toContainText('时钟慢了 9 分钟');
  await shot('organiser-alerts');
  await page.getByRole('button', { name: /站点/ }).click();
  const row = page.getByRole('row').filter({ hasText: '电池 64%' });
  await expect(row).toContainText('打印机故障');
  await shot('organiser-equipment');
});

test('an employer without visitors stands out, and the busiest come first', {
  tag: ['@desk'],
}, async ({ signedIn: page, shot }) => {
  await page.getByRole('button', { name: /单位 Employers/ }).click();
  await expect(page.getByRole('row').filter({ hasText: '尚无人到访' })).toContainText('A06');
  await page.getByRole('button', { name: /接待人次/ }).click();
  await expect(page.getByRole('row').nth(1)).toContainText('6');
  await shot('organiser-employers');
  await page.getByRole('searchbox').fill('没有这家');
  await expect(page.getByText('没有找到')).toBeVisible();
});

test('a duplicate is explained: where, when, and why it counts once', {
  tag: ['@desk'],
}, async ({ signedIn: page }) => {
  await page.getByRole('button', { name: /核对/ }).click();
  const found = page.getByTestId('merged').locator('.cases > li');
  await expect(found).toHaveCount(1);
  await expect(found).toContainText('同一人多次签到');
  await expect(found.getByRole('listitem')).toHaveCount(2);
});

test('odd records appear with their facts before anyone publishes', {
  tag: ['@desk'],
}, async ({ at, signedIn: page, shot }) => {
  const [booth] = at.sample.fair.booths;
  const post = booth?.posts[0]?.code ?? '';
  await at.write(4, [
    {
      happening: {
        kind: 'intent',
        what: { booth: 'A01', post, step: 'first', supersedes: [] },
      },
      person: personOf(38),
    },
  ]);
  await at.send();
  await page.getByRole('button', { name: /核对/ }).click();
  const odd = page.getByRole('listitem').filter({ hasText: '个意向没有接待记录' });
  await expect(odd).toContainText('A01');
  await odd.getByText(/1 条记录/).click();
  await expect(odd.getByRole('listitem')).toHaveCount(1);
  await expect(page.getByText(/请在主办方站点上操作/)).toBeVisible();
  await shot('organiser-checks');
  await page.getByRole('button', { name: /通稿/ }).click();
  await expect(page.getByText(/还有 1 处没有核对/)).toBeVisible();
});

test('the day counts as complete only once unused slots are set aside by name', {
  tag: ['@desk'],
}, async ({ signedIn: page }) => {
  await page.getByRole('button', { name: /站点/ }).click();
  const aside = page.getByRole('button', { name: /标为未启用/ });
  for (let left = 7; left > 0; left -= 1) {
    await expect(aside).toHaveCount(left);
    await aside.first().click();
  }
  await expect(page.getByText('4 个站点全部到齐')).toBeVisible();
  await page
    .getByRole('button', { name: /恢复启用/ })
    .first()
    .click();
  await expect(page.getByText(/5 个站点中 4 个已到齐/)).toBeVisible();
  await page.getByRole('button', { name: /记录 Audit/ }).click();
  await expect(page.getByRole('row')).toHaveCount(12);
  await expect(page.getByRole('row').nth(1)).toContainText('又要等这个站点');
  await expect(page.getByRole('row').nth(1)).toContainText('王海燕');
  await expect(page.getByText(/记录完整/)).toBeVisible();
});

test('the bulletin uses the chosen wording and warns while data is missing', {
  tag: ['@desk'],
}, async ({ signedIn: page, context, shot }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: /通稿/ }).click();
  const text = page.getByTestId('bulletin-text');
  await expect(text).toContainText('6家用工主体携365个岗位进场招聘，40名零工人员到场');
  await expect(text).toContainText('收到简历15份');
  await expect(text).toContainText('6人与用工主体达成初步就业意向');
  await expect(text).toContainText('统计口径：');
  await expect(page.getByText(/数据尚未到齐/)).toBeVisible();
  await page.getByRole('button', { name: /^现场签约/ }).click();
  await expect(text).toContainText('现场签约1人次');
  await page.getByRole('button', { name: /详尽/ }).click();
  await shot('organiser-bulletin');
  await page.getByRole('button', { name: /^复制/ }).click();
  await expect(page.getByRole('button', { name: /已复制/ })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await text.innerText());
});

test('a bulletin is published once after confirmation, and readers can verify it', {
  tag: ['@desk'],
}, async ({ at, signedIn: page, browser, shot }) => {
  await page.getByRole('button', { name: /通稿/ }).click();
  const text = await page.getByTestId('bulletin-text').innerText();
  await page.getByRole('button', { name: /登记发布/ }).dblclick();
  const asked = page.getByRole('dialog', { name: /登记发布这份通稿/ });
  await expect(asked).toContainText(text);
  await expect(asked).toContainText('7 个站点从未联系上');
  await shot('bulletin-asked');
  await asked.getByRole('button', { name: /按部分数据发布/ }).dblclick();
  await expect(asked).toHaveCount(0);
  const published = page.getByRole('region', { name: '已登记发布的' }).getByRole('listitem');
  await expect(published).toHaveCount(1);
  const link = page.getByRole('link', { name: /check/ });
  await expect(page.getByTestId('qr')).toBeVisible();
  await shot('bulletin-published');

  // A reader's own browser, which is not signed in.
  const reader = await browser.newContext({ viewport: page.viewportSize() });
  const theirs = await reader.newPage();
  await theirs.goto((await link.getAttribute('href')) ?? '');
  await expect(theirs.getByText(/核对通过/)).toBeVisible();
  await expect(theirs.locator('blockquote')).toHaveText(text);
  await expect(theirs.getByText('之后没有新的记录')).toBeVisible();
  await theirs.screenshot({ path: join(root, 'test-results', 'screens', 'bulletin-check.png') });

  await at.write(1, [
    { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person: personOf(7) },
  ]);
  await at.send();
  at.at(MORNING_MS + 5 * 3_600_000);
  await theirs.reload();
  await expect(theirs.getByText('之后又到了 1 条记录，不在其中')).toBeVisible();
  await expect(theirs.getByText(/核对通过/)).toBeVisible();

  await published.getByRole('button', { name: /撤回/ }).click();
  const question = page.getByRole('dialog', { name: /撤回第 1 号通稿/ });
  await question.getByLabel(/理由/).fill('漏了三号门');
  await shot('bulletin-withdrawing');
  await question.getByRole('button', { name: /^撤回/ }).click();
  await expect(published).toContainText('王海燕撤回：漏了三号门');
  await theirs.reload();
  await expect(theirs.getByRole('alert')).toContainText('撤回这份通稿');
  await expect(theirs.getByRole('alert')).toContainText('漏了三号门');
  await expect(theirs.locator('blockquote')).toHaveText(text);

  await at.storage.db
    .updateTable('fact')
    .set({ text: '{}' })
    .where('fair_id', '=', at.sample.fair.id)
    .where('station', '=', 4)
    // Somewhere in the middle, not at the end.
    .where('seq', '=', 9)
    .execute();
  at.at(MORNING_MS + 6 * 3_600_000);
  await theirs.reload();
  await expect(theirs.getByText(/核对不通过/)).toBeVisible();
  await theirs.goto(`${at.url}/check/${at.sample.fair.id}/99`);
  await expect(theirs.getByText('没有发布过这一份')).toBeVisible();
  await reader.close();
});

test('two exports of the day are identical workbooks and name missing stations', {
  tag: ['@desk'],
}, async ({ at, signedIn: page, shot }) => {
  await page.getByRole('button', { name: /导出/ }).first().click();
  await shot('organiser-export');
  const take = async (): Promise<Buffer> => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: /Excel/ }).click();
    return readFile(await (await download).path());
  };
  const first = await take();
  at.at(MORNING_MS + 4 * 3_600_000);
  expect((await take()).equals(first)).toBe(true);
  const { sheets } = await readXlsx(first);
  expect(sheets.map(({ name }) => name)).toEqual([
    '汇总',
    '分时段',
    '按单位',
    '按岗位',
    ...sheetsOfAnswers,
    '按行业',
    '按单位类型',
    '按单位所在地',
    '按薪酬',
    '按站点',
    '服务台',
    '纸质登记',
    '口径',
    '数据来源',
  ]);
  const summary = new Map(sheets[0]?.rows.map((row) => [row[0], row[1]]));
  expect(summary.get('到场人数')).toBe(40);
  expect(sheets.at(-1)?.rows.some((row) => row.includes('从未联系上，缺失数量不明'))).toBe(true);

  const download = page.waitForEvent('download');
  await page.locator('.exports').getByRole('button', { name: /JSON/ }).click();
  const json = await readFile(await (await download).path(), 'utf8');
  const pick = page.locator('.former-fairs input[type=file]');
  const former = (text: string) => ({
    name: '去年.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  await pick.setInputFiles(former('{}'));
  await expect(page.getByText(/这不是春风导出的 JSON/)).toBeVisible();
  await pick.setInputFiles(
    former(json.replace(/("attendees",\s*"slice": "",\s*"value": )40/, '$132')),
  );
  await expect(page.getByRole('row').filter({ hasText: '到场人数' })).toContainText('+25.0%');
  await page.locator('.former-fairs').scrollIntoViewIfNeeded();
  await shot('organiser-former');

  const printed = page.getByTestId('printed-report');
  await expect(printed).toBeHidden();
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const { pages, png } = await pictureOf(pdf, 1);
  await writeFile(join(root, 'test-results', 'screens', 'laptop', 'organiser-report.png'), png);
  // The list of employers alone is longer than a page.
  expect(pages).toBeGreaterThan(3);
  await page.emulateMedia({ media: 'print' });
  await expect(printed).toBeVisible();
  await expect(printed.getByRole('table', { name: '汇总' })).toContainText('40');
  await expect(printed).toContainText('7 个站点从未联系上');
  await expect(page.getByRole('button', { name: /Excel/ })).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
});

test('a bureau publishes by its own template, and fills its own return', {
  tag: ['@desk'],
}, async ({ signedIn: page, shot }) => {
  await page.getByRole('button', { name: /通稿/ }).click();
  await page.getByRole('button', { name: /修改模板/ }).click();
  const editor = page.getByTestId('template-editor');
  await editor.getByLabel(/^模板/).fill('到场{求职者数目}人。');
  await expect(editor.getByText(/没有叫“求职者数目”的数字/)).toBeVisible();
  await expect(editor.getByRole('button', { name: /存为本单位模板/ })).toBeDisabled();
  await editor.getByLabel(/^模板/).fill('到场{求职者人数}人，博士人。');
  await editor.getByLabel(/^主办方补充/).fill('下一场3月5日举办。');
  await shot('bulletin-template');
  await editor.getByRole('button', { name: /存为本单位模板/ }).click();
  const text = page.getByTestId('bulletin-text');
  await expect(text).toContainText('到场40人，博士人。');
  await expect(text).toContainText('不在统计核对之内）：下一场3月5日举办。');
  await page.reload();
  await page.getByRole('button', { name: /通稿/ }).click();
  await expect(text).toContainText('到场40人，博士人。');

  await page.getByRole('button', { name: /报表/ }).click();
  const returns = page.getByTestId('returns');
  await expect(returns.locator('[data-is=hand]').first()).toContainText('【手填】');
  await shot('returns');
  const own = await writeXlsx({
    sheets: [{ name: '本局', rows: [['到场', '{{求职者人数}}'], ['{{求职者数目}}']] }],
  });
  await returns.locator('input[type=file]').setInputFiles({
    name: '本局报表.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(own),
  });
  await expect(returns.getByText(/本局报表.xlsx/)).toBeVisible();
  await expect(returns.getByText('本局!A2：没有叫“求职者数目”的数字，这一格没有填')).toBeVisible();
  await returns.getByRole('button', { name: '40' }).click();
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(40);
  await page.getByRole('dialog').getByRole('button', { name: /关闭/ }).click();
  await returns.getByRole('button', { name: /恢复内置的表/ }).click();
  await expect(returns.getByText(/本局报表.xlsx/)).toHaveCount(0);
});

test('the wall shows figures and open posts, and says when the server is gone', async ({
  at,
  signedIn: page,
  context,
  shot,
}) => {
  await page.clock.install();
  await page.reload();
  await page.getByRole('button', { name: /大屏/ }).click();
  const wall = page.getByTestId('wall');
  await expect(wall.locator('.wall-figures > div').first()).toContainText('40');
  await expect(wall.locator('.wall-posts li')).toHaveCount(5);
  const first = await wall.locator('.wall-posts li').first().innerText();
  await shot('wall');
  await at.write(1, [
    {
      happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } },
      person: personOf(901),
    },
  ]);
  await at.send();
  await expect(wall.locator('.wall-figures > div').first()).toContainText('41');
  await context.route('**/call/**', (route) =>
    route.fulfill({ json: { ok: false, fault: { kind: 'bug' } } }),
  );
  await page.clock.fastForward('03:00');
  await expect(page.getByText(/连不上服务器，这是/)).toBeVisible();
  await expect(wall.locator('.wall-figures > div').first()).toContainText('41');
  expect(await wall.locator('.wall-posts li').first().innerText()).not.toBe(first);
});

test('the organiser’s pages work the same on PostgreSQL', { tag: ['@desk'] }, async ({
  context,
}) => {
  const postgres = await postgresAtHand();
  test.skip(!postgres, '这台机器没有 PostgreSQL there is no PostgreSQL on this machine');
  if (!postgres) return;
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-central-'));
  const server = await central(folder, postgres.url);
  await aMorning(server);
  const page = await context.newPage();
  await page.goto(server.url);
  await signIn(page);
  await expect(figure(page, /到场求职者/)).toHaveText('40');
  await server.write(1, [
    {
      happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } },
      person: personOf(900),
    },
  ]);
  await server.send();
  // This server hears of the other's facts over LISTEN and NOTIFY.
  await expect(figure(page, /到场求职者/)).toHaveText('41');
  await page.getByRole('button', { name: /^15 / }).click();
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(15);
  await page.getByRole('button', { name: /关闭/ }).click();
  await page.getByRole('button', { name: /核对/ }).click();
  await expect(page.getByTestId('merged').locator('.cases > li')).toHaveCount(1);
  await page.getByRole('button', { name: /站点/ }).click();
  await page
    .getByRole('button', { name: /标为未启用/ })
    .first()
    .click();
  await expect(page.getByText(/10 个站点中 4 个已到齐/)).toBeVisible();
  await page.getByRole('button', { name: /通稿/ }).click();
  await page.getByRole('button', { name: /登记发布/ }).click();
  await page.getByRole('button', { name: /按部分数据发布/ }).click();
  await page.getByRole('link', { name: /check/ }).click();
  await expect(page.getByText(/核对通过/)).toBeVisible();
  await page.goto('about:blank');
  await server.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});
