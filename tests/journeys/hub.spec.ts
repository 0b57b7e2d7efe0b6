import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { browserDoor } from './doors.ts';
import { expect, type Page, test as base } from './kiosk.ts';
import { inItsOwnProcess } from './own-process.ts';
import { codesIn } from './qr-decoder.ts';
import { scanned } from './wedge-scanner.ts';

/**
 * Story: a hall with a strange network, and no server. Desired end: the clerk switches the hub on with one tap, a
 * gate finds it by scanning a code off the clerk's screen, and a colleague has an account.
 */

const ORGANISER = 8;
const GATE = 1;

const test = base.extend<{ laptop: Page; gate: Page }>({
  laptop: async ({ context }, use) => {
    const laptop = await inItsOwnProcess(context, ORGANISER);
    await use(laptop.page);
    await laptop.close();
  },
  gate: async ({ context }, use) => atTheGate(context, use),
});

async function atTheGate(context: BrowserContext, use: (page: Page) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-gate-'));
  const door = await browserDoor(folder, GATE, context);
  await use(door.page);
  await door.close();
  await rm(folder, { recursive: true, force: true });
}

test('a clerk switches the hub on, and a gate finds it by its code', {
  tag: ['@desk', '@browser'],
}, async ({ laptop, gate }) => {
  await laptop.getByRole('button', { name: /站点/ }).click();
  const line = laptop.getByTestId('hub');
  await expect(line).toContainText('没有打开');
  await line.getByRole('button', { name: /打开会场中转/ }).click();
  await expect(line.getByRole('status')).toContainText('正在运行');

  await line.getByRole('button', { name: /设置/ }).click();
  const sheet = laptop.getByRole('dialog', { name: /会场中转/ });
  await sheet.getByRole('button', { name: /127\.0\.0\.1/ }).click();
  await expect(sheet.locator('code').first()).toHaveText(/^https:\/\/127\.0\.0\.1:\d+$/);
  await sheet.getByRole('button', { name: /生成地址码/ }).click();
  await laptop.getByRole('button', { name: /样例：直接打开/ }).click();
  const picture = sheet.getByTestId('qr');
  await expect(picture).toBeVisible();
  const [code] = await codesIn(await picture.screenshot());
  expect(code?.text).toMatch(/^CFH1:/);

  await scanned(gate, code?.text ?? '');
  await expect(gate.getByTestId('address-taken')).toContainText('地址收到了');
  // Half of it, off a bent sheet.
  await scanned(gate, code?.text.slice(0, 60) ?? '');
  await expect(gate.getByTestId('address-taken')).toContainText('没有扫全');
  await expect(sheet.getByRole('status')).toContainText('2 台站点连着');

  await sheet.getByLabel(/名字/).fill('王海燕');
  await sheet.getByRole('button', { name: /^添加/ }).click();
  await expect(laptop.getByTestId('secret')).toHaveText(/^[a-z0-9-]{19}$/);
  await laptop.getByRole('button', { name: /已抄下/ }).click();
  await expect(sheet.getByRole('row', { name: /王海燕/ })).toBeVisible();

  await sheet.getByRole('button', { name: /^关闭/ }).click();
  await laptop
    .getByRole('dialog', { name: /关闭会场中转？/ })
    .getByRole('button', { name: /^关闭/ })
    .click();
  await expect(sheet.getByRole('status')).toContainText('没有打开');
});
