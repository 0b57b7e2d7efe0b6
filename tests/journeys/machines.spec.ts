import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { shortCode } from '../../shared/pass.ts';
import { staffCardText } from '../../shared/staff-card.ts';
import { browserDoor, root } from './doors.ts';
import { expect, type Page, test as base } from './kiosk.ts';
import { inItsOwnProcess } from './own-process.ts';
import { scanned } from './wedge-scanner.ts';
import { codesIn } from './qr-decoder.ts';

/**
 * Story: three laptops and a hub. Desired end: a booth's laptop joins by the code on the clerk's screen and receives
 * somebody; it breaks, and another one is in its place within minutes, with the same list; that one is stolen, and
 * everybody knows.
 */

const ORGANISER = 8;
const BOOTHS = 4;
const STANDS_IN = 10;

const test = base.extend<{ laptop: Page; newMachine: () => Promise<Page> }>({
  laptop: async ({ context }, use) => {
    const laptop = await inItsOwnProcess(context, ORGANISER);
    await use(laptop.page);
    await laptop.close();
  },
  newMachine: async ({ context }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'chunfeng-new-'));
    const doors: Awaited<ReturnType<typeof browserDoor>>[] = [];
    await use(async () => {
      const own = join(folder, String(doors.length));
      const door = await browserDoor(own, BOOTHS, context, { firstScreen: true });
      doors.push(door);
      return door.page;
    });
    for (const door of doors) await door.close();
    await rm(folder, { recursive: true, force: true });
  },
});

async function switchHubOn(laptop: Page): Promise<void> {
  await laptop.getByRole('button', { name: /^站点/ }).click();
  const line = laptop.getByTestId('hub');
  await line.getByRole('button', { name: /打开会场中转/ }).click();
  await expect(line.getByRole('status')).toContainText('正在运行');
  await line.getByRole('button', { name: /设置/ }).click();
  const sheet = laptop.getByRole('dialog', { name: /会场中转/ });
  await sheet.getByRole('button', { name: /127\.0\.0\.1/ }).click();
  await expect(sheet.locator('code').first()).toHaveText(/127\.0\.0\.1/);
  await laptop.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
}

async function joins(laptop: Page, machine: Page, card: string): Promise<void> {
  const picture = laptop.getByTestId('qr');
  await expect(picture).toBeVisible();
  const [code] = await codesIn(await picture.screenshot());
  await machine.getByRole('button', { name: /^加入招聘会/ }).click();
  await expect(machine.getByTestId('join-code')).toBeVisible();
  await scanned(machine, code?.text ?? '');
  await expect(machine.getByTestId('join-card')).toBeVisible();
  await scanned(machine, card);
  await expect(machine.locator('.frame')).toBeVisible();
}

const column = (machine: Page) => machine.getByRole('region', { name: /^A01/ });
const figure = (machine: Page, name: string) =>
  column(machine).locator('dl div').filter({ hasText: name }).locator('dd');

/** Somebody with a cracked phone leaves a résumé at booth A01. */
async function receives(machine: Page): Promise<void> {
  const row = machine.getByRole('listitem').filter({ hasText: 'A01' });
  await row.getByRole('button', { name: /开台/ }).click();
  const code = shortCode('c7'.repeat(16));
  await column(machine)
    .getByLabel(/输入短码/)
    .fill(code);
  await column(machine).getByRole('button', { name: /^找人/ }).click();
  await column(machine)
    .getByRole('button', { name: /^收简历/ })
    .click();
  await expect(figure(machine, '简历')).toHaveText('1');
}

const seconds = (began: number): string => `${Math.round((Date.now() - began) / 1000)}`;

test(
  'a machine joins, is replaced in its place, and is revoked when it is stolen',
  {
    tag: ['@desk', '@browser'],
  },
  async ({ laptop, newMachine }, info) => {
    const { fair } = await loadSampleFair(join(root, 'resources', SAMPLE_FAIR));
    const card = staffCardText({ fair: fair.id, secret: new Uint8Array(32).fill(7) });
    const row = (slot: number) =>
      laptop.getByRole('row').filter({ hasText: new RegExp(`^${slot}\\s*·`) });
    await switchHubOn(laptop);

    await laptop.getByRole('button', { name: /^让机器加入/ }).click();
    const codes = laptop.getByRole('dialog', { name: /让机器加入/ });
    await laptop.getByRole('button', { name: /样例：直接打开/ }).click();
    await codes.getByRole('button', { name: new RegExp(`^${BOOTHS} 号`) }).click();
    const began = Date.now();
    const first = await newMachine();
    await joins(laptop, first, card);
    await expect(codes.getByRole('button', { name: new RegExp(`^${BOOTHS} 号`) })).toContainText(
      '已加入',
    );
    info.annotations.push({ type: 'seconds to join', description: seconds(began) });
    await codes.getByRole('button', { name: /^关闭/ }).click();

    await receives(first);
    // Opened, visited, left a résumé: all of it is at the hub.
    await expect(row(BOOTHS).locator('td.number').nth(1)).toHaveText(/^[3-9]$/);
    const broke = Date.now();
    await row(BOOTHS).getByRole('button', { name: /换机/ }).click();
    await laptop.getByRole('button', { name: /^坏了/ }).click();
    await laptop.getByRole('combobox').last().selectOption(String(STANDS_IN));
    await laptop.getByRole('button', { name: /^换/ }).last().click();
    const second = await newMachine();
    await joins(laptop, second, card);
    // The booth is open as it was, with what was recorded there; what was a slip can still be taken back.
    await expect(figure(second, '接待')).toHaveText('1');
    await expect(figure(second, '简历')).toHaveText('1');
    const newest = column(second).getByTestId('newest');
    await expect(newest).toContainText('简历');
    await second.screenshot({ path: info.outputPath('stands-in.png') });
    await newest.getByRole('button', { name: /撤回/ }).click();
    await expect(figure(second, '简历')).toHaveText('0');
    await expect(laptop.getByText(new RegExp(`已加入，接替 ${BOOTHS} 号`))).toBeVisible();
    info.annotations.push({ type: 'seconds to replace', description: seconds(broke) });
    await laptop.getByRole('dialog').getByRole('button', { name: /^关闭/ }).click();

    const stolen = Date.now();
    await row(STANDS_IN).getByRole('button', { name: /换机/ }).click();
    await laptop.getByRole('button', { name: /^被偷了/ }).click();
    await laptop.getByRole('button', { name: /^立即停用/ }).click();
    await expect(
      laptop.getByRole('heading', { name: /已停用，\d 台中 \d 台已知道/ }),
    ).toBeVisible();
    info.annotations.push({ type: 'seconds to revoke', description: seconds(stolen) });
    await laptop.getByRole('button', { name: /^关闭/ }).click();
    await expect(row(STANDS_IN)).toContainText('已停用');
  },
);
