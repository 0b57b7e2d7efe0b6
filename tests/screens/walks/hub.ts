import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { expect, type Page } from '@playwright/test';
import { inItsOwnProcess } from '../../journeys/own-process.ts';
import type { Place, Where } from '../look.ts';
import { press } from './walk.ts';

/** The hall's hub, off and on, at a station in a process of its own; and the codes by which machines join. */

const ORGANISER = 8;

export async function besideItsHub({ context, resources }: Where): Promise<Place> {
  const laptop = await inItsOwnProcess(context, ORGANISER, resources);
  return {
    page: laptop.page,
    walks: [
      () => switchedOn(laptop.page),
      () => machinesJoin(laptop.page),
      () => refused(laptop.page),
    ],
    close: () => laptop.close(),
  };
}

const line = (page: Page) => page.getByTestId('hub');
const sheet = (page: Page) => page.getByRole('dialog', { name: /会场中转/ });
const runs = (page: Page): Promise<void> =>
  expect(line(page).getByRole('status')).toContainText('正在运行', { timeout: 60_000 });

async function* switchedOn(page: Page): AsyncGenerator<string> {
  await page.locator('.organiser-top').getByRole('button', { name: /站点/ }).click();
  await expect(line(page)).toContainText('没有打开');
  yield 'hub, off';
  await press(page, /^让机器加入/);
  await expect(page.getByText(/还没有地方放登记码/)).toBeVisible();
  yield 'joining codes, no hub';
  await page.getByRole('dialog').getByRole('button', { name: /^关闭/ }).click();
  await press(page, /打开会场中转/);
  await runs(page);
  yield 'hub, on';
  await line(page).getByRole('button', { name: /设置/ }).click();
  await sheet(page)
    .getByRole('button', { name: /127\.0\.0\.1/ })
    .click();
  await expect(sheet(page).locator('code').first()).toHaveText(/127\.0\.0\.1/);
  yield 'hub, its settings';
  await sheet(page).locator('.hub-lonely summary').click();
  await sheet(page).getByRole('textbox', { name: /^地址/ }).fill('http://example.cn');
  await sheet(page).getByRole('button', { name: /^保存/ }).click();
  await expect(sheet(page).getByText(/要用 https/)).toBeVisible();
  yield 'hub, a faulty address above';
  await press(page, /生成地址码/);
  await press(page, /样例：直接打开/);
  await expect(sheet(page).getByTestId('qr')).toBeVisible({ timeout: 60_000 });
  await sheet(page).getByTestId('qr').scrollIntoViewIfNeeded();
  yield 'hub, its address code';
  await sheet(page).getByLabel(/名字/).fill('古丽巴哈尔·买买提艾力');
  await sheet(page).getByRole('button', { name: /^添加/ }).click();
  await expect(page.getByTestId('secret')).toBeVisible();
  yield 'hub, password shown once';
  await press(page, /已抄下/);
  await expect(sheet(page).getByRole('row', { name: /古丽/ })).toBeVisible();
  yield 'hub, its accounts';
  await sheet(page).getByRole('button', { name: /^关闭/ }).click();
  yield 'hub, switch off?';
  await press(page, /^不关/);
  await sheet(page).getByRole('button', { name: /关上/ }).click();
}

async function* machinesJoin(page: Page): AsyncGenerator<string> {
  await press(page, /^让机器加入/);
  await expect(page.getByRole('dialog').getByTestId('qr')).toBeVisible({ timeout: 180_000 });
  yield 'joining codes, the next machine';
  await page.getByRole('dialog').getByRole('button', { name: /^关闭/ }).click();
}

/** Another program has its port when it is switched on again. */
async function* refused(page: Page): AsyncGenerator<string> {
  const address = (await line(page).locator('code').textContent()) ?? '';
  await line(page).getByRole('button', { name: /设置/ }).click();
  await sheet(page).getByRole('button', { name: /^关闭/ }).click();
  await page
    .getByRole('dialog', { name: /关闭会场中转？/ })
    .getByRole('button', { name: /^关闭/ })
    .click();
  await expect(sheet(page).getByRole('status')).toContainText('没有打开');
  const other = await listening(Number(new URL(address).port));
  await sheet(page)
    .getByRole('button', { name: /打开会场中转/ })
    .click();
  await expect(sheet(page).getByRole('status')).toContainText(/被别的程序占用/, {
    timeout: 60_000,
  });
  yield 'hub, its port is taken';
  other.close();
}

async function listening(port: number): Promise<Server> {
  const server = createServer().listen(port, '0.0.0.0');
  await once(server, 'listening');
  return server;
}
