import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { keepClosing } from '../../../electron/station/ending/closing-order.ts';
import { signTime } from '../../../electron/station/keys/signed-time.ts';
import { enrol } from '../../../electron/station/keys/enrolment.ts';
import { randomness } from '../../../electron/station/keys/randomness.ts';
import { signFair } from '../../../electron/station/keys/signed-fair.ts';
import { loadSampleFair } from '../../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../../electron/station/sample/sample-station.ts';
import { staffCardText } from '../../../shared/staff-card.ts';
import type { Walk } from './walk.ts';
import { press } from './walk.ts';

/** A machine of a fair that is over: locked, asked to destroy, and what is left of it. */

const GATE = 1;

export async function endedByItsOrganiser(folder: string, resources: string): Promise<void> {
  const { fair, keys } = await loadSampleFair(join(resources, SAMPLE_FAIR));
  const passSeed = keys.passKeys.get(GATE) ?? new Uint8Array(32);
  const random = randomness();
  const card = staffCardText({ fair: fair.id, secret: random(32) });
  const station = { fair, slot: GATE, signed: signFair(fair, keys.signingKey) };
  await enrol(folder, station, { passSeed }, card, random);
  const time = signTime(fair, Date.UTC(2027, 4, 1, 2), keys.signingKey);
  await keepClosing(folder, time, { destroy: false });
}

const sheet = (page: Page) => page.getByRole('dialog');

export const fromTheEndToTheFirstScreen: Walk = async function* ({ page }) {
  await expect(page.getByText('招聘会已结束')).toBeVisible();
  yield 'ended, locked';
  await press(page, /^销毁…/);
  await expect(sheet(page).getByRole('checkbox')).toBeVisible();
  yield 'ended, destroy?';
  await sheet(page).getByRole('checkbox').check();
  await sheet(page).getByRole('button', { name: '销毁' }).click();
  await expect(page.getByTestId('retired')).toBeVisible({ timeout: 60_000 });
  yield 'destroyed, its certificate';
  await press(page, /用于新的招聘会/);
  await expect(sheet(page)).toBeVisible();
  yield 'destroyed, another fair?';
};
