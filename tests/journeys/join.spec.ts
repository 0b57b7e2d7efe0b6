import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { makeFairKeys } from '../../electron/station/keys/fair-keys.ts';
import { stationFile } from '../../electron/station/keys/fair-pack.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { openApp } from '../../server/app.ts';
import { keepOffer } from '../../server/fairs/enrolments.ts';
import { keepFair } from '../../server/fairs/fairs.ts';
import { openSqlite } from '../../server/storage/sqlite-home.ts';
import { ownCertificate } from '../../server/tls/certificate.ts';
import { staffCardText } from '../../shared/staff-card.ts';
import { enrolmentCodeText } from '../../shared/sync/enrolment.ts';
import { launchChromium } from './chromium-here.ts';
import { root } from './doors.ts';
import { film } from './filmed.ts';
import { expect, test as base } from './kiosk.ts';

/**
 * Story: an empty laptop with a camera and no scanner. Desired end: it looks at the organiser's screen and at
 * the staff card, and is that station, without a key typed.
 */

const SLOT = 3;
const PASSPHRASE = '0A1B2-C3D4E-F5G6H-J7K8M-N9P0Q';
const CODE = 'c'.repeat(32);

/** A hub with the code's file, as the organiser's station leaves it there. */
async function hub(folder: string) {
  const sample = await loadSampleFair(join(root, 'resources', SAMPLE_FAIR));
  const certificate = await ownCertificate(folder, Date.now());
  const opened = await openSqlite(join(folder, 'hub'));
  if (!certificate.ok || !opened.ok) throw new Error('no hub');
  const storage = opened.value;
  await keepFair(storage, signFair(sample.fair, sample.keys.signingKey));
  const keys = { ...makeFairKeys([SLOT], randomness()), signingKey: sample.keys.signingKey };
  const file = await stationFile(sample.fair, keys, SLOT, PASSPHRASE, randomness());
  await keepOffer(
    storage,
    sample.fair.id,
    {
      codeHash: createHash('sha256').update(CODE).digest('hex'),
      slot: SLOT,
      file: JSON.stringify(file),
      minutes: 60,
    },
    Date.now(),
  );
  const app = await openApp({ storage, now: Date.now, logger: false, tls: certificate.value });
  const server = await app.listen({ host: '127.0.0.1', port: 0 });
  const fair = sample.fair.id;
  return {
    code: enrolmentCodeText({
      server,
      fair,
      code: CODE,
      passphrase: PASSPHRASE,
      pins: [certificate.value.pin],
    }),
    card: staffCardText({ fair, secret: new Uint8Array(32).fill(7) }),
    async close() {
      await app.close();
      await storage.close();
    },
  };
}

const test = base.extend<object, { readonly browser: Browser }>({
  browser: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'chunfeng-join-'));
      const running = await hub(folder);
      const file = join(folder, 'camera.y4m');
      // The first card comes before any code: it only gets a sentence.
      await film(file, [
        { scene: { text: running.card, module: 5, turn: 6 }, seconds: 1.4 },
        { seconds: 0.4 },
        { scene: { text: running.code, module: 4, turn: -5, noise: 6 }, seconds: 1.6 },
        { seconds: 0.4 },
      ]);
      const browser = await launchChromium({ camera: file });
      await use(browser);
      await browser.close();
      await running.close();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern
  doorOptions: ({}, use) => use({ firstScreen: true }),
});

test('an empty laptop joins with its camera alone', { tag: '@browser' }, async ({
  page,
  kiosk,
}) => {
  await expect(page.getByRole('heading', { name: /这台电脑用来做什么/ })).toBeVisible();
  await kiosk.shot('first');
  await page.getByRole('button', { name: /^加入招聘会/ }).click();
  await kiosk.shot('join-code');
  const began = Date.now();
  await page.getByRole('button', { name: /^用摄像头扫/ }).click();
  await expect(page.getByTestId('join-card')).toBeVisible();
  await kiosk.shot('join-card');
  await expect(page.getByText('快速通道').first()).toBeVisible();
  await expect(page.getByTestId('idle')).toBeVisible();
  const seconds = Math.round((Date.now() - began) / 1000);
  test
    .info()
    .annotations.push({ type: 'seconds from camera to station', description: `${seconds}` });
  await kiosk.shot('joined');
});
