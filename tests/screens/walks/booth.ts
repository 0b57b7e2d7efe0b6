import { expect, type Locator, type Page } from '@playwright/test';
import { keptUp, press, type Walk } from './walk.ts';

/** Every step of the recruiter's screens: one booth, and as many as fit side by side. */

/** After this time an undo needs a reason. */
const LONG_AGO_MS = 10 * 60_000;
/** The longest surname that a pass holds. */
const LONGEST_NAMED = 'pass-59';
const NOTE = '会开叉车、有电工证，孩子在本市上小学，只能上白班，希望离家近，周三下午来厂里面试';

const column = (page: Page, booth = 'A01'): Locator =>
  page.getByRole('region', { name: new RegExp(`^${booth}`) });

async function openBooth(page: Page, booth: string): Promise<void> {
  await page
    .getByRole('listitem')
    .filter({ hasText: booth })
    .getByRole('button', { name: /开台/ })
    .click();
  await expect(column(page, booth)).toBeVisible();
}

async function writeNote(page: Page, text: string): Promise<void> {
  await press(page, /^备注/);
  const pad = page.getByRole('dialog', { name: /备注/ });
  await pad.getByRole('textbox').fill(text);
  await pad.getByRole('button', { name: /记下/ }).click();
  await expect(pad).toHaveCount(0);
}

export const fromSignInToNobody: Walk = async function* ({ page, door }) {
  await expect(page.getByRole('heading', { name: /哪家单位到了/ })).toBeVisible();
  yield 'sign-in';
  await keptUp(page, async () => {
    await door.present('id-card');
    await door.present('pass-1');
    await expect(page.getByText(/先点展位/)).toBeVisible();
  });
  yield 'sign-in, refused';
  await openBooth(page, 'A01');
  yield 'nobody yet';
  await page.getByRole('textbox', { name: /短码/ }).fill('ABCD-EFGH-J');
  await press(page, /^找人/);
  await expect(page.getByText(/短码不对/)).toBeVisible();
  yield 'short code wrong';
};

export const whoIsReceived: Walk = async function* ({ page, door, letPass }) {
  await keptUp(page, async () => {
    await door.present(LONGEST_NAMED);
    await expect(page.getByText(/^已接待/)).toBeVisible();
  });
  yield 'person, received';
  for (const n of [1, 2, 3, 4]) {
    await page.locator('.person-posts .choice').nth(n).click();
    await press(page, /^收简历/);
    await expect(page.getByRole('button', { name: /已收简历/ })).toBeVisible();
  }
  await press(page, /^洽谈/);
  await expect(page.getByRole('button', { name: /^已洽谈/ })).toBeVisible();
  await press(page, /^约面试/);
  await expect(page.getByRole('button', { name: /约面试/, pressed: true })).toBeVisible();
  await writeNote(page, '薪资再谈');
  await writeNote(page, NOTE);
  yield 'person, with history and notes';
  await keptUp(page, async () => {
    await door.present('pass-forged');
    await expect(page.getByText(/假的通行证/)).toBeVisible();
  });
  yield 'person, refused';
  await page.getByTestId('newest').getByRole('button', { name: /撤回/ }).click();
  await expect(page.getByTestId('newest').getByText('已撤回')).toBeVisible();
  yield 'person, taken back';
  await press(page, /^备注/);
  yield 'note pad';
  await page.getByRole('dialog').getByRole('textbox').fill(NOTE);
  await door.present('pass-1');
  await expect(page.getByText(/下一位已经扫到/)).toBeVisible();
  yield 'note pad, the next one here';
  await press(page, /^取消/);
  await door.present('zhou-jianguo');
  await door.present('blank-pass');
  await expect(page.getByText('没有登记姓名')).toBeVisible();
  yield 'person, without a name';
  letPass(LONG_AGO_MS);
};

export const whatWasDone: Walk = async function* ({ page }) {
  await press(page, /^全部记录/);
  const list = page.getByRole('dialog', { name: /全部记录/ });
  await expect(list).toBeVisible();
  yield 'all actions';
  await list.getByRole('button', { name: /撤回/ }).last().click();
  await expect(page.getByRole('dialog', { name: /为什么撤回/ })).toBeVisible();
  yield 'reason for taking back';
  await press(page, /^取消/);
  await list.getByRole('button', { name: /回到接待/ }).click();
  await press(page, /^单位签到/);
  yield 'sign-in, one is here';
  await press(page, /^签退/);
  yield 'sign-in, sure';
  await press(page, /^清单/);
  await expect(page.locator('.day-sheet table')).toBeVisible();
  yield 'day sheet';
  await press(page, /^导出/);
  await expect(page.getByText(/^已下载/)).toBeVisible();
  yield 'day sheet, exported';
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /回到接待/ })
    .click();
};

export const sideBySide: Walk = async function* ({ page, door }) {
  await openBooth(page, 'A02');
  await door.present('booth-card-a02');
  await door.present('pass-2');
  await expect(column(page, 'A02').getByTestId('number')).toBeVisible();
  yield 'two counters';
  await press(page, /^单位签到/);
  await openBooth(page, 'A03');
  await expect(column(page, 'A03').getByText('请扫通行证')).toBeVisible();
  yield 'three counters';
  await column(page, 'A03').getByRole('textbox', { name: /短码/ }).fill('ABCD-EFGH-J');
  await column(page, 'A03').getByRole('button', { name: /找人/ }).click();
  await expect(page.getByText(/短码不对/)).toBeVisible();
  await keptUp(page, async () => {
    await door.present('command-a01-resume');
    await expect(page.getByText(/这是别的展位的卡/)).toBeVisible();
  });
  yield 'three counters, refused';
  await press(page, /^单位签到/);
  yield 'sign-in, a scanner bound';
  await openBooth(page, 'A04');
  yield 'four counters, as a list';
};

export const whenTheLineIsLost: Walk = async function* ({ page, door }) {
  await door.endDoor();
  await expect(page.getByRole('alert').filter({ hasText: '没有回应' })).toBeVisible();
  yield 'counters, line lost';
  // The restarted station has a new address.
  await page.goto(await door.startDoor());
  await press(page, /^单位签到/);
  await door.endDoor();
  await expect(page.locator('.booth-face')).toHaveAttribute('data-lost', 'true');
  yield 'sign-in, line lost';
  await door.startDoor();
};
