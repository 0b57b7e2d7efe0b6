import { expect, test } from './kiosk.ts';

/**
 * Story: someone has a pass and does not know where to go among so many booths. Desired end: a few posts
 * that fit, each with its reason and its booth, and a tap for the next ones.
 */

test('the pass leads to fitting posts with reasons and booths, and any can be dismissed', async ({
  page,
  kiosk,
}) => {
  await kiosk.present('registered-sun');
  await page.getByRole('button', { name: /看看适合的岗位/ }).click();
  await expect(page.getByRole('heading', { name: /适合您的岗位/ })).toBeVisible();
  const posts = page.locator('.post');
  await expect(posts).toHaveCount(3);
  await expect(posts.first().getByText(/您想找/)).toBeVisible();
  const first = await posts.first().getByRole('heading').innerText();
  const booth = await posts.first().locator('.post-booth').innerText();
  expect(booth).toMatch(/^[A-D]\d\d$/);
  await expect(page.getByRole('img', { name: new RegExp(`会场图.*${booth}`) })).toBeVisible();
  await kiosk.shot('posts');

  await page
    .getByRole('button', { name: `不合适 Not for me ${first}` })
    .first()
    .click();
  await expect(posts.first().getByRole('heading')).not.toHaveText(first);
  await page.getByRole('button', { name: /能到 8000/ }).click();
  await expect(page.getByText(/没有合适的了|工资合适/).first()).toBeVisible();
  await kiosk.shot('posts-narrowed');

  await page.getByRole('button', { name: /回到通行证/ }).click();
  await expect(page.getByRole('img', { name: /通行证二维码/ })).toBeVisible();
});

test('a person without answers gets a general tour of posts', async ({ page, kiosk }) => {
  await kiosk.present('zhou-jianguo');
  await page.getByRole('button', { name: /同意，领通行证/ }).click();
  await page.getByRole('button', { name: /看看适合的岗位/ }).click();
  await expect(page.getByRole('heading', { name: /先看看这些岗位/ })).toBeVisible();
  await expect(page.locator('.post')).toHaveCount(3);

  const posts = page.locator('.post');
  await page.getByRole('searchbox').fill('ＺＨＵＡＮＧＰＥＩ');
  await expect(posts.first()).toContainText('装配');
  await page.getByRole('searchbox').fill('zppg');
  await expect(page.getByText(/找到 \d+ 个岗位/)).toBeVisible();
  await expect(posts.first()).toContainText('装配普工');
  await kiosk.shot('posts-found');
  await page.getByRole('searchbox').fill('没有这样的岗位');
  await expect(page.getByText('没有找到，换个词试试')).toBeVisible();
  await page.getByRole('button', { name: /看好了，完成/ }).click();
  await expect(page.getByText(/今天已有/)).toBeVisible();
});
