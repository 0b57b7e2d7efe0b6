import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { fileToJoin, hubWithACode, PASSPHRASE } from '../journeys/hub-with-a-code.ts';
import { expect, type Page, test } from './kiosk.ts';
import { endKiosk } from './kiosk-process.ts';
import { cupsMissing, officePrinter } from './office-printer.ts';
import { ownMountsMissing, seenBy, withOwn } from './own-mounts.ts';
import { OFFICE } from './stand-in/printers.ts';

/**
 * Story: computers with nothing but this app. Desired end: one makes the fair and is its organiser’s station, the
 * others join by a stick or a code; all in the kiosk’s own window, and nobody opens a terminal.
 */

const MEDIA = '/media/KINGSTON';
/** Key derivation is slow by design, and slower on a busy machine. */
const MADE_MS = 120_000;
const ENTRANCE = 3;
const slow = { tag: '@slow' };

// Keys, and scans that a busy machine splits, take their minutes.
test.describe.configure({ timeout: 600_000 });

const titled = (page: Page, name: RegExp) => page.getByRole('heading', { level: 1, name });
const press = (page: Page, name: RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click();

const missing = ownMountsMissing();

test.describe('with a stick', () => {
  test.skip(missing !== undefined, missing);

  test(
    'an empty computer makes a fair, keeps its papers, and is the organiser’s station every morning',
    slow,
    async ({ start, folder, machine, shot }) => {
      test.skip(cupsMissing(machine.program) !== undefined, cupsMissing(machine.program));
      const office = await officePrinter(machine.program, folder);
      try {
        const inside = withOwn('stick', folder);
        const kiosk = start({ slot: null, inside, env: office.env });
        const page = await kiosk.page();
        await expect(titled(page, /这台电脑用来做什么/)).toBeVisible();
        await shot('first', page);
        await press(page, /^新建招聘会/);
        const passphrase = await fillIn(page, shot);
        await press(page, /^生成密钥/);
        await expect(titled(page, /导入参会单位/)).toBeVisible({ timeout: MADE_MS });
        await shot('new-fair-import', page);
        await press(page, /^跳过/);

        // Nobody has told this computer which printer: its window asks, the first time.
        const print = page.locator('.papers-print');
        await expect(page.locator('.papers-preview [data-sheet]').first()).toBeVisible();
        await print.getByRole('button', { name: /^打印/ }).click();
        const which = page.getByRole('dialog', { name: /用哪台打印机/ });
        await expect(which).toBeVisible();
        await shot('new-fair-papers', page);
        if (machine.program.isReal) {
          // Electron 25 asks CUPS about the printer and then never calls back.
          await which.getByRole('button', { name: /^不打印/ }).click();
        } else {
          await which.getByRole('button', { name: OFFICE }).click();
          await expect(page.getByText('已交给打印机')).toBeVisible();
          expect(await office.jobs()).toBe(1);
        }
        await print.getByRole('button', { name: /PDF/ }).click();
        const sheet = page.getByRole('dialog', { name: /存到哪里/ });
        await sheet.getByRole('button', { name: /KINGSTON/ }).click();
        await expect(sheet.getByText(/现在可以拔 U 盘/)).toBeVisible();
        await sheet.getByRole('button', { name: /^好/ }).click();
        expect(await readdir(seenBy(kiosk, MEDIA))).toEqual([
          expect.stringMatching(/恢复单.*\.pdf$/),
        ]);
        await press(page, /^打印好了/);
        await expect(page.getByTestId('setUp')).toBeVisible();
        await shot('organiser-after-making', page);

        await endKiosk(kiosk);
        const morning = await start({ slot: null }).page();
        await expect(titled(morning, /请输入主办方口令/)).toBeVisible();
        await morning.getByLabel('主办方口令').fill(passphrase.toLowerCase());
        await morning.keyboard.press('Enter');
        await expect(morning.getByTestId('live')).toBeVisible({ timeout: MADE_MS });
        await shot('organiser-in-the-morning', morning);
      } finally {
        await office.close();
      }
    },
  );

  test(
    'an empty computer joins by the file on a stick, and is that station',
    slow,
    async ({ start, folder, scan, shot }) => {
      const kiosk = start({ slot: null, inside: withOwn('stick', folder) });
      const page = await kiosk.page();
      await press(page, /^加入招聘会/);
      await press(page, /^没有网络/);
      const { file, card } = await fileToJoin(ENTRANCE);
      await writeFile(join(seenBy(kiosk, MEDIA), 'station-03.json'), JSON.stringify(file));
      const sticks = page.getByRole('dialog');
      await sticks.getByRole('button', { name: /快速通道/ }).click();
      await expect(titled(page, /扫口令条，或输入口令/)).toBeVisible();
      await shot('join-passphrase', page);
      await page.keyboard.type(PASSPHRASE.toLowerCase().replaceAll('-', ' '));
      await page.keyboard.press('Enter');
      await isStationAfter(page, () => scan(page, card));
      await shot('joined-by-stick', page);
    },
  );
});

test(
  'an empty computer joins by a code that its scanner types, and is that station',
  slow,
  async ({ start, scan, shot }) => {
    const folder = await mkdtemp(join(tmpdir(), 'chunfeng-hub-'));
    const hub = await hubWithACode(folder, ENTRANCE);
    try {
      const page = await start({ slot: null }).page();
      await press(page, /^加入招聘会/);
      await expect(page.getByTestId('join-code')).toBeVisible();
      await shot('join-code', page);
      await scansTo(() => scan(page, hub.code), titled(page, /再扫一下工作卡/));
      await isStationAfter(page, () => scan(page, hub.card));
      await shot('joined-by-code', page);
    } finally {
      await hub.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
);

/** From the kind of fair to its passphrase, which it returns. */
async function fillIn(
  page: Page,
  shot: (name: string, page: Page) => Promise<void>,
): Promise<string> {
  await page.getByLabel(/招聘会名称/).fill('“春风行动”云溪街道专场招聘会');
  await page.getByLabel(/主办单位/).fill('汀禾市人力资源和社会保障局');
  await page.getByLabel(/地点/).fill('柳桥路文化广场');
  await shot('new-fair', page);
  await press(page, /^下一步/);
  await press(page, /^下个月/);
  await press(page, /月6日$/);
  for (const title of [/会场用几台机器/, /设服务台吗/, /哪些单位来/, /对不对/, /主办方口令/]) {
    await press(page, /^下一步/);
    await expect(titled(page, title)).toBeVisible();
  }
  const proposed = page.locator('.proposed');
  await expect(proposed).toHaveText(/^[0-9A-Z-]{14}$/);
  const passphrase = (await proposed.textContent()) ?? '';
  await page.getByLabel('再输一遍').fill(passphrase);
  await shot('new-fair-passphrase', page);
  return passphrase;
}

/** A busy machine splits a scanner’s keys; the person there scans once more. */
async function scansTo(scanNow: () => Promise<void>, shown: Locator): Promise<void> {
  await expect(async () => {
    await scanNow();
    await expect(shown).toBeVisible({ timeout: 15_000 });
  }).toPass({ timeout: MADE_MS });
}

async function isStationAfter(page: Page, scanCard: () => Promise<void>): Promise<void> {
  await expect(titled(page, /再扫一下工作卡/)).toBeVisible({ timeout: MADE_MS });
  await scansTo(scanCard, page.getByTestId('idle'));
  await expect(page.getByText('快速通道').first()).toBeVisible();
}
