import { join } from 'node:path';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { storeIn } from '../../electron/station/store/testing/store-in.ts';
import { root } from './doors.ts';
import { expect, test } from './kiosk.ts';

/**
 * Story: the organiser's own laptop in a hall without a network. Desired end: odd records are decided by
 * name, the figures follow, and the log shows the decision.
 */

const ORGANISER = 8;
/** Wrote what the organiser has heard. */
const BOOTHS = 4;

test.use({
  slot: ORGANISER,
  // Twelve intents within a minute, of people who were never received.
  // oxlint-disable-next-line no-empty-pattern
  prepare: async ({}, use) =>
    use(async (folder) => {
      const { fair } = await loadSampleFair(join(root, 'resources', SAMPLE_FAIR));
      const now = (): number => Date.UTC(2027, 1, 27, 2);
      const store = await storeIn(folder, { fair: fair.id, slot: BOOTHS, now });
      const what = { booth: 'A01', post: 'A01-1', step: 'first', supersedes: [] } as const;
      store.ledger.append(
        Array.from({ length: 12 }, (_, n) => ({
          happening: { kind: 'intent' as const, what: { ...what, supersedes: [] } },
          person: n.toString(16).padStart(32, 'c'),
        })),
      );
      store.close();
    }),
});

test('the organiser can exclude odd facts by name and bring them back', {
  tag: ['@desk'],
}, async ({ page, kiosk }) => {
  const figure = page.locator('.key-figures > div').filter({ hasText: '初步意向' }).locator('b');
  await expect(figure).toHaveText('12');
  await page.getByRole('button', { name: /核对/ }).click();
  const burst = page.getByRole('listitem').filter({ hasText: '几分钟里记了 12 个意向' });
  await expect(burst).toContainText('A01');

  const decide = async (name: RegExp): Promise<void> => {
    await burst.getByRole('button', { name: /处理/ }).click();
    const sheet = page.getByRole('dialog');
    await expect(sheet).toContainText('A01 汀禾市永晟电子科技有限公司');
    await expect(sheet.getByRole('button', { name })).toBeDisabled();
    await sheet.getByLabel(/您的姓名/).fill('王海燕');
    await sheet.getByLabel(/理由/).fill('指令卡被孩子连扫');
    await kiosk.shot('organiser-deciding');
    await sheet.getByRole('button', { name }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  await decide(/不计入/);
  await expect(burst).toContainText('已处理');
  await burst.getByText(/12 条记录/).click();
  await expect(burst.getByText('不计入').first()).toBeVisible();
  await page.getByRole('button', { name: /实时/ }).click();
  await expect(figure).toHaveText('0');

  await page.getByRole('button', { name: /核对/ }).click();
  await decide(/恢复计入/);
  await page.getByRole('button', { name: /实时/ }).click();
  await expect(figure).toHaveText('12');
  await kiosk.shot('organiser-station');

  await page.getByRole('button', { name: /记录 Audit/ }).click();
  await expect(page.getByRole('row')).toHaveCount(3);
  await expect(page.getByRole('row').nth(1)).toContainText('理由：指令卡被孩子连扫');

  await page.getByRole('button', { name: /单位 Employers/ }).click();
  await page.getByRole('button', { name: /^全程/ }).click();
  const line = page.getByRole('row').filter({ hasText: 'B02' });
  await line.getByRole('button', { name: /标记到场/ }).click();
  await expect(line).toContainText('人工标记到场');
  await kiosk.shot('organiser-marked');
  await line.getByRole('button', { name: /取消标记/ }).click();
  await expect(line).toContainText('未到场');
});
