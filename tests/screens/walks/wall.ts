import { join } from 'node:path';
import { expect } from '@playwright/test';
import { LEDGER_FILE } from '../../../electron/station/store/damage.ts';
import { openDatabase } from '../../../electron/station/store/database.ts';
import { openSettings } from '../../../electron/station/store/settings.ts';
import type { Walk, Walking } from './walk.ts';

/** The hall's screen: before any figures, on a large fair's afternoon, and without its server. */

/** The time after which the wall says that its figures are old. */
const STALE_MS = 10 * 60_000;

const LARGEST = {
  attendees: 28_641,
  visits: 103_577,
  resumes: 64_208,
  intents: 21_936,
  booths: 1_046,
} as const;

export const figuresAndPosts: Walk = async function* (walking) {
  const { page, letPass } = walking;
  await expect(page.getByText('还没有收到数字')).toBeVisible();
  yield 'without figures yet';
  await hear(walking);
  await expect(page.getByText('28,641')).toBeVisible();
  yield 'figures and posts';
  letPass(STALE_MS);
  await page.reload();
  await expect(page.getByText(/连不上服务器/)).toBeVisible();
  yield 'figures of before';
};

/** A message as the server sends it. */
async function hear({ page, folder }: Walking): Promise<void> {
  const db = openDatabase(join(folder, LEDGER_FILE));
  const atMs = Date.now();
  openSettings(db).setWallHeard({
    told: { atMs, figures: LARGEST, present: [], signed: [] },
    atMs,
  });
  db.close();
  await page.reload();
}
