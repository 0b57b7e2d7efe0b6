import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boothSheets } from '../../electron/station/printed-pages/booth-sheets.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { namesFair } from '../screens/names-fair.ts';
import { longestFair } from '../screens/longest-fair.ts';
import { browserDoor } from './doors.ts';
import { expect, test } from './kiosk.ts';
import { textsOf } from './pdf-picture.ts';

/**
 * Story: names as offices write them, long and rare. Desired end: each is drawn, on a wall beside its
 * neighbours and on paper under its booth's name.
 */

const WALL = 9;
const WALLS = [
  [1920, 1080],
  [3840, 1080],
  [1080, 1920],
  [1366, 768],
  [1024, 600],
] as const;

test('no name on the wall runs over its neighbour, at any size', { tag: '@browser' }, async ({
  browser,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-wall-'));
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const door = await browserDoor(join(folder, 'station'), WALL, context, {
    resources: await longestFair(folder),
  });
  for (const [width, height] of WALLS) {
    await door.page.setViewportSize({ width, height });
    await expect(door.page.locator('.wall-posts li').first()).toBeVisible();
    await door.page.evaluate(() => document.fonts.ready);
    expect(await door.page.evaluate(meeting), `${width}×${height}`).toEqual([]);
  }
  await door.close();
  await context.close();
  await rm(folder, { recursive: true, force: true });
});

/** Pairs of texts whose letters meet. Runs in the page. */
function meeting(): string[] {
  const texts = [...document.querySelectorAll('.wall :is(h1, h2, h3, p, b, time, li > span)')];
  const boxes = texts.map((text) => {
    const { left, top, right, bottom } = text.getBoundingClientRect();
    // Between the lines nothing is drawn.
    const spare = Number.parseFloat(getComputedStyle(text).fontSize) / 6;
    return { text, left, right, top: top + spare, bottom: bottom - spare };
  });
  const found = boxes.flatMap((one, at) =>
    boxes
      .slice(at + 1)
      .filter(
        (other) =>
          !one.text.contains(other.text) &&
          !other.text.contains(one.text) &&
          Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
          Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1,
      )
      .map((other) => `${one.text.textContent} / ${other.text.textContent}`),
  );
  const outside = boxes.filter(({ right, bottom }) => right > innerWidth || bottom > innerHeight);
  return [...found, ...outside.map(({ text }) => `outside: ${text.textContent}`)];
}

test('each page of a booth’s cards bears its name, and a usual booth needs two', {
  tag: '@browser',
}, async ({ browser }) => {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-names-'));
  const { fair, keys } = await loadSampleFair(join(await namesFair(folder), SAMPLE_FAIR));
  await rm(folder, { recursive: true, force: true });
  const [first, second] = fair.booths;
  if (!first || !second) throw new Error('the sample fair has no booths');
  const many = {
    ...first,
    posts: Array.from({ length: 30 }, () => first.posts)
      .flat()
      .slice(0, 30),
  };
  // As many as a command card has codes for.
  const nine = {
    ...second,
    posts: Array.from({ length: 9 }, () => second.posts)
      .flat()
      .slice(0, 9),
  };
  const page = await browser.newPage();
  await page.setContent(await boothSheets({ ...fair, desks: [] }, [many, nine], keys.signingKey));
  await page.evaluate(() => document.fonts.ready);
  const texts = await textsOf(await page.pdf({ preferCSSPageSize: true }));
  await page.close();
  const plain = texts.filter((text) => text.startsWith(second.code));
  expect(texts.every((text) => text.startsWith(first.code) || plain.includes(text))).toBe(true);
  expect(plain).toHaveLength(2);
  for (const text of texts) expect(text.trim()).not.toMatch(/(意向 Intent|岗位 Posts|合计)$/);
});
