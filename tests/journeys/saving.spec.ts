import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test as base } from './kiosk.ts';
import { kioskFiles } from './kiosk-files.ts';
import { pictureOf } from './pdf-picture.ts';
import { hold, typePin } from './staff-hand.ts';
import { typeAsScanner } from './wedge-scanner.ts';

/**
 * Story: a kiosk has no dialogue of the system, because nobody would see it. Desired end: staff choose a
 * stick on our own page, the file is on it whole, and a stick that goes costs nothing.
 */

const test = base.extend<{ files: ReturnType<typeof kioskFiles> }>({
  // oxlint-disable-next-line no-empty-pattern
  files: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'chunfeng-sticks-'));
    await use(kioskFiles(folder));
    await rm(folder, { recursive: true });
  },
  doorOptions: ({ files }, use) => use({ asKiosk: files.asKiosk }),
});

const sheet = (page: Page) => page.getByRole('dialog', { name: /存到哪里/ });
const stick = (page: Page) => sheet(page).getByRole('button', { name: /KINGSTON/ });

test('a scanner’s code chooses nothing, and a stick that is pulled out costs nothing', {
  tag: '@browser',
}, async ({ page, kiosk, files }) => {
  await hold(page);
  await typePin(page, '2580');
  await page.getByRole('button', { name: /记录存到 U 盘/ }).click();
  await expect(sheet(page).getByText(/没有看到 U 盘/)).toBeVisible();
  const folder = await files.plugIn('KINGSTON');
  await expect(stick(page)).toBeVisible();
  await kiosk.shot('saving-where');
  await stick(page).focus();
  await typeAsScanner(page, '9001234');
  await files.pullOut('KINGSTON');
  await stick(page).click();
  await expect(sheet(page).getByRole('alert')).toContainText('U 盘不在了，文件没有存上');

  files.forget('KINGSTON');
  await files.plugIn('KINGSTON');
  await stick(page).click();
  await expect(sheet(page).getByText(/现在可以拔 U 盘/)).toBeVisible();
  await kiosk.shot('saving-saved');
  expect(await readdir(folder)).toEqual([expect.stringMatching(/^facts-[0-9a-f]{8}-1-.*\.json$/)]);
  await sheet(page).getByRole('button', { name: /^好/ }).click();
  await expect(page.getByText(/请交给主办方/)).toBeVisible();
});

test.describe('at a booth', () => {
  test.use({ slot: 4 });
  test('only staff save a list, by their PIN', { tag: '@browser' }, async ({ page, files }) => {
    const folder = await files.plugIn('KINGSTON');
    await page.getByRole('button', { name: /清单/ }).first().click();
    const list = page.getByRole('dialog', { name: /本展位清单/ });
    await list.getByRole('button', { name: /导出 Excel/ }).click();
    await expect(page.getByRole('dialog', { name: /存文件要工作人员密码/ })).toBeVisible();
    await page.getByRole('dialog').last().getByRole('button', { name: '2', exact: true }).click();
    for (const digit of '580') {
      await page
        .getByRole('dialog')
        .last()
        .getByRole('button', { name: digit, exact: true })
        .click();
    }
    await page.getByRole('dialog').last().getByRole('button', { name: /进入/ }).click();
    await stick(page).click();
    await expect(sheet(page).getByText(/现在可以拔 U 盘/)).toBeVisible();
    await sheet(page).getByRole('button', { name: /^好/ }).click();
    await expect(list.getByText(/已存到 .*KINGSTON/)).toBeVisible();
    expect(await readdir(folder)).toEqual([expect.stringMatching(/^A01-.*\.xlsx$/)]);
  });
});

test.describe('at the organiser’s station', () => {
  test.use({ slot: 8 });
  test('the report becomes a PDF on a stick, without a dialogue', {
    tag: ['@browser', '@desk'],
  }, async ({ page, kiosk, files }) => {
    const folder = await files.plugIn('KINGSTON');
    files.shows(page);
    await page.locator('.organiser-top').getByRole('button', { name: /导出/ }).click();
    await kiosk.shot('organiser-exports-kiosk');
    await page.getByRole('button', { name: /^打印/ }).click();
    // Nobody has chosen a printer yet: the organiser does it here.
    const printers = page.getByRole('dialog').filter({ hasText: 'HP LaserJet' });
    await printers.getByRole('button', { name: /取消|不/ }).click();
    await page.getByRole('button', { name: /存成 PDF/ }).click();
    await stick(page).click();
    await expect(sheet(page).getByText(/现在可以拔 U 盘/)).toBeVisible();
    const [name = ''] = await readdir(folder);
    expect(name).toMatch(/^chunfeng-.*\.pdf$/);
    const { pages } = await pictureOf(await readFile(join(folder, name)), 1);
    expect(pages).toBeGreaterThan(0);
  });
});
