import { checkIn, checkInNext, crash, expect, hang, present, test } from './kiosk.ts';
import { stationPid } from './station-process.ts';
import { fill, ownMountsMissing, seenBy, withOwn } from './own-mounts.ts';

/**
 * Story: something breaks while a fair goes on. Desired end: the screen comes back by itself, with a
 * sentence meanwhile, and what was recorded is kept.
 */

test('a page that crashes or hangs comes back, and so does the next person’s turn', async ({
  start,
  shot,
}) => {
  const kiosk = start();
  await checkIn(await kiosk.page());
  await crash(await kiosk.page());
  const back = await kiosk.page();
  await expect(back.getByText(/今天已有/)).toContainText('1');
  hang(back);
  await back.waitForEvent('crash');
  const again = await kiosk.page();
  await shot('after-hang', again);
  await checkInNext(again);
});

test('a station that is killed comes back, and the page says so meanwhile', async ({
  start,
  shot,
}) => {
  const kiosk = start();
  const page = await kiosk.page();
  await checkIn(page);
  const away = page
    .getByText(/正在重新连接/)
    .first()
    .waitFor();
  process.kill(stationPid(kiosk), 'SIGKILL');
  await away;
  await shot('station-away', page);
  await expect(page.getByText(/正在重新连接/)).toHaveCount(0);
  await checkInNext(page);
});

test('a second start brings the first to the front, and ends', async ({ start }) => {
  const first = start();
  const page = await first.page();
  const second = start();
  expect(await second.ended).toEqual({ code: 0, signal: null });
  await checkIn(page);
  first.child.kill('SIGINT');
  expect(await first.ended).toEqual({ code: 0, signal: null });
});

test.describe('a disk', () => {
  const missing = ownMountsMissing();
  test.skip(missing !== undefined, missing);

  test('that is full is said, and saves again once it has room', async ({
    start,
    folder,
    shot,
  }) => {
    const kiosk = start({ inside: withOwn('smallDisk', folder) });
    const page = await kiosk.page();
    await present(page, 'zhou-jianguo');
    const agree = page.getByRole('button', { name: /^同意，领通行证/ });
    await expect(agree).toBeVisible();
    const empty = fill(seenBy(kiosk, folder));
    await agree.click();
    await expect(page.getByText(/还没有算签到/)).toBeVisible();
    await shot('disk-full', page);
    empty();
    await page.getByRole('button', { name: /返回首页/ }).click();
    await expect(page.getByText(/今天已有/)).toBeVisible();
    await checkIn(page);
  });

  test('that is read-only is said at the start, which ends', async ({ start, folder }) => {
    const kiosk = start({ inside: withOwn('readOnlyDisk', folder) });
    expect(await kiosk.ended).toEqual({ code: 1, signal: null });
    expect(kiosk.said()).toContain(folder);
  });
});
