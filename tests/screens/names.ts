import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, expect, type Page } from '@playwright/test';
import readByAnother from 'read-excel-file/node';
import { receiptBytes } from '../../electron/station/print/receipt.ts';
import { asPrinted } from '../../electron/station/print/testing/as-printed.ts';
import { boothSheets } from '../../electron/station/printed-pages/booth-sheets.ts';
import { embeddedType, PRINTED_TYPE } from '../../electron/station/printed-pages/embedded-type.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { maskName } from '../../shared/names/surname.ts';
import { workbook } from '../../shared/report/files.ts';
import { launchChromium } from '../journeys/chromium-here.ts';
import { browserDoor, root } from '../journeys/doors.ts';
import { cardOf, NAMES, namesFair } from './names-fair.ts';
import { noTypefaces } from './no-typefaces.ts';
import { drawn } from './screen.ts';
import { press } from './walks/walk.ts';

/**
 * `npm run names`: everybody's name on kiosk, pass, slip, card, wall and in the workbook, drawn by a Chromium
 * that has no typeface of a system. One page of pictures to look at.
 */

const folder = join(root, 'test-results', 'names');
const ENTRANCE = 1;
const PATIENCE_MS = 20_000;
const WALL = 9;
const KIOSK = { width: 1280, height: 1024 };
const LARGE = { width: 1920, height: 1080 };

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const data = await mkdtemp(join(tmpdir(), 'chunfeng-names-'));
const resources = await namesFair(data);
const browser = await launchChromium({ typefaces: await noTypefaces(join(data, 'type')) });
try {
  await atTheEntrance(browser);
  await onTheWall(browser);
  await onCards(browser);
  const page = join(folder, 'index.html');
  await writeFile(page, await gallery());
  await wholePage(browser, page);
  console.log(`画廊 The gallery: ${page}`);
} finally {
  await browser.close();
  await rm(data, { recursive: true, force: true });
}

async function atTheEntrance(browser: Browser): Promise<void> {
  const context = await browser.newContext({ viewport: KIOSK, reducedMotion: 'reduce' });
  const door = await browserDoor(join(data, 'entrance'), ENTRANCE, context, { resources });
  const { page } = door;
  for (const at of NAMES.keys()) {
    await step(page, 'idle');
    // The station may still be leaving the person before.
    await expect(async () => {
      await door.present(cardOf(at));
      await step(page, 'consent');
    }).toPass({ timeout: PATIENCE_MS });
    await shot(page, `kiosk-${at}`);
    await press(page, /^同意，领通行证/);
    await step(page, 'welcome');
    await shot(page, `pass-${at}`);
    await press(page, /完成/);
  }
  await door.close();
  await context.close();
}

async function onTheWall(browser: Browser): Promise<void> {
  const context = await browser.newContext({ viewport: LARGE, reducedMotion: 'reduce' });
  const door = await browserDoor(join(data, 'wall'), WALL, context, { resources });
  await expect(door.page.locator('.wall-posts li').first()).toBeVisible();
  await shot(door.page, 'wall');
  await door.close();
  await context.close();
}

async function onCards(browser: Browser): Promise<void> {
  const { fair, keys } = await loadSampleFair(join(resources, SAMPLE_FAIR));
  const page = await browser.newPage({ viewport: { width: 794, height: 1123 } });
  await page.emulateMedia({ media: 'print' });
  await page.setContent(await boothSheets(fair, fair.booths, keys.signingKey));
  await drawn(page);
  for (const [at, header] of (await page.locator('header').all()).entries()) {
    if (at % 2 === 0) await header.screenshot({ path: join(folder, `card-${at / 2}.png`) });
  }
  await writeFile(join(folder, 'cards.pdf'), await page.pdf({ preferCSSPageSize: true }));
  await page.close();
}

async function wholePage(browser: Browser, file: string): Promise<void> {
  const page = await browser.newPage({ viewport: LARGE });
  await page.goto(pathToFileURL(file).href);
  await drawn(page);
  await page.screenshot({ path: join(folder, 'index.png'), fullPage: true });
  await page.close();
}

async function gallery(): Promise<string> {
  const sheet = {
    name: '名单',
    columns: [['姓名', 20]] as const,
    rows: NAMES.map((name) => [name]),
  };
  const [read] = await readByAnother(Buffer.from(await workbook([sheet])));
  const rows = NAMES.map(
    (name, at) => `<tr><td>${name}<td>${maskName(name)}
<td><img src="kiosk-${at}.png"><td><img src="pass-${at}.png"><td><pre>${slip(name)}</pre>
<td>${String(read?.data[at + 1]?.[0])}`,
  ).join('\n');
  const cards = NAMES.map((_, at) => `<img src="card-${at}.png">`).join('\n');
  return `<!doctype html><meta charset="utf-8"><title>姓名 Names</title>
<style>${await embeddedType(rows)}
body, pre{font:18px/1.4 ${PRINTED_TYPE}} td{border:1px solid #ccc;vertical-align:top} img{width:24rem}</style>
<table><tr><th>姓名<th>打星<th>签到<th>通行证<th>小票<th>表格</tr>${rows}</table>
<h2>展位卡</h2>${cards}<h2>大屏</h2><img src="wall.png" style="width:100%">`;
}

function slip(name: string): string {
  const greeting = { by: 'name', maskedName: maskName(name) } as const;
  const ticket = {
    fair: { zh: '招聘会', en: '' },
    greeting,
    anonymous: false,
    pass: 'CF1:0',
    shortCode: '0840-0000-A',
    booths: [{ booth: 'A01', zone: 'A区', employer: name, post: '' }],
  };
  return asPrinted(receiptBytes(ticket, 32)).join('\n');
}

function step(page: Page, name: string): Promise<void> {
  return expect(page.locator('.stage')).toHaveAttribute('data-step', name);
}

async function shot(page: Page, name: string): Promise<void> {
  await drawn(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
