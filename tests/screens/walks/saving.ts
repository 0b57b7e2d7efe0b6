import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { signFair } from '../../../electron/station/keys/signed-fair.ts';
import { loadSampleFair } from '../../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../../electron/station/sample/sample-station.ts';
import { browserDoor } from '../../journeys/doors.ts';
import { kioskFiles } from '../../journeys/kiosk-files.ts';
import { hold, typePin } from '../../journeys/staff-hand.ts';
import type { Place, Where } from '../look.ts';
import { press } from './walk.ts';

/** What staff see when a kiosk saves a file, without a dialogue of the system, and takes one from a stick. */
export async function savingAtAKiosk({ context, resources, folder }: Where): Promise<Place> {
  const files = kioskFiles(folder);
  const { asKiosk } = files;
  const door = await browserDoor(join(folder, 'own'), 1, context, {
    resources,
    asKiosk,
    listMedia: asKiosk.saving.listMedia,
  });
  files.shows(door.page);
  return {
    page: door.page,
    walks: [() => savingFacts(door.page, files), () => aRevision(door.page, files, resources)],
    close: () => door.close(),
  };
}

async function* savingFacts(
  page: Page,
  files: ReturnType<typeof kioskFiles>,
): AsyncGenerator<string> {
  await hold(page);
  await typePin(page, '2580');
  const card = page.locator('.card-saving');
  await expect(card.getByText(/没有看到 U 盘/)).toBeVisible();
  await card.scrollIntoViewIfNeeded();
  yield 'panel, saving';
  await card.getByRole('textbox').fill('/no/such/folder');
  await card.getByRole('button', { name: /改用这个文件夹/ }).click();
  await expect(card.getByText(/没有这个文件夹/)).toBeVisible();
  yield 'panel, no such folder';
  const printer = page.locator('.card-printer');
  await printer.getByRole('button', { name: /系统打印机/ }).click();
  await expect(printer.getByText('正常')).toBeVisible();
  await printer.scrollIntoViewIfNeeded();
  yield 'panel, a printer that works';
  await press(page, /记录存到 U 盘/);
  const sheet = page.getByRole('dialog', { name: /存到哪里/ });
  await expect(sheet.getByText(/没有看到 U 盘/)).toBeVisible();
  yield 'no stick';
  await files.plugIn('KINGSTON 32G');
  await files.plugIn('春季专场招聘会资料备份盘-请勿带走-主办方办公室', true);
  const stick = sheet.getByRole('button', { name: /KINGSTON/ });
  await expect(stick).toBeVisible();
  yield 'two sticks';
  await files.pullOut('KINGSTON 32G');
  await stick.click();
  await expect(sheet.getByText(/U 盘不在了/)).toBeVisible();
  yield 'pulled out';
  files.forget('KINGSTON 32G');
  await files.plugIn('KINGSTON 32G');
  await stick.click();
  await expect(sheet.getByText(/现在可以拔 U 盘/)).toBeVisible();
  yield 'saved';
  await sheet.getByRole('button', { name: /^好/ }).click();
  await expect(page.getByText(/请交给主办方/)).toBeVisible();
  yield 'panel, facts saved';
}

async function* aRevision(
  page: Page,
  files: ReturnType<typeof kioskFiles>,
  resources: string,
): AsyncGenerator<string> {
  await press(page, /^更新招聘会/);
  const sheet = page.getByRole('dialog', { name: /从 U 盘更新招聘会/ });
  await expect(sheet.getByText(/没有这场招聘会的新版/)).toBeVisible();
  yield 'a stick without a revision';
  const { fair, keys } = await loadSampleFair(join(resources, SAMPLE_FAIR));
  const stick = await files.plugIn('招聘会更新盘');
  for (const revision of [fair.revision, fair.revision + 1])
    await writeFile(
      join(stick, `招聘会-第${revision}版.json`),
      JSON.stringify(signFair({ ...fair, revision }, keys.signingKey)),
    );
  const newer = sheet.getByRole('button', { name: `第 ${fair.revision + 1} 版` });
  await expect(newer).toBeVisible();
  yield 'a revision on a stick';
  await newer.click();
  await expect(sheet.getByText(/收好了/)).toBeVisible();
  yield 'a revision, taken';
}
