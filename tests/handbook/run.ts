import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from '@playwright/test';
import { builtApp } from '../../electron/commands/start/build.ts';
import type { Edition } from '../../renderer/help/pages.ts';
import { launchChromium } from '../journeys/chromium-here.ts';
import { browserDoor, root } from '../journeys/doors.ts';
import { pictureOf, textsOf } from '../journeys/pdf-picture.ts';
import { takeShots } from '../screens/taken.ts';
import {
  picturesFolder,
  picturesShown,
  readSeen,
  SEEN_FILE,
  shots,
  wordsOfThePage,
  wordsOn,
  type WordsSeen,
} from './pictures.ts';

/**
 * `npm run handbook`: takes the handbook's pictures from the walks of the gallery, and prints both editions
 * as the app itself prints them. `--role R` takes that walk's pictures alone, `--without-pictures` none; `--pages` also draws
 * every page.
 */

const { values } = parseArgs({
  options: {
    'without-pictures': { type: 'boolean', default: false },
    pages: { type: 'boolean', default: false },
    /** Only the pictures of this role's walk; the others stay. */
    role: { type: 'string' },
  },
});

const ORGANISER = 8;
/** Sharp on paper, and small enough for the app and the repository. */
const SIZE = 0.75;
const files: Readonly<Record<Edition, string>> = {
  zh: '春风使用手册.pdf',
  en: 'chunfeng-handbook.pdf',
};

const browser = await launchChromium();
try {
  if (!values['without-pictures']) {
    await takePictures(browser);
    if (!(await builtApp(root))) throw new Error('the page was not built');
  }
  for (const edition of ['zh', 'en'] as const) await printEdition(browser, edition);
} finally {
  await browser.close();
}

async function takePictures(from: Browser): Promise<void> {
  const ofThePage = wordsOfThePage();
  const seen: WordsSeen = values.role === undefined ? {} : { ...readSeen() };
  await mkdir(picturesFolder, { recursive: true });
  const shown = picturesShown();
  await takeShots(
    from,
    shots.filter(({ name, role }) => shown.has(name) && role === (values.role ?? role)),
    async ({ name }, { screen, page }) => {
      await page.evaluate(hideFolders, tmpdir());
      await writeFile(join(picturesFolder, `${name}.webp`), await screen.thumbnail('webp', SIZE));
      seen[name] = await wordsOn(page, ofThePage);
      console.log(`✓ docs/handbook/pictures/${name}.webp`);
    },
  );
  await writeFile(SEEN_FILE, `${JSON.stringify(seen, null, 2)}\n`);
  for (const file of await readdir(picturesFolder)) {
    if (file.endsWith('.webp') && !shown.has(file.slice(0, -'.webp'.length))) {
      await rm(join(picturesFolder, file));
    }
  }
}

/** Runs in the page. A walk's folder is nobody's. */
function hideFolders(from: string): void {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode } = texts;
    if (currentNode.nodeValue?.startsWith(from)) currentNode.nodeValue = '…/chunfeng';
  }
}

async function printEdition(from: Browser, edition: Edition): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-handbook-'));
  const context = await from.newContext();
  const door = await browserDoor(folder, ORGANISER, context);
  try {
    const pdf = await printed(door.page, edition);
    const file = join(root, 'release', files[edition]);
    await mkdir(join(root, 'release'), { recursive: true });
    await writeFile(file, pdf);
    console.log(`✓ ${file}`);
    if (values.pages) await drawPages(pdf, edition);
  } finally {
    await door.close();
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function printed(page: Page, edition: Edition): Promise<Uint8Array> {
  await page.locator('.help-key').click();
  const handbook = page.getByTestId('handbook');
  await handbook.getByRole('button', { name: edition === 'zh' ? '中文' : 'English' }).click();
  await handbook.getByRole('navigation').getByRole('button').last().click();
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(
    (name) => {
      document.title = name;
    },
    files[edition].replace('.pdf', ''),
  );
  const print = (): Promise<Uint8Array> =>
    page.pdf({ preferCSSPageSize: true, printBackground: true, outline: true, tagged: true });
  await page.evaluate(writePageNumbers, await firstPages(page, await print()));
  return print();
}

type FirstPages = readonly (readonly [article: string, page: number])[];

/** On which page of the PDF each article begins; a role's sheet has no more than that one. */
async function firstPages(page: Page, pdf: Uint8Array): Promise<FirstPages> {
  const articles = await page
    .getByTestId('printed')
    .locator('article')
    .evaluateAll((all) =>
      all.map((article) => ({
        id: article.id,
        title: article.querySelector('h2')?.textContent ?? '',
        sheet: article.getAttribute('data-sheet') === 'true',
      })),
    );
  const texts = (await textsOf(pdf)).map((text, n) =>
    // The page's number, at its foot, comes first in its text.
    text.replaceAll(/\s/g, '').replace(new RegExp(`^${n + 1}`), ''),
  );
  let from = 1;
  const found = articles.map(({ id, title, sheet }) => {
    const at = texts.findIndex(
      (text, n) => n >= from && text.startsWith(title.replaceAll(/\s/g, '')),
    );
    if (at < 0) throw new Error(`“${title}” is on no page`);
    from = at + 1;
    return { id, at, sheet, title };
  });
  for (const [i, { at, sheet, title }] of found.entries()) {
    const end = found[i + 1]?.at ?? texts.length;
    if (!sheet || end - at === 1) continue;
    process.exitCode = 1;
    console.log(`“${title}” takes ${end - at} pages, and is to lie on a table as one`);
  }
  return found.map(({ id, at }) => [id, at + 1]);
}

/** Runs in the page. */
function writePageNumbers(pages: FirstPages): void {
  for (const [id, at] of pages) {
    const place = document.querySelector(`[data-page-of="${id}"]`);
    if (place) place.textContent = String(at);
  }
}

async function drawPages(pdf: Uint8Array, edition: Edition): Promise<void> {
  const folder = join(root, 'test-results', 'handbook');
  await mkdir(folder, { recursive: true });
  const { pages } = await pictureOf(pdf, 1);
  for (let at = 0; at < pages; at += 1) {
    const { png } = await pictureOf(pdf, 1.5, at);
    await writeFile(join(folder, `${edition}-${String(at + 1).padStart(2, '0')}.png`), png);
  }
  console.log(`${pages} pages: ${folder}`);
}
