import { expect, type Page, test } from './kiosk.ts';

/**
 * Story: someone walks away halfway. Desired end: the screen first asks, gently, and then belongs to the
 * next person.
 */

/** From here on only the test moves the clock of this page's countdown. */
async function standStill(page: Page): Promise<void> {
  await page.evaluate(() => {
    let now = performance.now();
    performance.now = () => now;
    window.addEventListener('test-time', (event) => {
      if (event instanceof CustomEvent) now += Number(event.detail);
    });
  });
}

async function letPass(page: Page, seconds: number): Promise<void> {
  await page.evaluate((ms) => {
    window.dispatchEvent(new CustomEvent('test-time', { detail: ms }));
  }, seconds * 1000);
}

test('the screen asks whether an absent person is still there, then forgets them', async ({
  page,
  kiosk,
}) => {
  await kiosk.present('zhou-jianguo');
  await expect(page.getByRole('heading', { name: /周\*国/ })).toBeVisible();
  await standStill(page);
  await letPass(page, 21);
  await expect(page.getByRole('dialog', { name: /您还在吗/ })).toBeVisible();
  await kiosk.shot('still-here');
  await letPass(page, 11);
  await expect(page.getByText(/今天已有/)).toBeVisible();
  await expect(page.locator('body')).not.toContainText('周*国');
});

test('a person who is still there continues where they were', async ({ page, kiosk }) => {
  await kiosk.present('zhou-jianguo');
  await expect(page.getByRole('heading', { name: /周\*国/ })).toBeVisible();
  await standStill(page);
  await letPass(page, 21);
  await page.getByRole('button', { name: /我还在/ }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await letPass(page, 15);
  await expect(page.getByRole('heading', { name: /周\*国/ })).toBeVisible();
});

test('every step offers a way to staff without losing what was entered', async ({
  page,
  kiosk,
}) => {
  await page.getByRole('button', { name: /输入号码/ }).click();
  for (const key of '1101') await page.getByRole('button', { name: key, exact: true }).click();
  await page.getByRole('button', { name: /找工作人员/ }).click();
  await expect(page.getByText(/一号门/).first()).toBeVisible();
  await kiosk.shot('help');
  await page.getByRole('button', { name: /接着办/ }).click();
  await expect(page.getByText(/1101/).first()).toBeVisible();
});

test('declining to give a name needs confirmation, so a stray tap counts nobody', async ({
  page,
  kiosk,
}) => {
  await page.getByRole('button', { name: /不留姓名/ }).click();
  await kiosk.shot('nameless');
  await page.getByRole('button', { name: /返回/ }).click();
  await expect(page.getByText('今天已有 0 人签到')).toBeVisible();
  await page.getByRole('button', { name: /不留姓名/ }).click();
  await page.getByRole('button', { name: /^领匿名通行证/ }).click();
  await expect(page.getByRole('img', { name: /通行证二维码/ })).toBeVisible();
});
