import { expect, type Page } from '@playwright/test';
import { browserDoor } from '../../journeys/doors.ts';
import type { Place, Where } from '../look.ts';
import { press } from './walk.ts';

/** A fair that is made, from an empty machine to its papers. */

const ANY_SLOT = 1;

export async function whereAFairIsMade({ context, resources, folder }: Where): Promise<Place> {
  const door = await browserDoor(folder, ANY_SLOT, context, { resources, firstScreen: true });
  return {
    page: door.page,
    walks: [() => filledIn(door.page), () => made(door.page)],
    close: () => door.close(),
  };
}

const titled = (page: Page, name: RegExp) => page.getByRole('heading', { level: 1, name });

async function* filledIn(page: Page): AsyncGenerator<string> {
  await press(page, /^新建招聘会/);
  await expect(titled(page, /办什么招聘会/)).toBeVisible();
  await press(page, /^下一步/);
  await expect(page.getByText('请填招聘会名称')).toBeVisible();
  yield 'new fair, nothing filled in';
  const name =
    '“春风行动”汀禾市云溪街道、柳桥街道、南湖街道2027年春季大型综合专场招聘会暨就业援助月启动仪式';
  await page.getByLabel(/招聘会名称/).fill(name);
  await page.getByLabel(/主办单位/).fill('汀禾市人力资源和社会保障局、云溪街道办事处');
  await page.getByLabel(/地点/).fill('柳桥路文化广场');
  yield 'new fair, filled in';
  await press(page, /^下一步/);
  await press(page, /^下个月/);
  await press(page, /月6日$/);
  yield 'new fair, days';
  await press(page, /^下一步/);
  for (let zones = 1; zones < 5; zones += 1) await press(page, /加一个展区/);
  yield 'new fair, machines';
  await press(page, /^下一步/);
  await expect(titled(page, /设服务台吗/)).toBeVisible();
  yield 'new fair, desks';
  await press(page, /^下一步/);
  await press(page, /手工录一个岗位/);
  await press(page, /^下一步/);
  await expect(page.getByText('每行要有单位和岗位')).toBeVisible();
  yield 'new fair, an employer unfinished';
  await press(page, /^去掉/);
  await press(page, /^下一步/);
  await expect(titled(page, /对不对/)).toBeVisible();
  yield 'new fair, check';
  await press(page, /从头填/);
  await expect(page.getByRole('dialog')).toBeVisible();
  yield 'new fair, begin again?';
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /不清空/ })
    .click();
}

async function* made(page: Page): AsyncGenerator<string> {
  await press(page, /^下一步/);
  const proposed = page.locator('.proposed');
  await expect(proposed).toHaveText(/^[0-9A-Z-]{14}$/);
  yield 'new fair, passphrase';
  await press(page, /^自己定/);
  await page.getByRole('textbox', { name: '口令' }).fill('chunfeng 2027');
  await page.getByLabel('再输一遍').fill('chunfeng 2028');
  yield 'new fair, a weak passphrase of their own';
  await press(page, /^还是用推荐的/);
  await page.getByLabel('再输一遍').fill((await proposed.textContent()) ?? '');
  await press(page, /^生成密钥/);
  await expect(titled(page, /导入参会单位/)).toBeVisible({ timeout: 60_000 });
  yield 'fair made, employers';
  await press(page, /^跳过/);
  await expect(page.locator('.papers-preview')).toBeVisible();
  yield 'fair made, papers';
}
