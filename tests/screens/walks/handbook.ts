import { expect } from '@playwright/test';
import { press, type Walk } from './walk.ts';

/** The handbook, as a recruiter opens it. */
export const atABooth: Walk = async function* ({ page }) {
  await expect(page.getByRole('heading', { name: /哪家单位到了/ })).toBeVisible();
  await page.locator('.help-key').click();
  const handbook = page.getByTestId('handbook');
  await expect(handbook.getByRole('heading', { name: /展位/ })).toBeVisible();
  yield 'handbook, a role';
  for (const name of [/^会前/, /^当天早上/, /^主办方/, /^带队人员/, /^散场/, /^会后/]) {
    await handbook.getByRole('navigation').getByRole('button', { name }).click();
    yield `handbook, ${name.source.slice(1)}`;
  }
  await press(page, /^出问题时/);
  await expect(handbook.getByRole('heading', { name: /屏幕上说什么/ })).toBeVisible();
  yield 'handbook, sentences';
  await press(page, /^English/);
  await press(page, /^When something fails/);
  yield 'handbook, in English';
  await press(page, /^The whole handbook/);
  yield 'handbook, all of it';
};
