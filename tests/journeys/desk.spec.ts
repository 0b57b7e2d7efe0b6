import { expect, test } from './kiosk.ts';

/**
 * Story: over a thousand people come to the desks in a day, with one question each. Desired end: one tap
 * for each question, leaflets in bulk, and the services still owed to a person in plain view.
 */

test.use({ slot: 7 });

test('a question takes one tap, with or without a pass, and can be undone', {
  tag: '@system',
}, async ({ page, kiosk }) => {
  const desk = page.getByRole('region', { name: /政策咨询/ });
  await expect(desk.getByText(/请扫通行证/)).toBeVisible();
  await kiosk.shot('desk-nobody');
  const topic = desk.locator('.desk-topics button').first();
  await topic.click();
  await expect(topic).toContainText('今天 1');
  await expect(desk.getByTestId('newest')).toContainText('咨询');
  await desk.getByTestId('newest').getByRole('button', { name: /撤回/ }).click();
  await expect(topic).toContainText('今天 0');

  await desk.getByRole('button', { name: /就业政策明白纸.*\+10/ }).click();
  await expect(desk.getByTestId('newest')).toContainText('就业政策明白纸 10 份');
  await kiosk.shot('desk-leaflets');
});

test('a scan is for the desk on the screen, and each step still owed is recorded once', {
  tag: '@browser',
}, async ({ page, kiosk }) => {
  // What a page says in passing, only a page that is there can say.
  await expect(page.getByText(/请扫通行证/)).toBeVisible();
  // A scan in the same moment may still be the desk's that was shown before.
  await Promise.all([
    page.waitForResponse(
      (answer) =>
        answer.url().endsWith('/counter.front') &&
        answer.request().postData()?.includes('career') === true,
    ),
    page.getByRole('button', { name: /职业指导/ }).click(),
  ]);
  await kiosk.present('pass-1');
  const desk = page.getByRole('region', { name: /职业指导/ });
  await expect(desk.getByRole('heading', { name: '孙女士' })).toBeVisible();
  const posts = desk.locator('.desk-services button').filter({ hasText: '岗位推荐' });
  await posts.click();
  // A tap while the same one still waits for the station counts as none.
  for (const done of ['1 / 3', '2 / 3']) {
    await expect(posts).toContainText(done);
    await posts.click();
  }
  await expect(posts).toContainText('已做完');
  await expect(posts).toBeDisabled();
  await desk.locator('.desk-topics button').first().click();
  await expect(desk.getByText(/咨询 /).first()).toBeVisible();
  await kiosk.shot('desk-person');
  await desk.getByRole('button', { name: /办完了/ }).click();
  await expect(desk.getByText(/请扫通行证/)).toBeVisible();
});
