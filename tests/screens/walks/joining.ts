import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { enrolmentCodeText } from '../../../shared/sync/enrolment.ts';
import { browserDoor } from '../../journeys/doors.ts';
import { fileToJoin, hubWithACode, PASSPHRASE } from '../../journeys/hub-with-a-code.ts';
import { kioskFiles } from '../../journeys/kiosk-files.ts';
import { scanned } from '../../journeys/wedge-scanner.ts';
import type { Place, Where } from '../look.ts';
import { press } from './walk.ts';

/** How a machine joins: what it says of a wrong code, while it waits, and of a wrong passphrase or card. */

const ENTRANCE = 3;
const STICK = '春季专场招聘会资料备份盘-请勿带走-主办方办公室';
/** Key derivation is slow by design, and slower on a busy machine. */
const MADE_MS = 60_000;

export async function atAJoiningMachine({ context, resources, folder }: Where): Promise<Place> {
  const files = kioskFiles(folder);
  const { saving, systemPrinter } = files.asKiosk;
  const door = await browserDoor(join(folder, 'own'), ENTRANCE, context, {
    resources,
    firstScreen: true,
    listMedia: saving.listMedia,
    asKiosk: { systemPrinter },
  });
  const hub = await hubWithACode(join(folder, 'hub'), ENTRANCE);
  const { page } = door;
  return {
    page,
    walks: [() => devices(page), () => byStick(page, files), () => byCode(page, hub)],
    async close() {
      await door.close();
      await hub.close();
    },
  };
}

const titled = (page: Page, name: RegExp): Promise<void> =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: MADE_MS });
const sheet = (page: Page) => page.getByRole('dialog');

async function* devices(page: Page): AsyncGenerator<string> {
  await press(page, /^加入招聘会/);
  await titled(page, /扫主办方的登记码/);
  for (const [device, name] of [
    ['card', /身份证阅读器/],
    ['code', /扫码器/],
    ['printer', /打印机/],
    ['sound', /声音/],
  ] as const) {
    await page.locator('.devices').getByRole('button', { name }).click();
    await expect(sheet(page)).toBeVisible();
    yield `joining, the ${device} is tried`;
    await sheet(page).getByRole('button').last().click();
  }
  yield 'joining, what was tried';
}

async function* byStick(page: Page, files: ReturnType<typeof kioskFiles>): AsyncGenerator<string> {
  await press(page, /^没有网络/);
  const folder = await files.plugIn(STICK);
  await expect(sheet(page).getByText(/里没有站点文件/)).toBeVisible();
  yield 'joining, a stick without a file';
  const { file } = await fileToJoin(ENTRANCE);
  await writeFile(join(folder, 'station-03.json'), JSON.stringify(file));
  await expect(sheet(page).locator('.stick-files button')).toBeVisible();
  yield 'joining, a file on a stick';
  await sheet(page).locator('.stick-files button').click();
  await titled(page, /扫口令条，或输入口令/);
  yield 'joining, the passphrase';
  await page.getByRole('textbox').fill(PASSPHRASE.replace('0A1B2', '0A1B3'));
  await press(page, /^继续/);
  await expect(page.locator('.join-said')).not.toBeEmpty({ timeout: MADE_MS });
  yield 'joining, a wrong passphrase';
  await press(page, /^返回/);
  await titled(page, /扫主办方的登记码/);
}

async function* byCode(
  page: Page,
  hub: Awaited<ReturnType<typeof hubWithACode>>,
): AsyncGenerator<string> {
  await scanned(page, 'https://example.cn/menu');
  await expect(page.locator('.join-said')).not.toBeEmpty();
  yield 'joining, no enrolment code';
  const mute = createServer().listen(0, '127.0.0.1');
  await once(mute, 'listening');
  await scanned(page, codeOf(mute.address()));
  await titled(page, /正在取这台机器的资料/);
  yield 'joining, fetching';
  mute.close();
  await press(page, /^取消/);
  await titled(page, /扫主办方的登记码/);
  await scanned(page, hub.code);
  await titled(page, /再扫一下工作卡/);
  yield 'joining, the staff card';
  await scanned(page, 'https://example.cn/menu');
  await expect(page.locator('.join-said')).not.toBeEmpty();
  yield 'joining, no staff card';
}

/** A server that takes the call and says nothing. */
function codeOf(address: ReturnType<ReturnType<typeof createServer>['address']>): string {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return enrolmentCodeText({
    server: `http://127.0.0.1:${address.port}`,
    fair: '01234567',
    code: 'd'.repeat(32),
    passphrase: PASSPHRASE,
    pins: [],
  });
}
