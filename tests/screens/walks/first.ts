import { expect, type Page } from '@playwright/test';
import { browserDoor } from '../../journeys/doors.ts';
import type { Place, Where } from '../look.ts';
import { press } from './walk.ts';

/** A machine that belongs to no fair. */

const ANY_SLOT = 1;

export async function atAnEmptyMachine({ context, resources, folder }: Where): Promise<Place> {
  const door = await browserDoor(folder, ANY_SLOT, context, { resources, firstScreen: true });
  return {
    page: door.page,
    walks: [() => firstChoice(door.page), () => joining(door.page)],
    close: () => door.close(),
  };
}

async function* firstChoice(page: Page): AsyncGenerator<string> {
  await expect(page.getByRole('heading', { name: /这台电脑用来做什么/ })).toBeVisible();
  yield 'first choice';
}

async function* joining(page: Page): AsyncGenerator<string> {
  await press(page, /^加入招聘会/);
  await expect(page.getByRole('heading', { name: /扫主办方的登记码/ })).toBeVisible();
  yield 'joining, the code';
  await press(page, /^没有网络/);
  await expect(page.getByRole('dialog')).toBeVisible();
  yield 'joining, no stick';
  await page.getByRole('dialog').getByRole('button', { name: /关闭/ }).click();
  await press(page, /^返回/);
}
