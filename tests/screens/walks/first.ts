import { expect, type Page } from '@playwright/test';
import { recoveryCodeText } from '../../../shared/recovery-sheet.ts';
import { browserDoor } from '../../journeys/doors.ts';
import { scanned } from '../../journeys/wedge-scanner.ts';
import type { Place, Where } from '../look.ts';
import { press } from './walk.ts';

/** A machine that belongs to no fair: it joins one, takes one over, or makes one. */

const ANY_SLOT = 1;
/** Key derivation is slow by design, and slower on a busy machine. */
const MADE_MS = 60_000;

export async function atAnEmptyMachine({ context, resources, folder }: Where): Promise<Place> {
  const door = await browserDoor(folder, ANY_SLOT, context, { resources, firstScreen: true });
  return {
    page: door.page,
    walks: [firstChoice, joining, takingOver, makingAFair].map((walk) => () => walk(door.page)),
    close: () => door.close(),
  };
}

const titled = (page: Page, name: RegExp): Promise<void> =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: MADE_MS });

async function* firstChoice(page: Page): AsyncGenerator<string> {
  await titled(page, /这台电脑用来做什么/);
  yield 'first choice';
}

async function* joining(page: Page): AsyncGenerator<string> {
  await press(page, /^加入招聘会/);
  await titled(page, /扫主办方的登记码/);
  yield 'joining, the code';
  await press(page, /^没有网络/);
  await expect(page.getByRole('dialog')).toBeVisible();
  yield 'joining, no stick';
  await page.getByRole('dialog').getByRole('button', { name: /关闭/ }).click();
}

async function* takingOver(page: Page): AsyncGenerator<string> {
  await press(page, /^接替主办方的电脑/);
  await titled(page, /扫保险柜里的恢复单/);
  yield 'taking over, the sheet';
  await press(page, /照着输入/);
  const lines = page.getByRole('dialog', { name: /照着恢复单输入/ });
  await expect(lines).toBeVisible();
  yield 'taking over, its lines';
  await lines.getByRole('button', { name: /^返回|^关闭|^取消/ }).click();
  // Anybody's sheet leads to the next step: what it holds is looked at with the passphrase.
  const [salt, box] = [new Uint8Array(16), new Uint8Array(48)];
  await scanned(page, recoveryCodeText({ fair: 'c48f0482', salt, box }));
  await titled(page, /插上存有招聘会的 U 盘/);
  yield 'taking over, the fair';
  await press(page, /从服务器或别的中转取/);
  await titled(page, /扫地址码/);
  await page.getByLabel(/服务器的地址/).fill('fair.example.cn');
  yield 'taking over, a server';
  await press(page, /^继续/);
  await titled(page, /输入主办方口令/);
  yield 'taking over, the passphrase for it';
  for (const step of [/插上存有招聘会的 U 盘/, /扫保险柜里的恢复单/]) {
    await press(page, /^返回/);
    await titled(page, step);
  }
  await press(page, /^返回/);
  await titled(page, /扫主办方的登记码/);
  await press(page, /^返回/);
}

async function* makingAFair(page: Page): AsyncGenerator<string> {
  await press(page, /^新建招聘会/);
  await titled(page, /办什么招聘会/);
  await press(page, /^下一步/);
  await expect(page.getByText('请填招聘会名称')).toBeVisible();
  yield 'new fair, nothing filled in';
  await page.getByLabel(/招聘会名称/).fill('“春风行动”云溪街道专场招聘会');
  await page.getByLabel(/主办单位/).fill('汀禾市人力资源和社会保障局');
  await page.getByLabel(/地点/).fill('柳桥路文化广场');
  yield 'new fair, the fair';
  await press(page, /^下一步/);
  await titled(page, /哪几天办/);
  await press(page, /^下个月/);
  await press(page, /月6日$/);
  yield 'new fair, days';
  await press(page, /^下一步/);
  await titled(page, /会场用几台机器/);
  yield 'new fair, machines';
  await press(page, /^下一步/);
  await titled(page, /设服务台吗/);
  yield 'new fair, desks';
  await press(page, /^下一步/);
  await titled(page, /哪些单位来/);
  yield 'new fair, employers';
  await press(page, /^下一步/);
  await titled(page, /对不对/);
  yield 'new fair, check';
  await press(page, /^下一步/);
  const proposed = page.locator('.proposed');
  await expect(proposed).not.toBeEmpty();
  yield 'new fair, passphrase';
  await page.getByLabel('再输一遍').fill((await proposed.textContent()) ?? '');
  await press(page, /^生成密钥/);
  await titled(page, /导入参会单位和岗位/);
  yield 'new fair, import';
  await press(page, /^跳过/);
  await titled(page, /打印恢复单和工作卡/);
  await expect(page.locator('.papers-preview [data-sheet]').first()).toBeVisible({
    timeout: MADE_MS,
  });
  yield 'new fair, papers';
}
