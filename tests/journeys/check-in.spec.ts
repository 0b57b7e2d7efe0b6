import { expect, test } from './kiosk.ts';

/**
 * Story: someone comes in from the square with an ID card, with others behind them. Desired end: the
 * pass is on the screen after one tap, and nobody is turned away.
 */

test('a card and one tap of consent show the pass with a masked name', { tag: '@system' }, async ({
  page,
  kiosk,
}) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await kiosk.shot('idle');
  await kiosk.present('zhou-jianguo');
  await expect(page.getByRole('heading', { name: /周\*国/ })).toBeVisible();
  await kiosk.shot('consent');
  await page.getByRole('button', { name: /同意，领通行证/ }).click();
  await expect(page.getByRole('img', { name: /通行证二维码/ })).toBeVisible();
  await expect(page.getByText(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/)).toBeVisible();
  await kiosk.shot('welcome');
  await expect(page.locator('body')).not.toContainText('周建国');
});

test('a person who declines consent gets an anonymous pass and no dead end', async ({
  page,
  kiosk,
}) => {
  await kiosk.present('zhou-jianguo');
  await expect(page.getByRole('heading', { name: /周\*国/ })).toBeVisible();
  await page.getByRole('button', { name: /不同意，领匿名通行证/ }).click();
  await expect(page.getByRole('img', { name: /通行证二维码/ })).toBeVisible();
  await expect(page.locator('body')).not.toContainText('周*国');
  await kiosk.shot('anonymous');
});

test('a person who registered online checks in by scan alone', async ({ page, kiosk }) => {
  await kiosk.present('registered-sun');
  await expect(page.getByRole('heading', { name: /孙\*华/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /通行证二维码/ })).toBeVisible();
});

test('a second check-in says when and where the first happened', { tag: '@system' }, async ({
  page,
  kiosk,
}) => {
  await kiosk.present('registered-sun');
  await expect(page.getByRole('img', { name: /通行证二维码/ })).toBeVisible();
  await kiosk.present('registered-sun');
  await expect(page.getByText(/一号门/).first()).toBeVisible();
  await expect(page.getByText(/\d\d:\d\d/).first()).toBeVisible();
  await kiosk.shot('second-check-in');
});

test('a scan during another person’s consent is shown as ignored and never used later', async ({
  page,
  kiosk,
}) => {
  await kiosk.present('zhou-jianguo');
  await expect(page.getByRole('heading', { name: /周\*国/ })).toBeVisible();
  await kiosk.present('registered-sun');
  await expect(page.getByText('请先完成当前操作')).toBeVisible();
  await kiosk.shot('ignored');
  await page.getByRole('button', { name: /同意，领通行证/ }).click();
  await expect(page.getByRole('img', { name: /通行证二维码/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: /孙\*华/ })).toHaveCount(0);
});

test('each scan that identifies nobody has its own sentence and a next step', async ({
  page,
  kiosk,
}) => {
  const things = [
    'bus-card',
    'damaged-card',
    'taken-away-early',
    'registered-unknown',
    'pass-of-other-fair',
    'pass-forged',
    'not-text',
    'social-security',
  ];
  const sentences = new Set<string>();
  let before = await page.getByRole('heading', { level: 1 }).innerText();
  for (const thing of things) {
    await kiosk.present(thing);
    const heading = page.getByRole('heading', { level: 1 });
    await expect(heading).not.toHaveText(before);
    before = await heading.innerText();
    sentences.add(before);
    await expect(page.getByRole('button', { name: /找工作人员/ })).toBeEnabled();
    await kiosk.shot(`refused-${thing}`);
  }
  expect(sentences.size).toBe(things.length);
});
