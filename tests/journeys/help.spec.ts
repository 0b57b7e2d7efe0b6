import { expect, test } from './kiosk.ts';
import { hold, typePin } from './staff-hand.ts';

/**
 * Story: a screen says something that nobody understands. Desired end: one tap shows the page of the
 * handbook for it, also while the station is away, and no job seeker ever comes there by chance.
 */

const handbook = 'handbook';

test.describe('at a booth', () => {
  test.use({ slot: 4 });

  test('help shows the page for what is on the screen, in both languages', {
    tag: '@browser',
  }, async ({ page }) => {
    const help = page.getByTestId(handbook);
    await expect(page.getByRole('heading', { name: /哪家单位到了/ })).toBeVisible();
    await page.keyboard.press('F1');
    await expect(help.getByRole('heading', { name: '展位：接待求职者' })).toBeVisible();
    await help.getByRole('button', { name: '出问题时' }).click();
    await expect(help.getByRole('heading', { name: /屏幕上说什么/ })).toBeVisible();
    await help.getByRole('button', { name: 'English' }).click();
    await expect(help.getByRole('heading', { name: /When something fails/ })).toBeVisible();
    await help.getByRole('button', { name: /关闭手册/ }).click();
    await expect(help).toHaveCount(0);
  });

  test('help explains first what the screen says, also when the station is away', {
    tag: '@browser',
  }, async ({ page, kiosk }) => {
    await expect(page.getByRole('heading', { name: /哪家单位到了/ })).toBeVisible();
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => /\/handbook-/.test(name)),
    );
    await kiosk.endDoor();
    await expect(page.getByText('本机没有回应，请再试一次').first()).toBeVisible();
    await page.getByRole('button', { name: /^使用手册/ }).click();
    const now = page.getByTestId(handbook).locator('section').filter({ hasText: '屏幕上现在写着' });
    await expect(now.getByRole('cell').first()).toHaveText('本机没有回应，请再试一次');
    await kiosk.shot('handbook');
    await page.getByRole('button', { name: /关闭手册/ }).click();
    await kiosk.startDoor();
    // The last thing that the old page asks the station; the typeface of this sentence may still be on its way.
    await expect(page.getByText('请工作人员重新打开本页')).toBeVisible();
    await page.goto('about:blank');
    // What the page could not fetch meanwhile is what this is about.
    kiosk.complaints.length = 0;
  });
});

test('an attendee’s screen leads to the handbook only through the staff’s panel', async ({
  page,
}) => {
  await expect(page.getByText(/今天已有/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^使用手册/ })).toHaveCount(0);
  await page.keyboard.press('F1');
  await hold(page);
  await expect(page.getByTestId(handbook)).toHaveCount(0);
  await typePin(page, '2580');
  await page.getByRole('button', { name: /^使用手册/ }).click();
  const help = page.getByTestId(handbook);
  await expect(help.getByRole('heading', { name: '带队人员：工作卡和机器' })).toBeVisible();
  await help.getByRole('button', { name: /关闭手册/ }).click();
  await expect(page.getByRole('dialog', { name: /工作人员面板/ })).toBeVisible();
});
