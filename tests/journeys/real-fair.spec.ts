import { copyFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from '@playwright/test';
import { succeeds } from '../commands/terminal.ts';
import { startServer } from '../rehearse/processes.ts';
import { readFair, signedFairSchema } from '../../shared/fair.ts';
import { boothCardText, readBoothCardText, type SignedBoothCard } from '../../shared/booth-card.ts';
import { expect, test as base } from './kiosk.ts';
import { codesIn } from './qr-decoder.ts';
import { typePin } from './staff-hand.ts';
import { typeAsScanner } from './wedge-scanner.ts';

/**
 * Story: a bureau makes a fair, enrols a machine from a stick, and opens it in the morning with the staff
 * card. Desired end: a thief who takes the machine at noon has no key.
 */

/** The text of the printed staff card, as a scanner reads it. */
let cardText = '';
/** The code of someone who registered online. */
let registrationCode = '';

/** The codes on a booth's sheet, as a scanner reads them. */
let boothCards: SignedBoothCard[] = [];
const cardThat = (does: string): string => {
  const card = boothCards.find(({ command: { does: other } }) => other === does);
  if (!card) throw new Error(`no card on the sheet says ${does}`);
  return boothCardText(card, card.signature);
};

async function cardsOn(html: string, browser: Browser): Promise<SignedBoothCard[]> {
  const paper = await browser.newPage({ viewport: { width: 900, height: 1600 } });
  await paper.setContent(html);
  // One by one, as a person presents each card to the scanner.
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

/** What a bureau has on its desk: its own fair, and the passphrases that open it. */
interface Desk {
  readonly folder: string;
  readonly fair: string;
  readonly asOrganiser: readonly string[];
  /** The people's list, on the stick beside the stations' files. */
  readonly passphraseFile: string;
  readonly cardFile: string;
}

const deskIn = (folder: string): Desk => ({
  folder,
  fair: join(folder, 'fair'),
  asOrganiser: [
    `--organiser=${join(folder, 'fair', 'organiser.json')}`,
    `--passphrase-file=${join(folder, 'organiser-passphrase')}`,
  ],
  passphraseFile: join(folder, 'passphrase'),
  cardFile: join(folder, 'card'),
});

async function newFair(browser: Browser): Promise<Desk> {
  const desk = deskIn(await mkdtemp(join(tmpdir(), 'chunfeng-organiser-')));
  const { folder, fair } = desk;
  const stdout = await succeeds('fair create', ['--out', fair, '--pin', '314159']);
  const [forOrganiser = '', forStations = ''] = Array.from(
    stdout.matchAll(/[0-9A-Z-]{29}/g),
    ([text]) => text,
  );
  await writeFile(desk.passphraseFile, forStations.toLowerCase());
  const paper = await browser.newPage();
  await paper.setContent(await readFile(join(fair, 'staff-card.html'), 'utf8'));
  await paper.evaluate(() => document.fonts.ready);
  // No character may depend on a typeface that the organiser's machine may lack.
  const loaded = await paper.evaluate(() =>
    document.fonts.check('12px "Noto Sans SC Variable"', '工作卡签到机扫'),
  );
  if (!loaded) throw new Error('the card has no typeface of its own');
  cardText = (await codesIn(await paper.screenshot()))[0]?.text ?? '';
  await paper.close();
  await writeFile(desk.cardFile, cardText);
  await writeFile(join(folder, 'organiser-passphrase'), forOrganiser);
  return desk;
}

/** Both journeys take place at one fair: its keys take longer to make than a person takes to check in. */
base.describe.configure({ mode: 'default' });

const test = base.extend<{ desk: Desk }, { made: Desk }>({
  made: [
    async ({ browser }, use) => {
      const made = await newFair(browser);
      await use(made);
      await rm(made.folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  /** A copy, which is gone before the station opens. */
  desk: async ({ made }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'chunfeng-organiser-'));
    await cp(made.folder, folder, { recursive: true });
    await use(deskIn(folder));
  },
});

const enrol = (data: string, { cardFile }: Desk, how: readonly string[]) =>
  succeeds('station enrol', [...how, `--data=${data}`, `--card-file=${cardFile}`]);

/** The organiser leaves the station's file at a server; its code lies on the desk. */
async function enrolByCode(
  data: string,
  slot: number,
  desk: Desk,
  browser: Browser,
): Promise<void> {
  const page = join(desk.folder, 'enrol.html');
  const server = await startServer({
    data: join(desk.folder, 'server'),
    fairFile: join(desk.fair, 'fair.json'),
  });
  try {
    const signed = signedFairSchema.parse(
      JSON.parse(await readFile(join(desk.fair, 'fair.json'), 'utf8')),
    );
    const fair = readFair(signed.text)?.value.id ?? '';
    const tokenFile = join(desk.folder, 'token');
    await writeFile(tokenFile, await server.tokenFor(fair), { mode: 0o600 });
    const to = [`--slot=${slot}`, `--server=http://127.0.0.1:${server.port}`, `--out=${page}`];
    await succeeds('station offer', [...desk.asOrganiser, ...to, `--token-file=${tokenFile}`]);
    const paper = await browser.newPage();
    await paper.setContent(await readFile(page, 'utf8'));
    await paper.evaluate(() => document.fonts.ready);
    const [code] = await codesIn(await paper.screenshot());
    await paper.close();
    const codeFile = join(desk.folder, 'enrolment-code');
    await writeFile(codeFile, code?.text ?? '');
    await enrol(data, desk, [`--code-file=${codeFile}`]);
  } finally {
    await server.stop();
  }
}

/** The gate receives the list of people who registered online. */
async function importPeople(data: string, desk: Desk): Promise<void> {
  const table = join(desk.folder, '报名.csv');
  const list = join(desk.folder, 'people');
  await writeFile(table, '姓名,证件号码,手机号\n王小芳,810000199003070015,13800138000\n');
  await succeeds('people import', [...desk.asOrganiser, `--file=${table}`, `--out=${list}`]);
  registrationCode = (await readFile(join(list, 'codes.csv'), 'utf8')).split('\r\n')[1] ?? '';
  await copyFile(join(list, 'people.pack'), join(data, 'people.pack'));
}

async function printBoothCards(desk: Desk, browser: Browser): Promise<void> {
  const sheet = join(desk.folder, 'cards.html');
  await succeeds('fair cards', [...desk.asOrganiser, `--out=${sheet}`]);
  boothCards = await cardsOn(await readFile(sheet, 'utf8'), browser);
}

test.use({
  prepare: ({ desk, slot }, use) =>
    use(async (data) => {
      const file = join(desk.fair, 'stations', `station-0${slot}.json`);
      await enrol(data, desk, [`--file=${file}`, `--passphrase-file=${desk.passphraseFile}`]);
      await importPeople(data, desk);
      await rm(desk.folder, { recursive: true });
    }),
});

test('a real fair waits for the staff card, which also opens the staff’s panel', {
  tag: '@browser',
}, async ({ page, kiosk }) => {
  await expect(page.getByRole('heading', { name: /请扫描工作卡/ })).toBeVisible();
  await kiosk.shot('locked');
  await page.getByRole('button', { name: /工作人员入口/ }).hover();
  await page.mouse.down();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.mouse.up();
  await expect(page.getByText(/请先扫工作卡打开本机/)).toBeVisible();
  await kiosk.shot('locked-leave');
  await page.reload();
  await scansUntil(
    page,
    'https://example.cn/menu',
    page.getByText('这不是工作卡', { exact: false }),
  );
  await kiosk.shot('locked-not-a-card');
  await openWithCard(page, page.getByText(/今天已有/));
  await expect(page.getByText('模拟读卡器')).toHaveCount(0);

  await page.getByRole('button', { name: /工作人员入口/ }).hover();
  await page.mouse.down();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.mouse.up();
  await typePin(page, '000000');
  const panel = page.getByRole('heading', { name: /读卡器和扫码器/ });
  await openWithCard(page, panel);
  await page.getByRole('dialog').getByRole('button', { name: /关闭/ }).first().click();

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

const openWithCard = (page: Page, opened: Locator): Promise<void> =>
  scansUntil(page, cardText, opened);

/** Scans again, as a person would, when a busy machine splits a burst of keys. */
async function scansUntil(page: Page, text: string, seen: Locator): Promise<void> {
  await expect(async () => {
    if (await seen.isVisible()) return;
    await typeAsScanner(page, text);
    await expect(seen).toBeVisible({ timeout: 4_000 });
  }).toPass();
}

test.describe('a real fair’s booth', () => {
  test.use({
    slot: 3,
    prepare: ({ browser, desk, slot }, use) =>
      use(async (data) => {
        await enrolByCode(data, slot, desk, browser);
        await printBoothCards(desk, browser);
        await rm(desk.folder, { recursive: true });
      }),
  });

  test('opens with the staff card and obeys the commands on its own sheet', {
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
