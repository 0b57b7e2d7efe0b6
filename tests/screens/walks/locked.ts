import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { readEnrolment, enrol } from '../../../electron/station/keys/enrolment.ts';
import { fairDraftSchema, makeFair } from '../../../electron/station/keys/fair-pack.ts';
import { signFair } from '../../../electron/station/keys/signed-fair.ts';
import { randomness } from '../../../electron/station/keys/randomness.ts';
import { loadSampleFair } from '../../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../../electron/station/sample/sample-station.ts';
import { staffCardText } from '../../../shared/staff-card.ts';
import { typeAsScanner } from '../../journeys/wedge-scanner.ts';
import type { Walk } from './walk.ts';

/** A real fair's station before its card, and the pages of a station that has no role to show. */

const SLOT = 1;
const randomBytes = randomness();

export async function enrolled(folder: string, resources: string): Promise<void> {
  const draft = fairDraftSchema.parse(
    JSON.parse(await readFile(join(resources, 'fairs', 'draft.json'), 'utf8')),
  );
  const { name, organiser, place } = (await loadSampleFair(join(resources, SAMPLE_FAIR))).fair;
  const nobody = { salt: '', hash: '' };
  const { fair, keys } = makeFair(
    { ...draft, name, organiser, place },
    { staffPin: nobody, organiserPin: nobody },
    randomBytes,
  );
  const key = keys.passKeys.find(({ slot }) => slot === SLOT);
  if (!key) throw new Error('the draft has no first slot');
  const done = await enrol(
    folder,
    { fair, slot: SLOT, signed: signFair(fair, keys.signingKey) },
    { passSeed: key.seed, pseudonymKey: keys.pseudonymKey },
    staffCardText({ fair: fair.id, secret: randomBytes(32) }),
    randomBytes,
  );
  if (!done.ok) throw new Error(done.fault.kind);
}

async function scans(page: Page, text: string, said: RegExp): Promise<void> {
  // Scan again when a busy machine splits a burst of keys.
  await expect(async () => {
    await typeAsScanner(page, text);
    await expect(page.locator('.locked-said')).toHaveText(said, { timeout: 4_000 });
  }).toPass({ timeout: 30_000 });
}

export const waitsForItsCard: Walk = async function* ({ page, folder }) {
  await expect(page.getByRole('heading', { name: /请扫描工作卡/ })).toBeVisible();
  yield 'locked';
  await scans(page, 'https://example.cn/menu', /这不是工作卡/);
  yield 'locked, no staff card';
  const read = await readEnrolment(folder);
  if (!read?.ok) throw new Error('no enrolment');
  const secret = randomBytes(32);
  await scans(page, staffCardText({ fair: read.value.fair.id, secret }), /不是这一张/);
  yield 'locked, wrong card';
  await scans(page, staffCardText({ fair: '00000000', secret }), /另一场/);
  yield 'locked, card of another fair';
  await page.getByRole('button', { name: /工作人员入口/ }).hover();
  await page.mouse.down();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.mouse.up();
  yield 'locked, leaving';
};

/** This walk comes last, since it ends the station's program. */
export const withoutAFace: Walk = async function* ({ page, door }) {
  const other = await page.context().newPage();
  await other.goto(door.url);
  await expect(page.getByTestId('replaced')).toBeVisible();
  await page.bringToFront();
  yield 'replaced';
  await other.close();
  await page.getByRole('button', { name: /改在这里继续/ }).click();
  await expect(page.locator('.stage')).toBeVisible();
  await door.endDoor();
  await door.startDoor();
  await expect(page.getByTestId('shut-out')).toBeVisible();
  yield 'shut out';
};
