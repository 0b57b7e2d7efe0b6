import { expect, test } from './kiosk.ts';

/**
 * Story: someone wants to see what this machine keeps about them, and wants it erased. Desired end: they
 * see it, with their card in hand, and two taps later it is gone for good.
 */

test('an ID card lets its owner see and erase what is kept about them', async ({ page, kiosk }) => {
  await kiosk.present('zhou-jianguo');
  await page.getByRole('button', { name: /同意，领通行证/ }).click();
  await page.getByRole('button', { name: /我的信息/ }).click();
  await expect(page.getByRole('heading', { name: /您在这里留下的/ })).toBeVisible();
  await expect(page.getByText('已加密，只有主办单位能打开')).toBeVisible();
  await expect(page.getByText(/一号门/).last()).toBeVisible();
  await kiosk.shot('my-day');

  await page.getByRole('button', { name: /删除我的信息/ }).click();
  await expect(page.getByRole('heading', { name: /真的删除吗/ })).toBeVisible();
  await kiosk.shot('my-day-sure');
  await page.getByRole('button', { name: /先不删/ }).click();
  await page.getByRole('button', { name: /删除我的信息/ }).click();
  await page.getByRole('button', { name: /^删除/ }).click();
  await expect(page.getByRole('heading', { name: /已经删除/ })).toBeVisible();
  await kiosk.shot('my-day-erased');
  await page.getByRole('button', { name: /完成/ }).click();

  // The same person comes again: nobody knows them, so they are asked again.
  await expect(page.getByText(/今天已有/)).toBeVisible();
  await kiosk.present('zhou-jianguo');
  await expect(page.getByRole('button', { name: /同意，领通行证/ })).toBeVisible();
});

test('a person can correct their answers from what is kept about them', async ({ page, kiosk }) => {
  await kiosk.present('zhou-jianguo');
  await page.getByRole('button', { name: /同意，领通行证/ }).click();
  await page.getByRole('button', { name: /我的信息/ }).click();
  await page.getByRole('button', { name: /改一改/ }).click();
  await expect(page.getByRole('heading', { name: /想找什么工作/ })).toBeVisible();
});

test('key groups are asked with a consent, and taken back with the card', async ({
  page,
  kiosk,
}) => {
  await kiosk.present('zhou-jianguo');
  await page.getByRole('button', { name: /同意，领通行证/ }).click();
  await page.getByRole('button', { name: /填几项/ }).click();
  for (let question = 1; question < 3; question += 1) {
    await page.getByRole('button', { name: /^跳过/ }).click();
  }
  // Refusing is as easy as agreeing.
  const [agree, skip] = await Promise.all(
    [/^同意，我来选/, /^跳过，不回答/].map((name) =>
      page.getByRole('button', { name }).boundingBox(),
    ),
  );
  expect([skip?.width, skip?.height]).toEqual([agree?.width, agree?.height]);
  await page.getByRole('button', { name: /^同意，我来选/ }).click();
  await page.getByRole('button', { name: /残疾人/ }).click();
  await page.getByRole('button', { name: /^完成/ }).click();

  await page.getByRole('button', { name: /我的信息/ }).click();
  await expect(page.getByText('残疾人')).toBeVisible();
  await page.getByRole('button', { name: /撤回“符合的情况”/ }).click();
  await expect(page.getByText('残疾人')).toHaveCount(0);
  await page.getByRole('button', { name: /撤回给某家单位/ }).click();
  await page.getByRole('button', { name: /^A01/ }).click();
  await expect(page.getByText('已撤回')).toBeVisible();
  await kiosk.shot('my-day-employers');
});

test('a registration code alone shows nothing that is kept about its owner', async ({
  page,
  kiosk,
}) => {
  await kiosk.present('registered-sun');
  await expect(page.getByRole('img', { name: /通行证二维码/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /我的信息/ })).toHaveCount(0);
});
