import { expect, type Page } from '@playwright/test';
import { addAccount } from '../../../server/accounts/accounts.ts';
import { EASY } from '../../../server/testing/any-door.ts';
import { type Central, MORNING_MS, PERSON } from '../../central.ts';
import type { Place, Where } from '../look.ts';
import { longestServer, tab, throughTheDay } from './organiser.ts';
import { press } from './walk.ts';

/** The central server's pages: sign-in, the organiser's, and the public check. */

const HOUR_MS = 3_600_000;

export async function atTheServer(where: Where): Promise<Place> {
  const server = await longestServer(where);
  const page = await where.context.newPage();
  await page.goto(server.url);
  return {
    page,
    walks: [signIn, ownPassword, withAlerts, throughTheDay, publishing].map(
      (walk) => () => walk(page, server),
    ),
    async close() {
      // A page that is on its way elsewhere can't be sent away.
      await page.close();
      await server.close();
    },
  };
}

async function* signIn(page: Page, { sample, storage }: Central): AsyncGenerator<string> {
  await expect(page.getByTestId('sign-in')).toBeVisible();
  yield 'sign-in';
  const guessed = async (account: string, password: string): Promise<void> => {
    await page.getByLabel(/账号/).fill(account);
    await page.getByLabel(/密码/).fill(password);
    await press(page, /登录/);
  };
  await guessed('古丽巴哈尔·买买提艾力', 'guessed');
  await expect(page.getByText(/账号或密码不对/)).toBeVisible();
  yield 'sign-in, wrong password';
  // The same person keeps the server's accounts, too.
  const keeping = { storage, now: () => MORNING_MS, hardness: EASY };
  await addAccount(keeping, { ...PERSON, fair: '', by: 'test', role: 'administrator' });
  await guessed(PERSON.name, PERSON.password);
  await expect(page.getByLabel(/请选择招聘会/)).toBeVisible();
  yield 'sign-in, which fair';
  await press(page, /登录/);
  yield* accounts(page);
  await press(page, /退出 ?Sign out|^退出/);
  await expect(page.getByTestId('sign-in')).toBeVisible();
  await guessed(PERSON.name, PERSON.password);
  await page.getByLabel(/请选择招聘会/).selectOption(sample.fair.id);
  await press(page, /登录/);
  await expect(page.getByTestId('live')).toBeVisible();
}

async function* accounts(page: Page): AsyncGenerator<string> {
  const main = page.getByTestId('accounts');
  await expect(main.getByRole('row', { name: PERSON.name })).toBeVisible();
  yield 'accounts of the server';
  await page.getByLabel(/属于/).selectOption({ index: 1 });
  await expect(main.getByRole('heading', { name: /程序的令牌/ })).toBeVisible();
  yield 'accounts of a fair';
  const person = main.getByRole('region', { name: '添加一个人' });
  await person.getByLabel(/名字/).fill('古丽巴哈尔·买买提艾力');
  await person.getByLabel(/密码/).fill('1234567890');
  await person.getByRole('button', { name: /添加/ }).click();
  await expect(page.getByText(/太常见/)).toBeVisible();
  yield 'accounts, a common password';
  await person.getByLabel(/密码/).fill('');
  await person.getByRole('button', { name: /添加/ }).click();
  await expect(page.getByTestId('secret')).toBeVisible();
  yield 'accounts, password shown once';
  await page.getByRole('button', { name: /已抄下/ }).click();
  const programs = main.getByRole('region', { name: '程序的令牌' });
  await programs.getByLabel(/哪个程序/).fill('上级系统');
  await programs.getByLabel(/读取统计数字/).check();
  await programs.getByRole('button', { name: /添加/ }).click();
  await expect(page.getByTestId('secret')).toContainText('cf1.');
  yield 'accounts, token shown once';
  await page.getByRole('button', { name: /已抄下/ }).click();
  const added = main.getByRole('row', { name: /古丽/ });
  await added.getByRole('button', { name: /删除/ }).click();
  await expect(page.getByRole('dialog', { name: /删除/ })).toBeVisible();
  yield 'accounts, removing';
  await page.getByRole('dialog').getByRole('button', { name: /删除/ }).click();
  await expect(added).toHaveCount(0);
  const deeds = main.getByRole('region', { name: '操作记录' });
  await deeds.getByRole('button', { name: /查看/ }).click();
  await expect(deeds.getByRole('table')).toBeVisible();
  yield 'accounts, what was done';
}

async function* ownPassword(page: Page): AsyncGenerator<string> {
  await press(page, /修改密码/);
  const dialog = page.getByRole('dialog', { name: /修改密码/ });
  await expect(dialog).toBeVisible();
  yield 'own password';
  const fill = async (now: string, next: string, again: string): Promise<void> => {
    await dialog.getByLabel(/现在的密码/).fill(now);
    await dialog.getByLabel(/^新密码/).fill(next);
    await dialog.getByLabel(/再输一遍/).fill(again);
    await dialog.getByRole('button', { name: /修改密码/ }).click();
  };
  await fill('guessed', 'of another journey', 'of another one');
  await expect(dialog.getByText(/两遍新密码不一样/)).toBeVisible();
  yield 'own password, two different ones';
  await fill('guessed', 'of another journey', 'of another journey');
  await expect(dialog.getByText(/现在的密码不对/)).toBeVisible();
  await fill(PERSON.password, 'of another journey', 'of another journey');
  await expect(page.getByText(/密码已修改/)).toBeVisible();
  yield 'own password, changed';
  await page.getByRole('button', { name: /知道了/ }).click();
}

async function* withAlerts(page: Page, { at, sync }: Central): AsyncGenerator<string> {
  const atMs = MORNING_MS + 5 * HOUR_MS;
  at(atMs);
  for (const slot of [2, 4, 7]) await sync(slot);
  await sync(1, () => ({
    atMs: atMs - HOUR_MS,
    version: '1.0.0',
    role: 'entrance',
    readers: [
      { kind: 'id-card', name: '华视 CVR-100UC 身份证阅读器', state: 'ready' },
      { kind: 'code', name: '新大陆 NLS-FR4080 固定式扫码器', state: 'gone' },
    ],
    printer: 'out-of-paper',
    battery: { percent: 6, charging: false },
    notices: [],
  }));
  await page.reload();
  await expect(page.getByRole('region', { name: /项待处理/ })).toBeVisible();
  yield 'live, alerts';
  await tab(page, /站点/);
  yield 'stations, alerts';
  await press(page, /标为未启用/);
  yield 'stations, one put aside';
  await tab(page, /实时/);
}

async function* publishing(page: Page): AsyncGenerator<string> {
  await tab(page, /通稿/);
  await press(page, /登记发布/);
  const asked = page.getByRole('dialog', { name: /登记发布这份通稿/ });
  await expect(asked).toBeVisible();
  yield 'bulletin, asked';
  await asked.getByRole('button', { name: /发布/ }).last().click();
  const published = page.getByRole('region', { name: '已登记发布的' }).getByRole('listitem');
  await expect(published).toHaveCount(1);
  yield 'bulletin, published';
  const url = (await page.getByRole('link', { name: /check/ }).getAttribute('href')) ?? '';
  await published.getByRole('button', { name: /撤回/ }).click();
  const question = page.getByRole('dialog', { name: /撤回/ });
  await expect(question).toBeVisible();
  yield 'bulletin, withdrawing';
  await question.getByRole('button', { name: /^不撤回/ }).click();
  await page.goto(url);
  await expect(page.getByTestId('check')).toBeVisible();
  yield 'check';
  await page.goBack();
  await tab(page, /通稿/);
  await published.getByRole('button', { name: /撤回/ }).click();
  await question.getByLabel(/理由/).fill('漏了三号门的签到，数字要重新核对以后再发');
  await question.getByRole('button', { name: /^撤回/ }).click();
  await expect(published).toContainText('漏了三号门');
  yield 'bulletin, withdrawn';
  await page.goto(url);
  await expect(page.getByRole('alert')).toBeVisible();
  yield 'check, withdrawn';
  await page.goto(`${url}9`);
  await expect(page.getByTestId('no-bulletin')).toBeVisible();
  yield 'check, none';
  await page.route('**/call/bulletin.check', (route) => route.abort());
  await page.reload();
  await expect(page.getByTestId('reconnecting')).toBeVisible();
  yield 'check, no answer';
  await page.unrouteAll();
}
