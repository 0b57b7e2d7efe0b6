import { expect, type Page } from '@playwright/test';

/** 会后: the evening's steps, and what comes in the weeks after. */

const parts = [
  ['later', /^会后/],
  ['sticks', /^U 盘/],
  ['contacts', /^联系表/],
  ['followUp', /^跟进/],
  ['backups', /^备份/],
  ['stored', /^保存期/],
  ['end', /^结束/],
] as const;

export async function* afterwards(page: Page): AsyncGenerator<string> {
  await page.locator('.organiser-top').getByRole('button', { name: /会后/ }).click();
  await expect(page.getByTestId('afterwards-evening').getByRole('heading').first()).toBeVisible();
  yield 'afterwards, evening';
  for (const [part, name] of parts) {
    await page.locator('.afterwards nav').getByRole('button', { name }).click();
    await expect(page.getByTestId(`afterwards-${part}`).getByRole('heading').first()).toBeVisible();
    yield `afterwards, ${part}`;
  }
}
