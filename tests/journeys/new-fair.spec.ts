import type { Locator } from '@playwright/test';
import { readRecoveryCode } from '../../shared/recovery-sheet.ts';
import { readStaffCard } from '../../shared/staff-card.ts';
import { emptyDraft } from '../../shared/new-fair/draft.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { makeFairHere } from '../../electron/station/new-fair/make-fair.ts';
import { expect, type Page, test } from './kiosk.ts';
import { codesIn } from './qr-decoder.ts';

/**
 * Story: a clerk who has never made a key has an empty laptop and an afternoon. Desired end: the laptop is the
 * organiser's station of a real fair, its papers are printed, and the passphrase opens it in the morning.
 */

const NAME = '“春风行动”云溪街道专场招聘会';

const next = (page: Page): Promise<void> => page.getByRole('button', { name: /下一步/ }).click();
const titled = (page: Page, name: RegExp) => page.getByRole('heading', { level: 1, name });

async function fillIn(page: Page): Promise<void> {
  await page.getByLabel(/招聘会名称/).fill(NAME);
  await page.getByLabel(/主办单位/).fill('汀禾市人力资源和社会保障局');
  await page.getByLabel(/地点/).fill('柳桥路文化广场');
  await next(page);
  await expect(titled(page, /哪几天办/)).toBeVisible();
  await page.getByRole('button', { name: /下个月/ }).click();
  await page.getByRole('button', { name: /月6日$/ }).click();
  await page.getByRole('button', { name: /月7日$/ }).click();
}

test.describe('an empty laptop', () => {
  test.use({ doorOptions: { firstScreen: true } });

  test('becomes the organiser’s station of a fair, with its papers printed', {
    tag: ['@desk', '@browser'],
  }, async ({ page, kiosk }) => {
    await page.getByRole('button', { name: /新建招聘会/ }).click();
    await expect(titled(page, /办什么招聘会/)).toBeVisible();
    await kiosk.shot('new-fair-empty');
    await next(page);
    await expect(page.getByText('请填招聘会名称')).toBeVisible();
    await fillIn(page);
    await kiosk.shot('new-fair-days');
    await next(page);
    await expect(titled(page, /会场用几台机器/)).toBeVisible();
    await page.getByRole('button', { name: /加一个展区/ }).click();
    await kiosk.shot('new-fair-hall');

    // Somebody comes in: the clerk leaves it, and goes on where they were.
    await page.getByRole('button', { name: /稍后再做/ }).click();
    await page.getByRole('button', { name: /新建招聘会/ }).click();
    await expect(titled(page, /会场用几台机器/)).toBeVisible();
    await expect(page.getByText('共 10 台')).toBeVisible();
    await next(page);
    await expect(titled(page, /设服务台吗/)).toBeVisible();
    await page.getByRole('button', { name: /创业服务/ }).click();
    await kiosk.shot('new-fair-desks');
    await next(page);
    await expect(titled(page, /哪些单位来/)).toBeVisible();
    await kiosk.shot('new-fair-employers');
    await next(page);
    await expect(titled(page, /对不对/)).toBeVisible();
    await kiosk.shot('new-fair-check');
    await next(page);

    const proposed = page.locator('.proposed');
    await expect(proposed).toHaveText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const passphrase = (await proposed.textContent()) ?? '';
    const make = page.getByRole('button', { name: /生成密钥/ });
    await page.getByLabel('再输一遍').fill(`${passphrase}x`);
    await expect(page.getByText('两次输入的不一样')).toBeVisible();
    await expect(make).toBeDisabled();
    await page.getByLabel('再输一遍').fill(passphrase.toLowerCase().replaceAll('-', ' '));
    await kiosk.shot('new-fair-passphrase');
    await make.click();

    await expect(titled(page, /导入参会单位和岗位/)).toBeVisible({ timeout: 60_000 });
    await kiosk.shot('new-fair-import');
    await page.locator('.set-up-table input[type=file]').setInputFiles({
      name: '参会单位.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        '展位号,区域,单位名称,岗位名称,工种,招聘人数\nA01,A区,新来的电子厂,装配普工,生产制造,30\n',
      ),
    });
    await page
      .locator('.table-steps nav')
      .getByRole('button', { name: /变更预览/ })
      .click();
    await page.getByRole('button', { name: /签名并发到各站点/ }).click();
    await expect(page.getByText('已导入，现在共 1 家单位')).toBeVisible();
    await kiosk.shot('new-fair-imported');
    await next(page);

    await expect(titled(page, /打印恢复单和工作卡/)).toBeVisible();
    const recovery = page.locator('.papers-preview [data-sheet="recovery"] .sheet-code');
    await expect(recovery).toBeVisible();
    await kiosk.shot('new-fair-papers');
    const texts: string[] = [];
    for (const sheet of ['recovery', 'cards']) {
      const shown = page.locator(`.papers-preview [data-sheet="${sheet}"] .sheet-code`).first();
      await shown.scrollIntoViewIfNeeded();
      texts.push(...(await codesIn(await shown.screenshot())).map(({ text }) => text));
    }
    expect(texts.map((text) => [readRecoveryCode(text).ok, readStaffCard(text).ok])).toEqual([
      [true, false],
      [false, true],
    ]);
    // What lies on paper while the dialogue is open.
    await page.evaluate(() => {
      window.print = () => {
        const sheets = document.querySelectorAll('.papers-paper .sheet');
        document.title = [...sheets].map((sheet) => sheet.getAttribute('data-sheet')).join(' ');
      };
    });
    await page.locator('.papers-print').getByRole('button', { name: /打印/ }).click();
    await expect(page).toHaveTitle('recovery cards pins machines');
    await expect(page.locator('.papers-paper')).toHaveCount(0);

    await page.getByRole('button', { name: /打印好了/ }).click();
    await expect(page.getByRole('button', { name: /筹备/ })).toBeVisible();
    // Anyone who looks at this laptop later finds nothing left to do.
    await page.reload();
    await expect(page.getByRole('button', { name: /筹备/ })).toBeVisible();
  });
});

test.describe('a clerk without a mouse', () => {
  test.use({ doorOptions: { firstScreen: true } });

  test('goes by keys alone from the first screen to the fair that is to be checked', {
    tag: ['@desk', '@browser'],
  }, async ({ page }) => {
    /** Tabs on until it has the focus. */
    const reach = async (control: Locator): Promise<void> => {
      await expect(control).toBeVisible();
      await expect(async () => {
        await page.keyboard.press('Tab');
        await expect(control).toBeFocused({ timeout: 50 });
      }).toPass({ intervals: [0] });
    };
    await expect(titled(page, /这台电脑用来做什么/)).toBeVisible();
    await reach(page.getByRole('button', { name: /新建招聘会/ }));
    await page.keyboard.press('Enter');
    await reach(page.getByLabel(/招聘会名称/));
    for (const text of [NAME, '汀禾市人社局', '柳桥路广场']) {
      await page.keyboard.insertText(text);
      await page.keyboard.press('Enter');
    }
    await expect(titled(page, /哪几天办/)).toBeVisible();
    await reach(page.getByRole('button', { name: /下个月/ }));
    await page.keyboard.press('Enter');
    // One Tab goes into the month, whose days the arrows go through, and one Tab out of it.
    await page.keyboard.press('Tab');
    for (const key of ['ArrowDown', 'ArrowLeft', 'ArrowRight', 'Space']) {
      await page.keyboard.press(key);
    }
    await expect(page.getByRole('button', { name: /月8日$/ })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await page.keyboard.press('Tab');
    await expect(page.locator('.month button:focus')).toHaveCount(0);
    for (const title of [/会场用几台机器/, /设服务台吗/, /哪些单位来/, /对不对/]) {
      await reach(page.getByRole('button', { name: /下一步/ }));
      await page.keyboard.press('Enter');
      await expect(titled(page, title)).toBeVisible();
    }
  });
});

test.describe('the morning after', () => {
  const PASSPHRASE = '8F3K-Q2M7-XD9R';
  test.use({
    doorOptions: { firstScreen: true },
    // Playwright requires a destructuring pattern here, even an empty one.
    // oxlint-disable-next-line no-empty-pattern
    prepare: ({}, use) =>
      use(async (folder) => {
        const draft = {
          ...emptyDraft,
          name: NAME,
          organiser: '汀禾市人社局',
          place: '柳桥路广场',
          days: ['2027-03-06'],
        };
        await makeFairHere(folder, draft, PASSPHRASE, randomness());
      }),
  });

  test('the passphrase alone opens the organiser’s station, and its keys again in place', {
    tag: ['@desk', '@browser'],
  }, async ({ page, kiosk }) => {
    await expect(titled(page, /请输入主办方口令/)).toBeVisible();
    await kiosk.shot('locked-passphrase');
    const field = page.getByLabel('主办方口令');
    await field.fill('8f3k q2m7 xd9s');
    await field.press('Enter');
    await expect(page.getByText('口令不对')).toBeVisible({ timeout: 60_000 });
    await kiosk.shot('locked-passphrase-wrong');
    await field.fill('8f3k q2m7 xd9r');
    await field.press('Enter');
    await expect(titled(page, /导入参会单位/)).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: /稍后再做/ }).click();

    await page.getByRole('button', { name: /筹备/ }).click();
    await page.getByRole('button', { name: /锁上/ }).click();
    await page
      .getByRole('navigation', { name: /筹备/ })
      .getByRole('button', { name: /单位/ })
      .click();
    await page.locator('.set-up-table input[type=file]').setInputFiles({
      name: '参会单位.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('单位名称,岗位名称,招聘人数\n新来的电子厂,装配普工,30\n'),
    });
    const asked = page.getByRole('dialog', { name: /请输入主办方口令/ });
    await expect(asked).toBeVisible();
    await kiosk.shot('keys-in-place');
    await asked.getByRole('textbox').fill(PASSPHRASE);
    await asked.getByRole('button', { name: /打开/ }).click();
    await expect(page.locator('.table-steps')).toBeVisible({ timeout: 60_000 });
  });
});
