import { expect, type Page } from './kiosk.ts';

/** What staff do at the corner of the screen. */

export async function hold(page: Page): Promise<void> {
  const emblem = page.getByRole('button', { name: /工作人员入口/ });
  await emblem.hover();
  await page.mouse.down();
  await expect(page.getByRole('dialog', { name: /工作人员密码/ })).toBeVisible();
  await page.mouse.up();
}

export async function typePin(page: Page, pin: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  for (const digit of pin) await dialog.getByRole('button', { name: digit, exact: true }).click();
  await dialog.getByRole('button', { name: /进入/ }).click();
}
