import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import {
  fairDraftSchema,
  type NewFair,
  newFair,
  organiserFile,
} from '../../../electron/station/keys/fair-pack.ts';
import { randomness } from '../../../electron/station/keys/randomness.ts';
import { recoverySheet } from '../../../electron/station/keys/recovery.ts';
import { emptyDraft } from '../../../shared/new-fair/draft.ts';
import { fairOfDraft } from '../../../shared/new-fair/fair-of-draft.ts';
import { recoveryCodeText } from '../../../shared/recovery-sheet.ts';
import { browserDoor } from '../../journeys/doors.ts';
import { kioskFiles } from '../../journeys/kiosk-files.ts';
import { scanned } from '../../journeys/wedge-scanner.ts';
import type { Place, Where } from '../look.ts';
import { press } from './walk.ts';

/** An empty machine in the place of the organiser's that has died: from the sheet in the safe to the passphrase. */

const PASSPHRASE = '8F3K-Q2M7-XD9R';
/** Key derivation is slow by design, and slower on a busy machine. */
const MADE_MS = 60_000;

export async function inTheOrganisersPlace(where: Where): Promise<Place> {
  const { context, resources, folder } = where;
  const files = kioskFiles(folder);
  const { listMedia } = files.asKiosk.saving;
  const door = await browserDoor(join(folder, 'own'), 1, context, {
    resources,
    firstScreen: true,
    listMedia,
  });
  const draft = {
    ...emptyDraft,
    name: '“春风行动”汀禾市云溪街道、柳桥街道、南湖街道2027年春季大型综合专场招聘会',
    organiser: '汀禾市人力资源和社会保障局',
    place: '柳桥路广场',
    days: ['2027-03-06'],
  };
  const made = await newFair(fairDraftSchema.parse(fairOfDraft(draft)), randomness());
  return {
    page: door.page,
    walks: [() => fromSheetToPassphrase(door.page, files, made)],
    close: () => door.close(),
  };
}

const titled = (page: Page, name: RegExp): Promise<void> =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: MADE_MS });

async function* fromSheetToPassphrase(
  page: Page,
  files: ReturnType<typeof kioskFiles>,
  { fair, keys }: NewFair,
): AsyncGenerator<string> {
  await press(page, /^加入招聘会/);
  await press(page, /^接替主办方的电脑/);
  await titled(page, /扫保险柜里的恢复单/);
  const said = page.locator('.take-over-said');
  // The screen may be there before its station waits for the sheet.
  await expect(async () => {
    await scanned(page, 'https://example.cn/menu');
    await expect(said).not.toBeEmpty({ timeout: 2_000 });
  }).toPass();
  yield 'taking over, no recovery sheet';
  if (!keys.root) throw new Error('the fair has no root');
  const sheet = await recoverySheet(fair, keys.root, PASSPHRASE, randomness());
  await scanned(page, recoveryCodeText(sheet));
  await titled(page, /存有招聘会的/);
  yield 'taking over, no stick';
  const folder = await files.plugIn('KINGSTON 32G');
  const file = await organiserFile(fair, keys, PASSPHRASE, randomness());
  await writeFile(join(folder, 'organiser.json'), JSON.stringify(file));
  const found = page.locator('.stick-files button');
  await expect(found.first()).toBeVisible();
  yield 'taking over, a file on a stick';
  await found.first().click();
  await titled(page, /主办方口令/);
  yield 'taking over, the passphrase';
  await page.locator('.take-over-form input').first().fill('wrong');
  await press(page, /^接替/);
  await expect(said).not.toBeEmpty({ timeout: MADE_MS });
  yield 'taking over, a wrong passphrase';
}
