import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { revisionHere, signFair } from '../../electron/station/keys/signed-fair.ts';
import { successor } from '../../shared/succession.ts';
import { type Central, central } from '../central.ts';
import { expect, test as base } from './kiosk.ts';
import { openSampleKeys } from './organiser-keys.ts';

/**
 * Story: two organisers changed the fair from copies of one file. Desired end: one revision in the place of
 * both, what either revoked stays revoked, and nobody goes on with an old file.
 */

const ORGANISER = 8;

const test = base.extend<{ at: Central }>({
  // Playwright requires a destructuring pattern here, even an empty one.
  // oxlint-disable-next-line no-empty-pattern
  at: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'chunfeng-settle-'));
    const server = await central(folder, undefined);
    await use(server);
    await server.close();
    await rm(folder, { recursive: true, force: true });
  },
  slot: ORGANISER,
  doorOptions: ({ at }, use) => use({ server: at.url }),
});

async function revise({ url, sample }: Central, revoked: readonly number[]): Promise<number> {
  const { fair, keys } = sample;
  const next = { ...fair, ...successor(revisionHere(fair), { revoked }) };
  const answer = await fetch(new URL(`/v1/fairs/${fair.id}/revisions`, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(signFair(next, keys.signingKey)),
  });
  return answer.status;
}

test('settling two revisions asks first, names the stations it revokes, and says what to keep', {
  tag: ['@desk', '@browser'],
}, async ({ at, page, kiosk }) => {
  await page.getByRole('button', { name: /筹备/ }).click();
  await openSampleKeys(page);
  expect(await revise(at, [2])).toBe(200);
  await expect(page.getByText(/第 2 版：/)).toBeVisible();
  expect(await revise(at, [2, 3])).toBe(400);
  await expect(page.getByRole('heading', { name: /有另一份第 2 版/ })).toBeVisible();
  await kiosk.shot('settle');

  await page.getByRole('button', { name: /合并成新的一版/ }).click();
  const asked = page.getByRole('dialog', { name: /合并这两份/ });
  await expect(asked.getByRole('listitem')).toHaveText([/快速通道/]);
  await kiosk.shot('settle-asks');
  await asked.getByRole('button', { name: /先不合并/ }).click();
  await expect(page.getByText(/第 2 版：/)).toBeVisible();

  await page.getByRole('button', { name: /合并成新的一版/ }).click();
  await asked.getByRole('button', { name: /合并成新的一版/ }).click();
  await expect(page.getByText(/第 3 版已生效/)).toBeVisible();
  await expect(page.getByText(/主办方文件也更新了/)).toBeVisible();
  await expect(page.getByRole('heading', { name: /有另一份/ })).toHaveCount(0);
  await kiosk.shot('settled');
});
