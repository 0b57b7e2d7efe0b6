import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Locator, Page } from '@playwright/test';
import { startServer } from '../rehearse/processes.ts';
import { boothCardText, readBoothCardText, type SignedBoothCard } from '../../shared/booth-card.ts';
import { root } from './doors.ts';
import { expect, test } from './kiosk.ts';
import { codesIn } from './qr-decoder.ts';
import { typeAsScanner } from './wedge-scanner.ts';

/**
 * The story: a bureau makes a fair, enrols a machine from a stick, and opens it in the morning with
 * the staff card. The end that we want: whoever takes the machine away at noon has no key.
 */

const run = promisify(execFile);
const command = (name: string, args: readonly string[]) =>
  run(process.execPath, [join(root, 'electron', 'launch', `${name}.ts`), ...args]);

/** As it was scanned from the printed card. */
let cardText = '';
/** Of someone who registered on line. */
let registrationCode = '';

/** As they were scanned from the sheet of a booth. */
let boothCards: SignedBoothCard[] = [];
const cardThat = (does: string): string => {
  const card = boothCards.find(({ command: { does: other } }) => other === does);
  if (!card) throw new Error(`no card on the sheet says ${does}`);
  return boothCardText(card, card.signature);
};

async function cardsOn(html: string, browser: Browser): Promise<SignedBoothCard[]> {
  const paper = await browser.newPage({ viewport: { width: 900, height: 1600 } });
  await paper.setContent(html);
  // One by one, as a scanner is held to them.
  const codes = [];
  for (const code of await paper.locator('figure svg').all()) {
    codes.push(...(await codesIn(await code.screenshot())));
  }
  await paper.close();
  return codes.flatMap(({ text }) => {
    const read = readBoothCardText(text);
    return read.ok ? [read.value] : [];
  });
}

/** This one is enrolled over a network; the others from a stick. */
const BY_CODE = 3;
let stopServer = async (): Promise<void> => undefined;

/** The organiser leaves the station's file at a server, and its code lies on the desk. */
async function enrolmentCode(
  desk: string,
  fair: string,
  slot: number,
  browser: Browser,
): Promise<string> {
  const token = 'of the organiser';
  const server = await startServer({
    data: join(desk, 'server'),
    fairFile: join(fair, 'fair.json'),
    token,
  });
  stopServer = () => server.stop();
  process.env.CHUNFENG_TOKEN = token;
  await command('station-offer', [
    `--organiser=${join(fair, 'organiser.json')}`,
    `--passphrase-file=${join(desk, 'organiser-passphrase')}`,
    `--slot=${slot}`,
    `--server=http://127.0.0.1:${server.port}`,
    `--out=${join(desk, 'enrol.html')}`,
  ]);
  delete process.env.CHUNFENG_TOKEN;
  const paper = await browser.newPage();
  await paper.setContent(await readFile(join(desk, 'enrol.html'), 'utf8'));
  await paper.evaluate(() => document.fonts.ready);
  const [code] = await codesIn(await paper.screenshot());
  await paper.close();
  const file = join(desk, 'enrolment-code');
  await writeFile(file, code?.text ?? '');
  return file;
}

test.use({
  prepare: ({ browser, slot }, use) =>
    use(async (folder) => {
      const desk = await mkdtemp(join(tmpdir(), 'chunfeng-organiser-'));
      const fair = join(desk, 'fair');
      const { stdout } = await command('fair-create', ['--out', fair, '--pin', '314159']);
      const [forOrganiser = '', forStations = ''] = Array.from(
        stdout.matchAll(/[0-9A-Z-]{29}/g),
        ([text]) => text,
      );
      await writeFile(join(desk, 'passphrase'), forStations.toLowerCase());
      const paper = await browser.newPage();
      await paper.setContent(await readFile(join(fair, 'staff-card.html'), 'utf8'));
      await paper.evaluate(() => document.fonts.ready);
      // No character is left to a typeface that the organiser's machine may lack.
      const loaded = await paper.evaluate(() =>
        document.fonts.check('12px "Noto Sans SC Variable"', '工作卡签到机扫'),
      );
      if (!loaded) throw new Error('the card has no typeface of its own');
      const printed = await paper.screenshot();
      await paper.close();
      cardText = (await codesIn(printed))[0]?.text ?? '';
      await writeFile(join(desk, 'card'), cardText);
      await writeFile(join(desk, 'organiser-passphrase'), forOrganiser);
      const how =
        slot === BY_CODE
          ? { 'code-file': await enrolmentCode(desk, fair, slot, browser) }
          : {
              file: join(fair, 'stations', `station-0${slot}.json`),
              'passphrase-file': join(desk, 'passphrase'),
            };
      const given = { ...how, data: folder, 'card-file': join(desk, 'card') };
      const args = Object.entries(given).map(([option, value]) => `--${option}=${value}`);
      await command('station-enrol', args);
      await stopServer();
      const table = join(desk, '报名.csv');
      await writeFile(table, '姓名,证件号码,手机号\n王小芳,810000199003070015,13800138000\n');
      const list = join(desk, 'people');
      await command('people-import', [
        `--organiser=${join(fair, 'organiser.json')}`,
        `--passphrase-file=${join(desk, 'organiser-passphrase')}`,
        `--file=${table}`,
        `--out=${list}`,
      ]);
      registrationCode = (await readFile(join(list, 'codes.csv'), 'utf8')).split('\r\n')[1] ?? '';
      await copyFile(join(list, 'people.pack'), join(folder, 'people.pack'));
      await command('fair-cards', [
        `--organiser=${join(fair, 'organiser.json')}`,
        `--passphrase-file=${join(desk, 'organiser-passphrase')}`,
        `--out=${join(desk, 'cards.html')}`,
      ]);
      boothCards = await cardsOn(await readFile(join(desk, 'cards.html'), 'utf8'), browser);
      await rm(desk, { recursive: true });
    }),
});

test('a real fair waits for the staff card, and opens with it', { tag: '@browser' }, async ({
  page,
  kiosk,
}) => {
  await expect(page.getByRole('heading', { name: /请扫描工作卡/ })).toBeVisible();
  await kiosk.shot('locked');
  await scansUntil(
    page,
    'https://example.cn/menu',
    page.getByText('这不是工作卡', { exact: false }),
  );
  await kiosk.shot('locked-not-a-card');
  await openWithCard(page, page.getByText(/今天已有/));
  await expect(page.getByText('模拟读卡器')).toHaveCount(0);

  await scansUntil(page, registrationCode, page.getByRole('heading', { name: /王\*芳/ }));
  await page.getByRole('button', { name: /拍好了，完成/ }).click();
  await expect(page.getByText(/今天已有/)).toBeVisible();

  await page.getByRole('button', { name: /输入号码/ }).click();
  for (const key of '11010519491231002X') {
    await page.getByRole('button', { name: key, exact: true }).click();
  }
  await page.getByRole('button', { name: /下一步/ }).click();
  await page.getByRole('button', { name: /同意，领通行证/ }).click();
  await expect(page.getByRole('img', { name: /通行证二维码/ })).toBeVisible();
});

test('a locked kiosk is left by staff with their PIN, and a browser says how', {
  tag: '@browser',
}, async ({ page, kiosk }) => {
  await page.getByRole('button', { name: /工作人员入口/ }).hover();
  await page.mouse.down();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await page.mouse.up();
  for (const digit of '314159')
    await dialog.getByRole('button', { name: digit, exact: true }).click();
  await dialog.getByRole('button', { name: /进入/ }).click();
  await expect(page.getByText(/这里是浏览器/)).toBeVisible();
  await kiosk.shot('locked-leave');
});

const openWithCard = (page: Page, opened: Locator): Promise<void> =>
  scansUntil(page, cardText, opened);

/** A burst of keys that a busy machine tore apart is scanned again, as a person would. */
async function scansUntil(page: Page, text: string, seen: Locator): Promise<void> {
  await expect(async () => {
    if (await seen.isVisible()) return;
    await typeAsScanner(page, text);
    await expect(seen).toBeVisible({ timeout: 4_000 });
  }).toPass();
}

test.describe('at a booth', () => {
  test.use({ slot: 3 });

  test('a real fair’s booth opens with the staff card, and obeys the commands on its own sheet', {
    tag: '@browser',
  }, async ({ page }) => {
    await expect(page.getByRole('heading', { name: /请扫描工作卡/ })).toBeVisible();
    await openWithCard(page, page.getByRole('heading', { name: /哪家单位到了/ }));
    await scansUntil(page, cardThat('bind'), page.getByRole('region', { name: /^A01/ }));
    await scansUntil(page, cardThat('walk-in'), page.getByText('已记一位无证来访'));
    await scansUntil(page, cardThat('resume'), page.getByText('先扫一个人的通行证'));
    const newest = page.getByTestId('newest');
    await scansUntil(page, cardThat('undo'), newest.getByText('已撤回'));
  });
});
