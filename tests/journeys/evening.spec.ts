import { join } from 'node:path';
import { keepClosing } from '../../electron/station/ending/closing-order.ts';
import { realTimers } from '../../electron/station/clock/timers.ts';
import { signDestroyed } from '../../electron/station/ending/destroyed-word.ts';
import { enrol } from '../../electron/station/keys/enrolment.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { sealerFor } from '../../electron/station/keys/seal.ts';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { signTime } from '../../electron/station/keys/signed-time.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { storeIn } from '../../electron/station/store/testing/store-in.ts';
import type { SeenStation } from '../../shared/report/coverage.ts';
import type { Happening } from '../../shared/facts.ts';
import { staffCardText } from '../../shared/staff-card.ts';
import { phoneContent } from '../../shared/sync/boxes.ts';
import { root } from './doors.ts';
import { scanned } from './wedge-scanner.ts';
import { expect, test } from './kiosk.ts';

/**
 * Story: six in the evening at the organiser's station, in a hall without a network. Desired end: what is
 * missing is named, the figures are confirmed and signed, and each employer's contacts are in one zip.
 */

const ORGANISER = 8;
const GATE = 1;
const BOOTHS = 4;
const SIX = Date.UTC(2027, 1, 27, 10);
const personOf = (n: number): string => n.toString(16).padStart(32, 'c');

/** Forty people, twelve résumés at two booths, and the phone numbers of those who left them. */
export async function aDay(folder: string): Promise<void> {
  const { fair } = await loadSampleFair(join(root, 'resources', SAMPLE_FAIR));
  const now = (): number => SIX;
  const write = async (slot: number, facts: readonly [Happening, string?][]) => {
    const store = await storeIn(folder, { fair: fair.id, slot, now });
    store.ledger.append(
      facts.map(([happening, person]) => ({ happening, ...(person && { person }) })),
    );
    store.close();
  };
  const people = Array.from({ length: 40 }, (_, n) => personOf(n));
  await write(
    GATE,
    people.map((person, n) => [
      {
        kind: 'checkin',
        what: {
          means: 'card',
          lane: 'self',
          about: { groups: { value: n % 4 === 0 ? ['graduate'] : [], from: 'declared' } },
        },
      },
      person,
    ]),
  );
  const boothDay = (booth: string): [Happening, string?][] => [
    [{ kind: 'booth', what: { booth, now: 'open' } }],
    ...people.slice(0, 12).flatMap((person): [Happening, string][] => [
      [{ kind: 'visit', what: { booth } }, person],
      [{ kind: 'resume', what: { booth, post: `${booth}-1` } }, person],
    ]),
  ];
  await write(BOOTHS, [
    ...boothDay('A01'),
    ...boothDay('A02'),
    [{ kind: 'booth', what: { booth: 'A03', now: 'open' } }],
  ]);
  const store = await storeIn(folder, { fair: fair.id, slot: BOOTHS, now });
  const seal = await sealerFor(Buffer.from(fair.sealingKey, 'base64url'));
  for (const [n, person] of people.slice(0, 12).entries()) {
    const label = { fair: fair.id, pseudonym: person } as const;
    const phone = phoneContent({ phone: `1380013800${n % 10}`, share: n < 9 });
    const name = JSON.stringify({ name: `求职者${n}` });
    store.people.putOthersBoxes([
      {
        pseudonym: person,
        holds: 'identity',
        sealed: await seal({ ...label, holds: 'identity' }, name),
        stampMs: SIX,
      },
      {
        pseudonym: person,
        holds: 'phone',
        sealed: await seal({ ...label, holds: 'phone' }, phone),
        stampMs: SIX,
      },
    ]);
  }
  await store.backup();
  store.close();
}

test.use({
  slot: ORGANISER,
  // oxlint-disable-next-line no-empty-pattern
  prepare: async ({}, use) => use(aDay),
});

test('an organiser goes from the figures of the evening to the signature', {
  tag: ['@desk'],
}, async ({ page, kiosk }) => {
  await page.getByRole('button', { name: /会后/ }).first().click();
  const step = (name: string) =>
    page.locator('.evening-steps > li').filter({ has: page.getByRole('button', { name }) });
  await expect(page.getByText('还有 5 步')).toBeVisible();
  // Without a network, every other station is unknown: the first step says so by name.
  await expect(step('记录到齐')).toContainText('从未联系');
  await kiosk.shot('evening');
  await step('记录到齐')
    .getByRole('button', { name: /不再等/ })
    .click();
  await expect(page.getByText('请先写上经办人姓名')).toBeVisible();
  await page.getByLabel('经办人姓名').fill('王海燕');
  for (const [name, mark] of [
    ['记录到齐', /不再等/],
    ['核对单位', /已核对/],
    ['确认数字', /数字无误/],
    ['定通稿', /通稿已定/],
    ['打印、签字', /已签字/],
  ] as const) {
    await expect(step(name)).toHaveAttribute('data-open', 'true');
    if (name === '确认数字') await kiosk.shot('evening-figures');
    await step(name).getByRole('button', { name: mark }).click();
    await expect(step(name)).toHaveAttribute('data-state', 'done');
    await expect(step(name)).toContainText('王海燕');
  }
  await expect(page.getByText('全部完成，可以交表')).toBeVisible();
  await kiosk.shot('evening-done');

  const parts = page.locator('.parts-nav');
  await parts.getByRole('button', { name: '联系表' }).click();
  await page.getByRole('button', { name: '查看' }).click();
  // The keys are asked for in place; a sample's open with a tap.
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /样例：直接打开/ })
    .click();
  await expect(page.getByText('共 18 人次，2 家单位')).toBeVisible();
  await kiosk.shot('contacts');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载压缩包' }).click();
  expect((await download).suggestedFilename()).toMatch(/^单位联系表-.+\.zip$/);

  await parts.getByRole('button', { name: '跟进' }).click();
  await page.getByRole('button', { name: '查看' }).click();
  await expect(page.getByText('重点群体 10 人')).toBeVisible();
  await expect(page.getByText('有电话的 3 人')).toBeVisible();
});

test('a backup takes the ledger’s place, and the station opens again', {
  tag: ['@desk'],
}, async ({ page, kiosk }) => {
  await page.getByRole('button', { name: /会后/ }).first().click();
  await page.locator('.parts-nav').getByRole('button', { name: '备份' }).click();
  await kiosk.shot('backups');
  await page.getByRole('row').getByRole('button', { name: '恢复' }).first().click();
  const sheet = page.getByRole('dialog');
  await expect(sheet).toContainText('现在的账本整份留存');
  await sheet.getByRole('button', { name: '恢复' }).click();
  await expect(sheet).toHaveCount(0);
  await page.getByRole('button', { name: /记录 Audit/ }).click();
  // In the log of the ledger that came back.
  await expect(page.getByRole('row').nth(1)).toContainText('恢复了一份备份');
});

test('an organiser rehearses the fair in a copy, and reads what went wrong', {
  tag: ['@desk'],
}, async ({ page, kiosk }) => {
  await page.getByRole('button', { name: /筹备/ }).click();
  await page.locator('.parts-nav').getByRole('button', { name: '演练' }).click();
  await page.getByLabel('虚构几个人').fill('3');
  await page.getByRole('button', { name: '开始演练' }).click();
  await expect(page.getByText(/3 人走完/)).toBeVisible();
  await kiosk.shot('rehearsal');
  // Nothing of it is at the fair.
  await page.getByRole('button', { name: /实时/ }).click();
  await expect(
    page.locator('.key-figures > div').filter({ hasText: '到场求职者' }).locator('b'),
  ).toHaveText('40');
});

test.describe('once the storage period is over', () => {
  const FIRST_OF_MAY = Date.UTC(2027, 4, 1, 2);
  test.use({ doorOptions: { clock: { now: () => FIRST_OF_MAY, timers: realTimers } } });

  /** Six machines were heard; the booths' report says that they are destroyed. */
  async function sixMachines(folder: string): Promise<void> {
    const { fair, keys } = await loadSampleFair(join(root, 'resources', SAMPLE_FAIR));
    const store = await storeIn(folder, { fair: fair.id, slot: ORGANISER, now: () => SIX });
    const stations = fair.stations.slice(0, 6).map(
      ({ slot, name, role }): SeenStation => ({
        slot,
        ...name,
        role,
        heardMs: SIX + slot * 60_000,
        acked: 9,
        proven: 9,
        waiting: 0,
        unused: false,
      }),
    );
    store.settings.setSeenByServer({ stations, forks: [], heads: [] });
    const time = signTime(fair, FIRST_OF_MAY, keys.signingKey);
    const report = (slot: number, unsent: number) => {
      const signer = { slot, passSeed: keys.passKeys.get(slot) ?? new Uint8Array(32) };
      return { atMs: FIRST_OF_MAY, said: signDestroyed(signer, time, [], unsent) };
    };
    store.settings.setDestroyedReports([report(BOOTHS, 0), report(2, 7)]);
    store.close();
  }

  test.describe('with machines that report', () => {
    // oxlint-disable-next-line no-empty-pattern
    test.use({ prepare: async ({}, use) => use(sixMachines) });

    test('the organiser sees which machines are destroyed, and marks a certificate by name', {
      tag: ['@desk'],
    }, async ({ page, kiosk }) => {
      await page.getByRole('button', { name: /会后/ }).first().click();
      await page.locator('.parts-nav').getByRole('button', { name: '结束' }).click();
      await page.getByRole('button', { name: '签署结束…' }).click();
      const sheet = page.getByRole('dialog');
      for (const box of await sheet.getByRole('checkbox').all()) await box.check();
      await sheet.getByRole('textbox').fill('2027-05-01');
      await sheet.getByRole('button', { name: /^签署结束/ }).click();
      await page.getByRole('button', { name: /样例：直接打开/ }).click();
      const list = page.locator('.machine-ends');
      await expect(list).toContainText('6 台：2 台报告已销毁，0 台有签字的证明，4 台没有确认');
      const row = (slot: number) =>
        list
          .getByRole('row')
          .filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${slot} `) }) });
      await expect(row(2)).toContainText('有 7 条记录没有送到');
      await list.scrollIntoViewIfNeeded();
      await kiosk.shot('machine-ends');
      await row(1)
        .getByRole('button', { name: /登记证明/ })
        .click();
      await sheet.getByLabel(/经办人姓名/).fill('王海燕');
      await kiosk.shot('certificate-in-hand');
      await sheet.getByRole('button', { name: /^登记/ }).click();
      await expect(row(1)).toContainText('销毁证明由王海燕');
      await expect(list).toContainText('1 台有签字的证明，3 台没有确认');
      await row(1).getByRole('button', { name: '撤销登记' }).click();
      await expect(list).toContainText('0 台有签字的证明');
    });
  });

  test('the end is signed under a date that somebody typed off a calendar', {
    tag: ['@desk', '@browser'],
  }, async ({ page, kiosk }) => {
    await page.getByRole('button', { name: /会后/ }).first().click();
    await page.locator('.parts-nav').getByRole('button', { name: '结束' }).click();
    const sign = async (day: string): Promise<void> => {
      await page.getByRole('button', { name: '签署结束…' }).click();
      const sheet = page.getByRole('dialog');
      for (const box of await sheet.getByRole('checkbox').all()) await box.check();
      const yes = sheet.getByRole('button', { name: /^签署结束/ });
      await expect(yes).toBeDisabled();
      await sheet.getByRole('textbox').fill(day);
      await kiosk.shot('signing-the-end');
      await yes.click();
    };
    await sign('20260501');
    await page.getByRole('button', { name: /样例：直接打开/ }).click();
    await expect(page.getByText('填的日期和本机时钟不一样')).toBeVisible();
    await sign('2027-05-01');
    await expect(page.getByText(/已签署/).first()).toBeVisible();
  });
});

const staffSecret = randomness()(32);

/** A machine of a real fair, which the organiser has ended; nobody has its staff card any more. */
async function monthLater(folder: string): Promise<void> {
  const { fair, keys } = await loadSampleFair(join(root, 'resources', SAMPLE_FAIR));
  const passSeed = keys.passKeys.get(GATE) ?? new Uint8Array(32);
  const random = randomness();
  const card = staffCardText({ fair: fair.id, secret: staffSecret });
  const station = { fair, slot: GATE, signed: signFair(fair, keys.signingKey) };
  const { pseudonymKey } = keys;
  await enrol(folder, station, { passSeed, pseudonymKey }, card, random);
  const store = await storeIn(folder, { fair: fair.id, slot: GATE, now: () => SIX });
  const happening = { kind: 'checkin', what: { means: 'card', lane: 'self' } } as const;
  store.ledger.append([{ happening, person: personOf(1) }]);
  store.close();
  const time = signTime(fair, Date.UTC(2027, 4, 1, 2), keys.signingKey);
  await keepClosing(folder, time, { destroy: false });
}

test.describe('a month later', () => {
  test.use({
    slot: GATE,
    // oxlint-disable-next-line no-empty-pattern
    prepare: async ({}, use) => use(monthLater),
  });

  test('one that is open and reaches no server says what it holds, and staff destroy it', {
    tag: ['@desk', '@browser'],
  }, async ({ page, kiosk }) => {
    const { fair } = await loadSampleFair(join(root, 'resources', SAMPLE_FAIR));
    const card = staffCardText({ fair: fair.id, secret: staffSecret });
    await expect(page.getByText('招聘会已结束').first()).toBeVisible();
    await scanned(page, card);
    await expect(page.getByText('本机的个人信息还没有销毁')).toBeVisible();
    await kiosk.shot('ended-open');
    await scanned(page, card);
    const panel = page.getByTestId('staff-panel');
    await expect(panel).toContainText('没有设服务器');
    await expect(panel).toContainText('其中多少还没有送到，现在问不出来');
    await kiosk.shot('ended-in-panel');
    await panel.getByRole('button', { name: '销毁…' }).click();
    const sheet = page.getByRole('dialog').last();
    const yes = sheet.getByRole('button', { name: /^销毁/ });
    await expect(yes).toBeDisabled();
    await sheet.getByRole('checkbox').check();
    await kiosk.shot('ended-in-panel-sure');
    await yes.click();
    await expect(page.getByRole('heading', { name: '个人信息销毁证明' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('不明');
    await kiosk.shot('retired-by-staff');
  });

  test('a machine is destroyed a month later, and shows its certificate', {
    tag: ['@desk'],
  }, async ({ page, kiosk }) => {
    await expect(page.getByText('招聘会已结束')).toBeVisible();
    await kiosk.shot('ended-locked');
    await page.getByRole('button', { name: /销毁…/ }).click();
    const sheet = page.getByRole('dialog');
    const yes = sheet.getByRole('button', { name: '销毁' });
    await expect(yes).toBeDisabled();
    await sheet.getByRole('checkbox').check();
    await yes.click();
    await expect(page.getByRole('heading', { name: '个人信息销毁证明' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('2027-05-01');
    await kiosk.shot('retired');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '保存销毁证明' }).click();
    expect((await download).suggestedFilename()).toMatch(/^销毁证明-.+\.html$/);
  });
});
