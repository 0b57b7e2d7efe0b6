import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { LEDGER_FILE } from '../../../electron/station/store/damage.ts';
import { openDatabase } from '../../../electron/station/store/database.ts';
import { press, type Walk, type Walking } from './walk.ts';

/** Every step of the attendee's screens, with the longest names. */

const ID_NUMBER = '11010519491231002X';
const PHONE = '13800138000';
const LONGEST_NAME = 'guli-bahar';

const reached = (page: Page, step: string): Promise<void> =>
  expect(page.locator('.stage')).toHaveAttribute('data-step', step);
const agree = (page: Page): Promise<void> => press(page, /^同意，领通行证/);
const finish = async (page: Page): Promise<void> => {
  await press(page, /完成/);
  await reached(page, 'idle');
};

async function typeKeys(page: Page, text: string): Promise<void> {
  for (const key of text) await page.getByRole('button', { name: key, exact: true }).click();
}

export const fromIdleToPass: Walk = async function* ({ page, door }) {
  await reached(page, 'idle');
  yield 'idle';
  await door.present(LONGEST_NAME);
  await reached(page, 'consent');
  yield 'consent';
  await agree(page);
  await reached(page, 'welcome');
  yield 'welcome';
  await press(page, /填几项/);
  await press(page, /保洁/);
  yield 'questions, trades';
  await press(page, /^下一题/);
  await press(page, /初中/);
  yield 'questions, education';
  await press(page, /^下一题/);
  yield 'questions, consent to groups';
  await press(page, /^同意，我来选/);
  yield 'questions, groups';
  await press(page, /残疾/);
  await press(page, /^下一题/);
  await typeKeys(page, PHONE);
  yield 'questions, phone';
  await press(page, /^完成/);
  await reached(page, 'welcome');
  yield 'welcome, refreshed';
  await press(page, /适合的岗位/);
  await expect(page.locator('.post').first()).toBeVisible();
  yield 'posts';
  await press(page, /回到通行证|返回/);
  await finish(page);
};

export const whoComesAgain: Walk = async function* ({ page, door }) {
  await door.present(LONGEST_NAME);
  await reached(page, 'welcome');
  yield 'welcome, again';
  await press(page, /我的信息/);
  await expect(page.locator('.my-day')).toBeVisible();
  yield 'my-day';
  await press(page, /撤回给某家单位/);
  await press(page, /^A01/);
  await expect(page.getByText('已撤回')).toBeVisible();
  yield 'my-day, employers';
  await press(page, /回到我的信息/);
  await press(page, /删除我的信息/);
  yield 'my-day, sure';
  await press(page, /先不删/);
  await press(page, /回到通行证|返回/);
  await reached(page, 'welcome');
  await door.present('blank-pass');
  await expect(page.locator('.pre-printed')).toBeVisible();
  yield 'welcome, pre-printed';
  await press(page, /我的信息/);
  await press(page, /删除我的信息/);
  await press(page, /^删除/);
  await expect(page.getByRole('heading', { name: /已经删除/ })).toBeVisible();
  yield 'my-day, erased';
  await finish(page);
};

export const otherWaysIn: Walk = async function* ({ page, door }) {
  await press(page, /输入号码/);
  yield 'keypad';
  await typeKeys(page, ID_NUMBER.slice(0, 9));
  yield 'keypad, begun';
  await typeKeys(page, `${ID_NUMBER.slice(9, 17)}3`);
  yield 'keypad, impossible';
  await press(page, /退格/);
  await typeKeys(page, 'X');
  yield 'keypad, complete';
  await press(page, /下一步/);
  await reached(page, 'consent');
  yield 'consent, by digits';
  await press(page, /^不同意/);
  await reached(page, 'welcome');
  yield 'welcome, anonymous';
  await finish(page);
  await press(page, /不留姓名/);
  yield 'nameless';
  await press(page, /^返回/);
  await reached(page, 'idle');
  await door.present('ma-zhiqiang');
  await reached(page, 'consent');
  yield 'consent, expired';
  await press(page, /找工作人员/);
  yield 'help';
  await press(page, /结束/);
  await reached(page, 'idle');
  await press(page, /找工作人员/);
  yield 'help, from idle';
  await press(page, /^返回/);
};

/** Ids of sample cards and codes that identify nobody. */
const REFUSED = [
  'bus-card',
  'damaged-card',
  'taken-away-early',
  'registered-unknown',
  'pass-of-other-fair',
  'pass-forged',
  'menu-url',
  'not-text',
  'social-security',
];

export const refusals: Walk = async function* ({ page, door }) {
  for (const thing of REFUSED) {
    await door.present(thing);
    await reached(page, 'refused');
    yield `refused, ${thing}`;
    await press(page, /^返回/);
    await reached(page, 'idle');
  }
};

export const whereSomethingFails: Walk = async function* (walking) {
  const { page, door } = walking;
  await door.present('zhou-jianguo');
  await reached(page, 'consent');
  await door.present('xia-chen');
  await expect(page.getByTestId('toast')).toBeVisible();
  yield 'consent, ignored scan';
  yield* notSaved(walking);
  await agree(page);
  await reached(page, 'welcome');
  await door.endDoor();
  await expect(page.getByTestId('reconnecting')).toBeVisible();
  yield 'welcome, line lost';
  await door.startDoor();
};

async function* notSaved({ page, folder, door }: Walking): AsyncGenerator<string> {
  const other = openDatabase(join(folder, LEDGER_FILE));
  other.exec('BEGIN IMMEDIATE');
  await agree(page);
  await reached(page, 'not-saved');
  yield 'not-saved';
  other.exec('ROLLBACK');
  other.close();
  door.troubles.splice(0);
  await press(page, /再试一次/);
  await reached(page, 'consent');
}
