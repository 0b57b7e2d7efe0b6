import { expect } from '@playwright/test';
import { keptUp, press, type Walk } from './walk.ts';

/** Every step of the clerk's screens at the service desks. */

const LONG_AGO_MS = 10 * 60_000;
const LONGEST_NAMED = 'pass-59';

export const withoutAPass: Walk = async function* ({ page, door }) {
  await expect(page.getByText('请扫通行证')).toBeVisible();
  yield 'nobody yet';
  await page.getByRole('textbox', { name: /短码/ }).fill('ABCD-EFGH-J');
  await press(page, /^找人/);
  await expect(page.getByText(/短码不对/)).toBeVisible();
  yield 'short code wrong';
  await keptUp(page, async () => {
    await door.present('pass-forged');
    await expect(page.getByText(/假的通行证/)).toBeVisible();
  });
  yield 'refused';
  await keptUp(page, async () => {
    await page.locator('.desk-topics .choice').first().click();
    await expect(page.getByText(/^已记/)).toBeVisible();
  });
  yield 'a question, written down';
  await page.getByRole('button', { name: /\+10/ }).first().click();
  await expect(page.getByTestId('newest')).toContainText('10 份');
  yield 'leaflets, handed out';
};

export const whoShowsAPass: Walk = async function* ({ page, door, letPass }) {
  await door.present('desk-card-policy');
  await door.present(LONGEST_NAMED);
  await expect(page.getByTestId('number')).toBeVisible();
  yield 'person';
  for (const n of [0, 1, 2, 3]) {
    await page.locator('.desk-topics .choice').nth(n).click();
    await expect(page.locator('.who-before li')).toHaveCount(n + 1);
  }
  await page.locator('.desk-services .choice').first().click();
  await expect(page.getByTestId('newest')).toContainText('帮扶');
  yield 'person, with history';
  await page.getByTestId('newest').getByRole('button', { name: /撤回/ }).click();
  await expect(page.getByTestId('newest').getByText('已撤回')).toBeVisible();
  yield 'person, taken back';
  letPass(LONG_AGO_MS);
  await press(page, /^全部记录/);
  const list = page.getByRole('dialog', { name: /全部记录/ });
  yield 'all actions';
  await list.getByRole('button', { name: /撤回/ }).last().click();
  const why = page.getByRole('dialog', { name: /为什么撤回/ });
  await expect(why).toBeVisible();
  yield 'reason for taking back';
  await why.getByRole('button', { name: /^取消/ }).click();
  await list.getByRole('button', { name: /回到接待/ }).click();
};

export const whenTheLineIsLost: Walk = async function* ({ page, door }) {
  await door.endDoor();
  await expect(page.getByRole('alert').filter({ hasText: '没有回应' })).toBeVisible();
  yield 'person, line lost';
  await door.startDoor();
};
