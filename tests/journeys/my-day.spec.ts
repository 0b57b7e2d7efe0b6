import { expect, test } from './kiosk.ts';

/**
 * The story: someone wants to know what this machine has of them, and wants it back. The end that we
 * want: they see it, with their card in hand, and two taps later it is gone for good.
 */

test('with their card someone sees what is kept of them, and has it erased', async ({
  page,
  kiosk,
}) => {
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

  // They come again: nobody knows them, and they are asked anew.
  await expect(page.getByText(/今天已有/)).toBeVisible();
  await kiosk.present('zhou-jianguo');
  await expect(page.getByRole('button', { name: /同意，领通行证/ })).toBeVisible();
});

test('what was answered can be corrected from there', async ({ page, kiosk }) => {
  await kiosk.present('zhou-jianguo');
  await page.getByRole('button', { name: /同意，领通行证/ }).click();
  await page.getByRole('button', { name: /我的信息/ }).click();
  await page.getByRole('button', { name: /改一改/ }).click();
  await expect(page.getByRole('heading', { name: /想找什么工作/ })).toBeVisible();
});

test('a registration code alone shows nothing of it', async ({ page, kiosk }) => {
  await kiosk.present('registered-sun');
  await expect(page.getByRole('img', { name: /通行证二维码/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /我的信息/ })).toHaveCount(0);
});
