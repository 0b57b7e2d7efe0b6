import { expect, type Page } from '@playwright/test';

/** What becomes of a fair's machines, and a rehearsal of all of them. */

/** Every booth of the fair, on a busy machine. */
const REHEARSED_MS = 180_000;

export async function* replacing(page: Page): AsyncGenerator<string> {
  await page.locator('.organiser-top').getByRole('button', { name: /站点/ }).click();
  await page.getByRole('button', { name: /^换机/ }).first().click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByRole('button', { name: /^坏了，换一台/ })).toBeVisible();
  yield 'machine, what to do';
  await sheet.getByRole('button', { name: /^被偷了/ }).click();
  await expect(sheet.getByRole('button', { name: /^立即停用/ })).toBeVisible();
  yield 'machine, stolen';
  await sheet.getByRole('button', { name: /^返回|^取消/ }).click();
  await sheet.getByRole('button', { name: /^坏了，换一台/ }).click();
  await expect(sheet.getByRole('button', { name: /^换 / })).toBeVisible();
  yield 'machine, replaced';
  await sheet.getByRole('button', { name: /^返回|^取消/ }).click();
  await sheet.getByRole('button', { name: /^关闭/ }).click();
}

export async function* rehearsing(page: Page): AsyncGenerator<string> {
  await page.locator('.organiser-top').getByRole('button', { name: /筹备/ }).click();
  await page.locator('.parts-nav').getByRole('button', { name: /演练/ }).click();
  const begin = page.getByRole('button', { name: /^开始演练/ });
  await expect(begin).toBeVisible();
  yield 'rehearsal';
  await begin.click();
  await expect(page.getByRole('button', { name: /^再演练一次/ })).toBeVisible({
    timeout: REHEARSED_MS,
  });
  yield 'rehearsal, what it found';
}
