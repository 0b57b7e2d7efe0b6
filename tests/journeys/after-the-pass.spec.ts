import { fairKinds, type Question } from '../../shared/fair-kinds.ts';
import { expect, type Page, test } from './kiosk.ts';

/**
 * Story: the attendee has the pass, the queue is short, and they want to say what work they look for.
 * Desired end: short questions, all optional, and a pass that carries the answers.
 */

const passImage = (page: Page) => page.getByRole('img', { name: /通行证二维码/ });
const next = (page: Page) => page.getByRole('button', { name: /^(下一题|跳过)/ });

/** The sample is a recruitment fair. */
const { asks } = fairKinds.recruitment;
const skipToLast = async (page: Page): Promise<void> => {
  for (const _ of asks.slice(1)) await next(page).click();
};

/** Reads the QR symbol on the screen, module by module. */
const symbol = (page: Page): Promise<string | null> => passImage(page).getAttribute('src');

async function checkIn(page: Page, kiosk: { present(id: string): Promise<void> }): Promise<void> {
  await kiosk.present('zhou-jianguo');
  await page.getByRole('button', { name: /^同意，领通行证/ }).click();
  await expect(passImage(page)).toBeVisible();
}

test('answers refresh the pass and ask the person to photograph it again', async ({
  page,
  kiosk,
}) => {
  await checkIn(page, kiosk);
  const before = await symbol(page);
  await page.getByRole('button', { name: /填几项/ }).click();
  const answered: Partial<Record<Question, () => Promise<void>>> = {
    trades: async () => {
      await kiosk.shot('question-trades');
      for (const trade of [/保洁/, /保安/]) await page.getByRole('button', { name: trade }).click();
      const pressed = page.getByRole('button', { name: /保洁/ });
      await expect(pressed).toHaveAttribute('aria-pressed', 'true');
      await kiosk.shot('question-trades-chosen');
    },
    education: async () => {
      await kiosk.shot('question-education');
      await page.getByRole('button', { name: /初中/ }).click();
    },
    groups: async () => {
      await kiosk.shot('question-groups-consent');
      await page.getByRole('button', { name: /^同意，我来选/ }).click();
      await page.getByRole('button', { name: /退役军人/ }).click();
      await kiosk.shot('question-groups');
    },
    phone: async () => {
      for (const digit of '13800138000') {
        await page.getByRole('button', { name: digit, exact: true }).click();
      }
      const share = page.getByRole('button', { name: /也告诉收了我简历的单位/ });
      await expect(share).toHaveAttribute('aria-pressed', 'false');
      await share.click();
      await expect(share).toHaveAttribute('aria-pressed', 'true');
      await kiosk.shot('question-phone');
    },
  };
  for (const [at, question] of asks.entries()) {
    if (at > 0) await next(page).click();
    await answered[question]?.();
  }
  await page.getByRole('button', { name: /^完成/ }).click();
  await expect(page.getByText('通行证已更新')).toBeVisible();
  await expect(page.getByText('内容变了，请重新拍一张')).toBeVisible();
  expect(await symbol(page)).not.toBe(before);
  await kiosk.shot('welcome-refreshed');
});

test('skipping every question leaves the pass unchanged', async ({ page, kiosk }) => {
  await checkIn(page, kiosk);
  const before = await symbol(page);
  await page.getByRole('button', { name: /填几项/ }).click();
  await skipToLast(page);
  await page.getByRole('button', { name: /^完成/ }).click();
  await expect(passImage(page)).toBeVisible();
  expect(await symbol(page)).toBe(before);
  await expect(page.getByText('通行证已更新')).toHaveCount(0);
});

test('answers from registration are filled in and can be changed', async ({ page, kiosk }) => {
  await kiosk.present('registered-sun');
  await page.getByRole('button', { name: /填几项/ }).click();
  await expect(page.getByText('已按预约信息填好，可以改')).toBeVisible();
  await expect(page.locator('button[aria-pressed="true"]').first()).toBeVisible();
  await kiosk.shot('question-prefilled');
});

test('an incomplete phone number cannot be sent; an empty one can', async ({ page, kiosk }) => {
  await checkIn(page, kiosk);
  await page.getByRole('button', { name: /填几项/ }).click();
  await skipToLast(page);
  const finish = page.getByRole('button', { name: /^完成/ });
  for (const digit of '1380') await page.getByRole('button', { name: digit, exact: true }).click();
  await expect(finish).toBeDisabled();
  await expect(page.getByText('还差 7 位；不留就清空')).toBeVisible();
  await page.getByRole('button', { name: /清空/ }).click();
  await expect(finish).toBeEnabled();
});
