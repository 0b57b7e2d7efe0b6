import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { browserDoor } from '../../journeys/doors.ts';
import { kioskFiles } from '../../journeys/kiosk-files.ts';
import type { Place, Where } from '../look.ts';
import { afterwards } from './afterwards.ts';
import { press } from './walk.ts';

/** The organiser's station in a kiosk's window, before anybody has come: each page with nothing on it yet. */

const ORGANISER = 8;

const pages = [
  ['live', /实时/],
  ['employers', /单位/],
  ['breakdowns', /分类/],
  ['stations', /站点/],
  ['checks', /核对/],
  ['bulletin', /通稿/],
  ['returns', /报表/],
  ['exports', /导出/],
  ['audit', /记录/],
] as const;
const parts = [
  ['fair', /^招聘会/],
  ['employers', /^单位/],
  ['people', /^报名的人/],
  ['prints', /^印刷/],
] as const;

export async function beforeAnybodyComes({ context, resources, folder }: Where): Promise<Place> {
  const files = kioskFiles(folder);
  const { asKiosk } = files;
  const door = await browserDoor(join(folder, 'own'), ORGANISER, context, { resources, asKiosk });
  files.shows(door.page);
  const { page } = door;
  return {
    page,
    walks: [
      () => eachPage(page),
      () => eachPart(page),
      () => printed(page),
      () => afterwards(page),
    ],
    close: () => door.close(),
  };
}

const tab = (page: Page, name: RegExp): Promise<void> =>
  page.locator('.organiser-top').getByRole('button', { name }).click();

async function* eachPage(page: Page): AsyncGenerator<string> {
  for (const [name, label] of pages) {
    await tab(page, label);
    await expect(page.getByTestId(name)).toBeVisible();
    yield `${name}, nothing yet`;
  }
}

async function* eachPart(page: Page): AsyncGenerator<string> {
  await tab(page, /筹备/);
  for (const [name, label] of parts) {
    await page.locator('.parts-nav').getByRole('button', { name: label }).click();
    await expect(page.locator(`[data-part="${name}"]`)).toBeVisible();
    yield `set-up ${name}, keys shut`;
  }
}

/** Nobody has chosen a printer for this station. */
async function* printed(page: Page): AsyncGenerator<string> {
  await tab(page, /导出/);
  await page.getByTestId('exports').getByRole('button', { name: /^打印/ }).first().click();
  await expect(page.getByRole('dialog', { name: /用哪台打印机/ })).toBeVisible();
  yield 'exports, which printer';
  await press(page, /^不打印/);
  await page.getByTestId('exports').getByRole('button', { name: /PDF/ }).first().click();
  await expect(page.getByRole('dialog', { name: /存到哪里/ })).toBeVisible();
  yield 'exports, where to save';
  await press(page, /^不存了/);
}
