import { fingersOn, middleOf } from './fingers.ts';
import { expect, type Page, test } from './kiosk.ts';
import { asStaff } from './staff-hand.ts';

/**
 * Story: people in a hurry, with others behind them. Desired end: a tap applies to the screen and the
 * person that the finger saw; whatever a hand does, one way on remains.
 */

const step = (page: Page) => page.locator('.stage');
const settled = (page: Page) => expect(page.locator('[data-settling]')).toHaveCount(0);
const passImage = (page: Page) => page.getByRole('img', { name: /通行证二维码/ });
const onlyOnce = { tag: '@browser' };

test.use({ viewport: { width: 1366, height: 768 }, hasTouch: true });

test(
  'one person’s late tap is never the next person’s consent',
  onlyOnce,
  async ({ page, kiosk }) => {
    const fingers = await fingersOn(page);
    // Only the test lets time pass: a slow machine must not give the finger extra time.
    await page.clock.install();
    await page.reload();
    await expect(page.getByText(/今天已有/)).toBeVisible();
    await page.clock.pauseAt(Date.now() + 60_000);
    await kiosk.present('registered-sun');
    const done = page.getByRole('button', { name: /拍好了，完成/ });
    await expect(done).toBeVisible();
    await page.clock.runFor(2_000);
    await expect(done).toBeEnabled();
    const where = await middleOf(done);
    // The finger goes down on the previous pass and lifts on the next person's question.
    await fingers.down(where);
    await kiosk.present('xia-chen');
    await expect(step(page)).toHaveAttribute('data-step', 'consent');
    await page.clock.runFor(400);
    await settled(page);
    await fingers.up();
    await fingers.tap(where);
    await expect(step(page)).toHaveAttribute('data-step', 'consent');

    // A finger that was already on its way to the answer's place does not count either.
    await page.getByRole('button', { name: /^返回/ }).click();
    await expect(page.getByText(/今天已有/)).toBeVisible();
    await kiosk.present('xia-chen');
    const agree = page.getByRole('button', { name: /^同意，领通行证/ });
    await expect(agree).toBeVisible();
    await page.clock.runFor(300);
    await fingers.tap(await middleOf(agree));
    await page.clock.runFor(200);
    await settled(page);
    await expect(step(page)).toHaveAttribute('data-step', 'consent');
    // Once the person has had time to read the question, the same tap agrees.
    await fingers.tap(await middleOf(agree));
    await expect(passImage(page)).toBeVisible();
  },
);

test(
  'a second tap on “I agree” does not throw the new pass away',
  onlyOnce,
  async ({ page, kiosk }) => {
    const fingers = await fingersOn(page);
    await kiosk.present('zhou-jianguo');
    const agree = page.getByRole('button', { name: /^同意，领通行证/ });
    await expect(agree).toBeVisible();
    await settled(page);
    const where = await middleOf(agree);
    await fingers.tap(where);
    await expect(passImage(page)).toBeVisible();
    const done = page.getByRole('button', { name: /拍好了，完成/ });
    await expect(done).toBeDisabled();
    await fingers.tap(where);
    await settled(page);
    await fingers.tap(where);
    await expect(step(page)).not.toHaveAttribute('data-step', 'idle');
    await expect(step(page)).not.toHaveAttribute('data-step', 'leaving');
  },
);

test(
  'pinches, palms and five fingers leave the screen as it was',
  onlyOnce,
  async ({ page, kiosk }) => {
    const fingers = await fingersOn(page);
    await kiosk.present('zhou-jianguo');
    await expect(step(page)).toHaveAttribute('data-step', 'consent');
    await settled(page);
    await fingers.down({ x: 600, y: 400 }, { x: 640, y: 400 });
    await fingers.move({ x: 300, y: 400 }, { x: 1000, y: 400 });
    await fingers.up();
    expect(await page.evaluate(() => visualViewport?.scale)).toBe(1);
    const agree = await middleOf(page.getByRole('button', { name: /^同意，领通行证/ }));
    await fingers.down(...[0, 1, 2, 3, 4].map((n) => ({ x: agree.x + 9 * n, y: agree.y })));
    await fingers.up();
    await expect(step(page)).toHaveAttribute('data-step', 'consent');
  },
);

test(
  'a stray card during a question does not block the next person’s card',
  onlyOnce,
  async ({ page, kiosk }) => {
    await expect(page.getByText(/今天已有/)).toBeVisible();
    await asStaff(page, 'staff.lane', { lane: 'express' });
    await page.reload();
    await expect(page.getByText(/今天已有/)).toBeVisible();
    await kiosk.present('zhou-jianguo');
    await expect(page.getByRole('heading', { name: /周\*国/ })).toBeVisible();
    // A busy machine asks the reader too seldom to see its field empty between two cards: then it is laid there again.
    await expect(async () => {
      await kiosk.present('bus-card');
      await expect(step(page)).toHaveAttribute('data-step', 'refused', { timeout: 4_000 });
    }).toPass();
    await page.evaluate(() => Object.assign(window, { ofTheOneBefore: true }));
    await page.getByRole('button', { name: /^返回/ }).click();
    // A new page is the one way home.
    await page.waitForFunction(() => !('ofTheOneBefore' in window));
    await expect(page.getByText(/今天已有/)).toBeVisible();
    await kiosk.present('xia-chen');
    await expect(page.getByRole('heading', { name: /夏\*/ })).toBeVisible();
  },
);

test(
  '“done” during an outage waits for the connection on the kiosk’s own screen',
  onlyOnce,
  async ({ page, kiosk, context }) => {
    await kiosk.present('registered-sun');
    const done = page.getByRole('button', { name: /拍好了，完成/ });
    await expect(done).toBeEnabled();
    await context.setOffline(true);
    await done.click();
    await expect(step(page)).toHaveAttribute('data-step', 'leaving');
    await expect(page.locator('body')).not.toContainText('孙*华');
    await context.setOffline(false);
    await expect(page.getByText(/今天已有/)).toBeVisible();
    // Requests that failed during the outage.
    kiosk.complaints.splice(0);
  },
);

test(
  'a rotated screen and a tiny window still show the code and a next step',
  onlyOnce,
  async ({ page, kiosk }) => {
    await kiosk.present('registered-sun');
    await expect(passImage(page)).toBeVisible();
    for (const [width, height] of [
      [768, 1366],
      [320, 480],
      [480, 320],
      [1366, 768],
    ] as const) {
      await page.setViewportSize({ width, height });
      await expect(passImage(page)).toBeVisible();
      const side = () => passImage(page).evaluate((image) => image.getBoundingClientRect().width);
      // It is measured again once the window has its size.
      await expect.poll(side, `${width}×${height}`).toBeGreaterThanOrEqual(4 * 49);
      const done = page.getByRole('button', { name: /拍好了，完成/ });
      await done.scrollIntoViewIfNeeded();
      await expect(done).toBeInViewport({ ratio: 0.99 });
    }
  },
);

test(
  'a control that moves under a resting finger is not pressed',
  onlyOnce,
  async ({ page, kiosk }) => {
    const fingers = await fingersOn(page);
    await kiosk.present('registered-sun');
    const done = page.getByRole('button', { name: /拍好了，完成/ });
    await expect(done).toBeEnabled();
    await settled(page);
    const from = await middleOf(done);
    const where = await middleOf(page.getByTestId('short-code'));
    await fingers.down(where);
    await done.evaluate(
      (button, [x, y]) => {
        button.style.translate = `${x}px ${y}px`;
      },
      [where.x - from.x, where.y - from.y] as const,
    );
    await fingers.up();
    await page.evaluate(() => new Promise(requestAnimationFrame));
    await expect(step(page)).toHaveAttribute('data-step', 'welcome');
    await fingers.tap(where);
    await expect(page.getByText(/今天已有/)).toBeVisible();
  },
);

test(
  'a pass whose code cannot be drawn says so and notifies staff',
  onlyOnce,
  async ({ page, kiosk }) => {
    await kiosk.present('registered-sun');
    await expect(passImage(page)).toBeVisible();
    await page.setViewportSize({ width: 160, height: 400 });
    await expect(page.getByText('二维码没能显示出来')).toBeVisible();
    await expect(page.getByTestId('short-code')).toBeVisible();
    await page.setViewportSize({ width: 1366, height: 768 });
    await expect(passImage(page)).toBeVisible();
    const status = await asStaff(page, 'staff.status', {});
    expect(status).toContain('pass-without-code');
  },
);

test(
  'the page shows all its words even without its own fonts',
  onlyOnce,
  async ({ page, kiosk }) => {
    await page.route(/\.woff2$/, (route) => route.fulfill({ body: '' }));
    await page.reload();
    await expect(page.getByText(/今天已有/)).toBeVisible();
    await kiosk.present('registered-sun');
    await expect(passImage(page)).toBeVisible();
    await expect(page.getByRole('button', { name: /拍好了，完成/ })).toBeInViewport({ ratio: 1 });
  },
);
