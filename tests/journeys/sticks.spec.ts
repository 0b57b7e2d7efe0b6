import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { sealInto } from '../../electron/station/organiser/seal-into.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { staffCardText } from '../../shared/staff-card.ts';
import { numberOf } from '../people-list.ts';
import { browserDoor, root } from './doors.ts';
import { expect, type Page, test as base } from './kiosk.ts';
import { kioskFiles } from './kiosk-files.ts';
import { codesIn } from './qr-decoder.ts';
import { hold, typePin } from './staff-hand.ts';
import { scanned } from './wedge-scanner.ts';

/**
 * Story: a village hall without any network, and two sticks. Desired end: a gate joins by a stick and a strip, says that it
 * has no list of registered people, takes one in, and the organiser's evening leaves on a stick, too.
 */

const ORGANISER = 8;
const GATE = 2;

const test = base.extend<{ files: ReturnType<typeof kioskFiles>; gate: () => Promise<Page> }>({
  // oxlint-disable-next-line no-empty-pattern
  files: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'chunfeng-sticks-'));
    await use(kioskFiles(folder));
    await rm(folder, { recursive: true });
  },
  doorOptions: ({ files: { asKiosk } }, use) =>
    use({ asKiosk, listMedia: asKiosk.saving.listMedia }),
  gate: async ({ context, files }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'chunfeng-gate-'));
    const doors: Awaited<ReturnType<typeof browserDoor>>[] = [];
    await use(async () => {
      const { listMedia } = files.asKiosk.saving;
      const options = { firstScreen: true, listMedia };
      const door = await browserDoor(folder, GATE, context, options);
      doors.push(door);
      return door.page;
    });
    for (const door of doors) await door.close();
    await rm(folder, { recursive: true, force: true });
  },
});

/** Two people registered on line, at the organiser's station. */
async function aList(folder: string): Promise<void> {
  const { fair, keys } = await loadSampleFair(join(root, 'resources', SAMPLE_FAIR));
  await sealInto({
    fair,
    keys: { ...keys, passKeys: [] },
    list: [1, 2].map((n) => ({ name: `王某${n}`, number: numberOf(n), about: {} })),
    folder,
    nowMs: Date.UTC(2027, 1, 26, 1),
    randomBytes: randomness(),
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
}

test.use({
  slot: ORGANISER,
  // oxlint-disable-next-line no-empty-pattern
  prepare: async ({}, use) => use(aList),
});

async function toStick(page: Page): Promise<void> {
  const sheet = page.getByRole('dialog', { name: /存到哪里/ });
  await sheet.getByRole('button', { name: /KINGSTON/ }).click();
  await expect(sheet.getByText(/现在可以拔 U 盘/)).toBeVisible();
  await sheet.getByRole('button', { name: /^好/ }).click();
}

test('a hall without a network is run from the app, by sticks', {
  tag: ['@desk', '@browser'],
}, async ({ page, kiosk, files, gate }) => {
  await files.plugIn('KINGSTON');
  await page.getByRole('button', { name: /^站点/ }).click();
  await page.getByRole('button', { name: /^让机器加入/ }).click();
  await page.getByRole('button', { name: /没有网络？写到 U 盘/ }).click();
  const sheet = page.getByRole('dialog', { name: /让机器用 U 盘加入/ });
  await sheet.getByRole('button', { name: /^都不选/ }).click();
  await sheet.getByRole('button', { name: new RegExp(`^${GATE} 号`) }).click();
  await kiosk.shot('join-stick');
  await sheet.getByRole('button', { name: /^写 1 台的文件/ }).click();
  await page.getByRole('button', { name: /样例：直接打开/ }).click();
  await toStick(page);
  const strip = page.getByTestId('stick-strip');
  await expect(strip).toBeVisible();
  await kiosk.shot('join-stick-strip');
  const [code] = await codesIn(await strip.getByTestId('qr').screenshot());
  const passphrase = code?.text ?? '';
  await expect(strip.getByText(passphrase)).toBeVisible();
  await sheet.getByRole('button', { name: /^关闭/ }).click();

  await page.getByRole('button', { name: /筹备/ }).click();
  const parts = page.getByRole('navigation', { name: /筹备/ });
  await parts.getByRole('button', { name: /报名的人/ }).click();
  await kiosk.shot('people-stick');
  await page.getByRole('button', { name: /^名单存到 U 盘/ }).click();
  await toStick(page);

  await parts.getByRole('button', { name: /^招聘会/ }).click();
  await page.getByLabel(/招聘会名称/).fill('中午改过名字的招聘会');
  await page.getByRole('button', { name: /看看会改什么/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /签名并发布/ })
    .click();
  await expect(page.getByText(/第 2 版：/)).toBeVisible();
  // The sample has no file of its own, so the page offers one at once.
  const offered = page.getByRole('dialog', { name: /存到哪里/ });
  await offered.getByRole('button', { name: /^不存了/ }).click();
  await page
    .getByRole('button', { name: /^这一版存到 U 盘/ })
    .last()
    .click();
  await toStick(page);

  const machine = await gate();
  await machine.getByRole('button', { name: /^加入招聘会/ }).click();
  await machine.getByRole('button', { name: /没有网络？用 U 盘/ }).click();
  await machine.getByRole('button', { name: new RegExp(`^${GATE} ·`) }).click();
  await expect(machine.getByTestId('join-passphrase')).toBeVisible();
  await scanned(machine, passphrase);
  await expect(machine.getByTestId('join-card')).toBeVisible();
  const { fair } = await loadSampleFair(join(root, 'resources', SAMPLE_FAIR));
  await scanned(machine, staffCardText({ fair: fair.id, secret: new Uint8Array(32).fill(7) }));
  await expect(machine.getByTestId('idle')).toBeVisible();

  await hold(machine);
  await typePin(machine, '2580');
  const card = machine.getByRole('region', { name: /报名的人/ });
  await expect(card).toContainText('还没有名单');
  await card.getByRole('button', { name: /从 U 盘收名单/ }).click();
  await machine.getByRole('button', { name: /2 人/ }).click();
  await expect(machine.getByText(/收好了，2 人马上可用/)).toBeVisible();
  await machine.getByRole('button', { name: /^关闭/ }).last().click();
  await expect(card).toContainText('2 人，1 份名单');
  await machine.getByRole('button', { name: /^更新招聘会/ }).click();
  await machine.getByRole('button', { name: /第 2 版/ }).click();
  await expect(machine.getByText(/收好了：关上这里、没有人在办事时，换成第 2 版/)).toBeVisible();
  await machine.getByRole('button', { name: /^关闭/ }).last().click();
  await machine
    .getByRole('dialog', { name: /工作人员面板/ })
    .getByRole('button', { name: /^关闭/ })
    .click();
  await expect(machine.getByText('中午改过名字的招聘会').first()).toBeVisible();

  await page.bringToFront();
  await page.getByRole('button', { name: /会后/ }).first().click();
  await page.getByRole('button', { name: /^备份/ }).click();
  await page.getByRole('button', { name: /加密备份到 U 盘/ }).click();
  await toStick(page);
  await page.getByRole('button', { name: /从 U 盘拿回备份/ }).click();
  await kiosk.shot('backup-from-stick');
  await page.getByRole('button', { name: /本站点的备份/ }).click();
  const asked = page.getByRole('dialog', { name: /恢复这份备份/ });
  await expect(asked).toBeVisible();
  await asked.getByRole('button', { name: /取消/ }).click();
});
