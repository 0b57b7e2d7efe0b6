import { expect, type Page, test } from './kiosk.ts';
import { typeAsScanner } from './wedge-scanner.ts';

/**
 * Story: a recruiter with a hand scanner and a queue. Desired end: a scan shows the next person, one tap
 * takes the résumé, one more the intent, and undoing a slip needs no confirmation.
 */

test.use({ slot: 4 });

const column = (page: Page, booth = 'A01') =>
  page.getByRole('region', { name: new RegExp(`^${booth}`) });

async function openBooth(page: Page, booth = 'A01'): Promise<void> {
  await page
    .getByRole('listitem')
    .filter({ hasText: booth })
    .getByRole('button', { name: /开台/ })
    .click();
  await expect(column(page, booth)).toBeVisible();
}

test('a scan shows the person; résumé and intent take one tap each and can be undone', async ({
  page,
  kiosk,
}) => {
  await expect(page.getByRole('heading', { name: /哪家单位到了/ })).toBeVisible();
  await kiosk.shot('booth-sign-in');
  await openBooth(page);
  await kiosk.shot('booth-nobody');
  await kiosk.present('pass-1');
  const booth = column(page);
  await expect(booth.getByRole('heading', { name: '孙女士' })).toBeVisible();
  await booth.getByRole('button', { name: /^洽谈/ }).click();
  await expect(booth.getByRole('button', { name: /^已洽谈/ })).toBeVisible();
  await expect(booth.locator('dl div').filter({ hasText: '洽谈' }).locator('dd')).toHaveText('1');
  await booth.getByRole('button', { name: /^收简历/ }).click();
  await expect(booth.getByRole('button', { name: /已收简历/ })).toBeVisible();
  await booth.getByRole('button', { name: /初步意向/ }).click();
  await expect(booth.getByRole('button', { name: /初步意向/, pressed: true })).toBeVisible();
  await kiosk.shot('booth-person');

  const newest = booth.getByTestId('newest');
  await newest.getByRole('button', { name: /撤回/ }).click();
  await expect(newest.getByText('已撤回')).toBeVisible();
  await booth.getByRole('button', { name: /全部记录/ }).click();
  await kiosk.shot('booth-recent');
  await page
    .getByRole('button', { name: /回到接待/ })
    .last()
    .click();
  await expect(booth.getByRole('button', { name: /初步意向/, pressed: true })).toHaveCount(0);

  await kiosk.present('pass-2');
  await expect(booth.getByRole('heading', { name: '吴先生' })).toBeVisible();
  await kiosk.present('pass-1');
  await expect(booth.getByText(/简历 ·/).first()).toBeVisible();
  await kiosk.shot('booth-again');
});

test('a forged pass, another fair’s pass and an unknown code are explained and write nothing', async ({
  page,
  kiosk,
}) => {
  await openBooth(page);
  await kiosk.present('pass-forged');
  await expect(page.getByText('假的通行证，没有通过核验')).toBeVisible();
  await kiosk.shot('booth-forged');
  await kiosk.present('pass-of-other-fair');
  await expect(page.getByText('这是另一场招聘会的通行证')).toBeVisible();
  await kiosk.present('menu-url');
  await expect(page.getByText('这不是通行证')).toBeVisible();
  await expect(column(page).getByText('还没有记录')).toBeVisible();
});

test('a booth works without a scan: short code, walk-in, and a note in two taps', async ({
  page,
  kiosk,
}) => {
  await openBooth(page);
  const booth = column(page);
  await kiosk.present('pass-3');
  const number = await booth.getByTestId('number').innerText();
  await booth.getByRole('button', { name: /接待完了/ }).click();
  await booth.getByRole('textbox', { name: /短码/ }).fill('ABCD-EFGH-J');
  await booth.getByRole('button', { name: /找人/ }).click();
  await expect(booth.getByText(/短码不对/)).toBeVisible();
  await kiosk.shot('booth-mistyped');
  await booth.getByRole('textbox', { name: /短码/ }).fill(number.toLowerCase());
  await page.keyboard.press('Enter');
  await expect(booth.getByTestId('number')).toHaveText(number);
  await booth.getByRole('button', { name: /备注/ }).click();
  await kiosk.shot('booth-note');
  await page.getByRole('button', { name: /薪资再谈/ }).click();
  await expect(booth.getByText('“薪资再谈”')).toBeVisible();
  await booth.getByRole('button', { name: /接待完了/ }).click();
  await booth.getByRole('button', { name: /没有通行证/ }).click();
  await expect(booth.getByText('已记一位无证来访')).toBeVisible();
});

test('two booths at one machine each have their own scanner and person', async ({
  page,
  kiosk,
}) => {
  await openBooth(page, 'A01');
  await page.getByRole('button', { name: /单位签到/ }).click();
  await openBooth(page, 'A02');
  await kiosk.present('pass-4');
  await expect(page.getByText('先点展位，或扫一下展位卡')).toBeVisible();
  await kiosk.present('booth-card-a02');
  await expect(column(page, 'A02').getByText(/扫码枪归 A02 了/)).toBeVisible();
  await kiosk.present('pass-4');
  await expect(column(page, 'A02').getByTestId('number')).toBeVisible();
  await expect(column(page, 'A01').getByTestId('number')).toHaveCount(0);
  for (const step of await column(page, 'A02')
    .getByRole('group', { name: /意向/ })
    .getByRole('button')
    .all()) {
    await expect(step).toBeInViewport({ ratio: 1 });
  }
  await kiosk.shot('booth-two');
  await kiosk.present('command-a02-resume');
  await expect(column(page, 'A02').getByRole('button', { name: /已收简历/ })).toBeVisible();
  await kiosk.present('command-a01-resume');
  await expect(page.getByText('这是别的展位的卡')).toBeVisible();
});

test('four booths at one machine and one scanner: a scan is for the booth on the screen', async ({
  page,
  kiosk,
}) => {
  for (const code of ['A01', 'A02', 'A03', 'A04']) {
    if (code !== 'A01') await page.getByRole('button', { name: /单位签到/ }).click();
    await openBooth(page, code);
  }
  const list = page.getByRole('navigation', { name: /本机的展位/ });
  await kiosk.present('pass-1');
  await expect(column(page, 'A04').getByTestId('number')).toBeVisible();
  // No hand is quicker than this answer, and a journey may be.
  const atStation = page.waitForResponse((answer) => answer.url().endsWith('/call/counter.front'));
  await list.getByRole('button', { name: /A02/ }).click();
  await expect(column(page, 'A02').getByText('请扫通行证')).toBeVisible();
  await atStation;
  await kiosk.present('pass-2');
  await expect(column(page, 'A02').getByTestId('number')).toBeVisible();
  await expect(column(page, 'A04')).toHaveCount(0);
  await kiosk.shot('booth-list');

  // A card still binds the scanner, the list follows it, and it can be given back.
  await kiosk.present('booth-card-a01');
  await expect(column(page, 'A01')).toBeVisible();
  await page.getByRole('button', { name: /单位签到/ }).click();
  await expect(page.getByText(/固定在 A01/)).toBeVisible();
  await expect(page.locator('.masthead .said > span')).toHaveCount(0);
  await page.getByRole('button', { name: /取消固定/ }).click();
  await expect(page.getByText(/固定在 A01/)).toHaveCount(0);
});

test('a queue of twenty needs one tap for each résumé, intent and undo', async ({
  page,
  kiosk,
}) => {
  await openBooth(page);
  const booth = column(page);
  const taps = { resume: 0, intent: 0 };
  let before = '';
  for (let n = 1; n <= 20; n += 1) {
    await kiosk.present(`pass-${n}`);
    await expect(booth.getByTestId('number')).not.toHaveText(before);
    await expect(booth.getByTestId('newest')).toContainText('接待');
    const number = await booth.getByTestId('number').innerText();
    before = number;
    await expect(booth.getByTestId('newest').locator('code')).toHaveText(number.slice(0, 4));
    if (n % 2 === 0) {
      await booth.getByRole('button', { name: /^收简历/ }).click();
      taps.resume += 1;
      await expect(booth.getByRole('button', { name: /已收简历/ })).toBeVisible();
    }
    if (n % 5 === 0) {
      await booth.getByRole('button', { name: /初步意向/ }).click();
      taps.intent += 1;
      await expect(booth.getByRole('button', { name: /初步意向/, pressed: true })).toBeVisible();
    }
    if (n === 15) {
      // A slip: the recruiter chose the wrong one.
      await booth.getByTestId('newest').getByRole('button', { name: /撤回/ }).click();
      await expect(booth.getByTestId('newest').getByText('已撤回')).toBeVisible();
    }
  }
  const figure = (name: string) => booth.locator('dl div').filter({ hasText: name }).locator('dd');
  await expect(figure('接待')).toHaveText('20');
  await expect(figure('简历')).toHaveText('10');
  await expect(figure('意向')).toHaveText('3');
  // One tap each, plus the scan.
  expect(taps).toEqual({ resume: 10, intent: 4 });
});

test('a keyboard scanner works wherever the focus is, even under an input method', {
  tag: '@browser',
}, async ({ page, kiosk }) => {
  await openBooth(page);
  await kiosk.present('pass-5');
  const booth = column(page);
  await expect(booth.getByTestId('number')).toBeVisible();
  await booth.getByRole('button', { name: /接待完了/ }).click();
  await booth.getByRole('textbox', { name: /短码/ }).focus();
  await typeAsScanner(page, 'https://menu.example.com/t/12');
  await expect(page.getByText('这不是通行证')).toBeVisible();
  await expect(booth.getByRole('textbox', { name: /短码/ })).toHaveValue('');
});

test('a press that began on one person does nothing to the next person', {
  tag: '@browser',
}, async ({ page, kiosk }) => {
  await openBooth(page);
  const booth = column(page);
  const settled = () => expect(page.locator('[data-settling]')).toHaveCount(0);
  for (const [key, first, next] of [
    [/^收简历/, 1, 2],
    [/撤回/, 3, 4],
    [/接待完了/, 5, 6],
  ] as const) {
    await kiosk.present(`pass-${first}`);
    await expect(booth.getByTestId('number')).toBeVisible();
    await settled();
    const number = await booth.getByTestId('number').innerText();
    await booth.getByRole('button', { name: key }).hover();
    await page.mouse.down();
    await kiosk.present(`pass-${next}`);
    await expect(booth.getByTestId('number')).not.toHaveText(number);
    // The next person's buttons accept presses by now: only the start of this press keeps it away.
    await settled();
    await page.mouse.up();
    await page.evaluate(() => new Promise(requestAnimationFrame));
    await expect(booth.getByTestId('number')).not.toHaveText(number);
    await expect(booth.getByTestId('newest')).toContainText('接待');
    await expect(booth.getByTestId('newest').getByRole('button', { name: /撤回/ })).toBeVisible();
  }
  const figure = (name: string) => booth.locator('dl div').filter({ hasText: name }).locator('dd');
  await expect(figure('接待')).toHaveText('6');
  await expect(figure('简历')).toHaveText('0');
});

test('a list and a note stay open when columns move or someone is scanned', async ({
  page,
  kiosk,
}) => {
  await openBooth(page, 'A02');
  await kiosk.present('booth-card-a02');
  await kiosk.present('pass-1');
  await column(page, 'A02')
    .getByRole('button', { name: /全部记录/ })
    .click();
  await kiosk.present('booth-card-a01');
  await expect(column(page, 'A01')).toBeAttached();
  const list = page.getByRole('dialog', { name: /全部记录/ });
  await expect(list.getByRole('heading', { name: /A02/ })).toBeVisible();
  await list.getByRole('button', { name: /回到接待/ }).click();
  await expect(list).toHaveCount(0);

  await kiosk.present('pass-2');
  const number = await column(page, 'A01').getByTestId('number').innerText();
  await column(page, 'A01').getByRole('button', { name: /备注/ }).click();
  const pad = page.getByRole('dialog', { name: /备注/ });
  await pad.getByRole('textbox').fill('能上夜班，周三来');
  await kiosk.present('pass-3');
  await expect(pad.getByText(/下一位已经扫到/)).toBeVisible();
  await expect(pad.getByTestId('note-about')).toHaveText(number);
  await expect(pad.getByRole('textbox')).toHaveValue('能上夜班，周三来');
  await kiosk.shot('booth-note-next');
  await pad.getByRole('button', { name: /记下/ }).click();
  await expect(pad).toHaveCount(0);
  await expect(column(page, 'A01').getByText('“能上夜班，周三来”')).toHaveCount(0);
  await kiosk.present('pass-2');
  await expect(column(page, 'A01').getByText('“能上夜班，周三来”')).toBeVisible();
});

test.describe('a booth at a gig market', () => {
  test.use({ slot: 6 });

  test('counts a hire as a place and marks hires beyond the headcount', async ({ page, kiosk }) => {
    await openBooth(page, 'D11');
    const booth = column(page, 'D11');
    const post = booth.getByRole('button', { name: /布展撤展工/ });
    for (let n = 1; n <= 11; n += 1) {
      await kiosk.present(`pass-${n}`);
      await expect(booth.getByTestId('newest')).toContainText('接待');
      // People whom another post fits better get that one; everybody else gets the last.
      if ((await post.getAttribute('aria-pressed')) !== 'true') await post.click();
      await expect(post).toHaveAttribute('aria-pressed', 'true');
      await booth.getByRole('button', { name: /^录用/ }).click();
      await expect(booth.getByTestId('newest')).toContainText('现场签约');
    }
    await expect(post).toContainText('超 1');
    await expect(post).toContainText('220-300元/天');
    await kiosk.shot('booth-hire');
  });
});

test.describe('a booth on a ten-inch tablet', () => {
  test.use({ viewport: { width: 1280, height: 800 }, hasTouch: true });

  test('works by touch alone and by keyboard alone', {
    tag: '@browser',
  }, async ({ page, kiosk }) => {
    await page
      .getByRole('listitem')
      .filter({ hasText: 'A01' })
      .getByRole('button', { name: /开台/ })
      .tap();
    const booth = column(page);
    await expect(booth).toBeVisible();
    await kiosk.present('pass-6');
    await booth.getByRole('button', { name: /^收简历/ }).tap();
    await expect(booth.getByRole('button', { name: /已收简历/ })).toBeVisible();
    await booth.getByRole('button', { name: /约面试/ }).tap();
    await expect(booth.getByRole('button', { name: /约面试/, pressed: true })).toBeVisible();
    await kiosk.shot('booth-tablet');

    await booth.getByRole('button', { name: /初步意向/ }).focus();
    await page.keyboard.press('Enter');
    await expect(booth.getByRole('button', { name: /初步意向/, pressed: true })).toBeVisible();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await expect(booth.getByRole('button', { name: /就业意向协议/, pressed: true })).toBeVisible();
  });
});
